package dev.autograd.expr.codegen;

import static dev.autograd.expr.Expr.c;
import static dev.autograd.expr.Expr.var;
import static dev.autograd.expr.Functions.max;
import static dev.autograd.expr.Functions.min;
import static dev.autograd.expr.Functions.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.of;

import dev.autograd.expr.Expr;
import dev.autograd.value.DType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BooleanKernelTest {
    private static final KernelCompiler COMPILER = KernelCompiler.forThisMachine();
    private static final Expr X = var(0);
    private static final Expr Y = var(1);

    /// Formula, and its values for (false, false), (false, true), (true, false), (true, true).
    static Stream<Arguments> tables() {
        return Stream.of(
                of(X.and(Y), List.of(false, false, false, true)),
                of(X.or(Y), List.of(false, true, true, true)),
                of(X.xor(Y), List.of(false, true, true, false)),
                of(X.not().and(Y), List.of(false, true, false, false)),
                of(X.plus(Y), List.of(false, true, true, true)),
                of(X.mul(Y), List.of(false, false, false, true)),
                of(max(X, Y), List.of(false, true, true, true)),
                of(min(X, Y), List.of(false, false, false, true)),
                of(X.eq(Y), List.of(true, false, false, true)),
                of(X.ne(Y), List.of(false, true, true, false)),
                of(X.lt(Y), List.of(false, true, false, false)),
                of(X.ge(Y), List.of(true, false, true, true)),
                of(select(X, Y, Y.not()), List.of(true, false, false, true)),
                of(select(X, Y, c(1)), List.of(true, true, false, true)));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void followTheirTruthTable(Expr e, List<Boolean> expected) {
        boolean[] a = {false, false, true, true};
        boolean[] b = {false, true, false, true};
        for (Form form : Form.values()) {
            boolean[] out = new boolean[4];
            PointwiseKernel kernel =
                    COMPILER.compile(KernelSpec.of(e, DType.BOOL, List.of(DType.BOOL, DType.BOOL), DType.BOOL), form);
            kernel.run2(out, 0, a, 0, b, 0, PointwiseKernel.NO_PARAMETERS, 4);
            for (int i = 0; i < 4; i++) {
                assertThat(out[i]).as("%s of %s, %s", kernel, a[i], b[i]).isEqualTo(expected.get(i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("widths")
    void maySelectBetweenNumbers(DType type, int bits, int n) {
        Expr e = select(X, Y.mul(2), Y.neg()).plus(X);
        KernelSpec spec = KernelSpec.of(e, type, List.of(DType.BOOL, type), type);
        Object mask = Samples.array(DType.BOOL, n + 2, 1);
        Object numbers = Samples.array(type, n + 1, 2);
        int[] offsets = {2, 1};
        KernelCompiler compiler = KernelCompiler.withVectorBits(bits);
        Object expected = Samples.run(
                compiler.compile(spec, Form.PLAIN), n, 3, offsets, PointwiseKernel.NO_PARAMETERS, mask, numbers);
        for (int i = 0; i < n && type.isFloating(); i++) {
            double y = Samples.number(numbers, 1 + i);
            double value = ((boolean[]) mask)[2 + i] ? 2 * y + 1 : -y;
            double rounded = type == DType.FLOAT32 ? (float) value : value;
            assertThat(Samples.number(expected, 3 + i))
                    .satisfiesAnyOf(
                            it -> assertThat(it).isNaN(),
                            it -> assertThat(Math.abs(it - rounded)).isLessThanOrEqualTo(Math.abs(rounded) * 1e-6));
        }
        Object actual = Samples.run(
                compiler.compile(spec, Form.VECTOR), n, 3, offsets, PointwiseKernel.NO_PARAMETERS, mask, numbers);
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("widths")
    void mayBeTheResult(DType type, int bits, int n) {
        Expr e = X.lt(Y).or(X.mul(Y).gt(1)).and(X.ne(3)).xor(Y);
        KernelSpec spec = KernelSpec.of(e, type, DType.BOOL);
        Object a = Samples.array(type, n, 1);
        Object b = Samples.array(type, n + 1, 2);
        int[] offsets = {0, 1};
        KernelCompiler compiler = KernelCompiler.withVectorBits(bits);
        boolean[] plain = (boolean[])
                Samples.run(compiler.compile(spec, Form.PLAIN), n, 2, offsets, PointwiseKernel.NO_PARAMETERS, a, b);
        assertThat(Samples.run(compiler.compile(spec, Form.VECTOR), n, 2, offsets, PointwiseKernel.NO_PARAMETERS, a, b))
                .isEqualTo(plain);
        for (int i = 0; i < n && type == DType.FLOAT64; i++) {
            double x = ((double[]) a)[i];
            double y = ((double[]) b)[i + 1];
            assertThat(plain[2 + i]).isEqualTo(((x < y || x * y > 1) && x != 3) ^ (y != 0));
        }
    }

    static Stream<Arguments> widths() {
        return Stream.of(DType.INT32, DType.FLOAT32, DType.FLOAT64)
                .flatMap(type -> Stream.of(128, 256, 512)
                        .flatMap(bits -> Stream.of(0, 1, 7, 16, 61).map(n -> of(type, bits, n))));
    }

    @Test
    void areTheOnlyTypeBesideTheOneComputedIn() {
        assertThatThrownBy(() -> KernelSpec.of(X, DType.FLOAT32, List.of(DType.INT32), DType.FLOAT32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("operand 0")
                .hasMessageContaining("int32")
                .hasMessageContaining("float32");
        assertThatThrownBy(() -> KernelSpec.of(X, DType.FLOAT32, DType.FLOAT64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("result")
                .hasMessageContaining("float64");
    }
}
