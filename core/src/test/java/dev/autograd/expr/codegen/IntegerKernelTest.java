package dev.autograd.expr.codegen;

import static dev.autograd.expr.Expr.c;
import static dev.autograd.expr.Expr.param;
import static dev.autograd.expr.Expr.var;
import static dev.autograd.expr.Functions.exp;
import static dev.autograd.expr.Functions.floorDiv;
import static dev.autograd.expr.Functions.fmod;
import static dev.autograd.expr.Functions.max;
import static dev.autograd.expr.Functions.remainder;
import static dev.autograd.expr.Functions.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.expr.BinaryFn;
import dev.autograd.expr.Expr;
import dev.autograd.expr.UnaryFn;
import dev.autograd.value.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class IntegerKernelTest {
    private static final int N = 200;
    private static final KernelCompiler COMPILER = KernelCompiler.forThisMachine();

    static Stream<Arguments> formulas() {
        List<Expr> formulas = new ArrayList<>();
        for (UnaryFn fn : UnaryFn.values()) {
            if (fn.isIntegral()) {
                formulas.add(new Expr.Unary(fn, var(0)));
            }
        }
        for (BinaryFn fn : BinaryFn.values()) {
            if (fn.isIntegral()) {
                // Divisors above 0, and exponents that are not negative.
                Expr b = new Expr.Binary(BinaryFn.MAX, var(1), c(1));
                formulas.add(new Expr.Binary(fn, var(0), fn.kind().isTruth() ? var(1) : b));
            }
        }
        formulas.add(select(
                var(0).gt(var(1)), var(0).mul(param(0)), max(var(0), var(1)).plus(7)));
        formulas.add(floorDiv(var(0), select(var(1).eq(0), c(-1), var(1))));
        return formulas.stream()
                .flatMap(e -> Stream.of(DType.INT32, DType.INT64).map(type -> Arguments.of(e, type)));
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void agreeWithTheInterpreter(Expr e, DType type) {
        DType out = e.isBoolean() ? DType.BOOL : type;
        KernelSpec spec = KernelSpec.of(e, type, out);
        Object[] in = new Object[spec.operands().size()];
        for (int k = 0; k < in.length; k++) {
            in[k] = Samples.array(type, N, k);
        }
        double[] params = {3};
        int[] offsets = new int[in.length];
        Object expected = Samples.run(COMPILER.compile(spec, Form.INTERPRETED), N, 0, offsets, params, in);
        PointwiseKernel kernel = COMPILER.compile(spec, Form.PLAIN);
        assertThat(Samples.run(kernel, N, 0, offsets, params, in)).isEqualTo(expected);
        assertThat(COMPILER.compile(spec, Form.VECTOR).form()).isEqualTo(Form.PLAIN);
        // The other loop, for offsets that differ.
        Object shifted = out.newArray(N + 1);
        kernel.runN(shifted, 1, in, offsets, params, N);
        for (int i = 0; i < N; i++) {
            assertThat(Samples.bits(shifted, i + 1)).isEqualTo(Samples.bits(expected, i));
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void refuseToDivideByZero(Form form) {
        for (Expr e : List.of(floorDiv(var(0), var(1)), remainder(var(0), var(1)), fmod(var(0), var(1)))) {
            PointwiseKernel kernel = COMPILER.compile(KernelSpec.of(e, DType.INT32, DType.INT32), form);
            assertThatThrownBy(() -> kernel.run2(
                            new int[2], 0, new int[] {4, 5}, 0, new int[] {2, 0}, 0, PointwiseKernel.NO_PARAMETERS, 2))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("divided by zero");
        }
    }

    @Test
    void wrapParametersAndConstantsAtTheirWidth() {
        KernelSpec spec = KernelSpec.of(var(0).plus(param(0)).plus(c(0x1p32)), DType.INT32, DType.INT32);
        int[] out = new int[1];
        COMPILER.compile(spec, Form.PLAIN).run1(out, 0, new int[] {1}, 0, new double[] {2.9}, 1);
        assertThat(out).containsExactly(3);
    }

    @Test
    void haveNoRealFunctionsAndFractions() {
        for (Expr e : List.of(exp(var(0)), var(0).div(var(1)), var(0).mul(0.5), var(0).plus(c(Double.NaN)))) {
            assertThatThrownBy(() -> KernelSpec.of(e, DType.INT64, DType.INT64))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("int64")
                    .hasMessageContaining("floating");
        }
    }
}
