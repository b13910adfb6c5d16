package dev.autograd.expr.codegen;

import static dev.autograd.expr.Expr.c;
import static dev.autograd.expr.Expr.param;
import static dev.autograd.expr.Expr.var;
import static dev.autograd.expr.Functions.exp;
import static dev.autograd.expr.Functions.max;
import static dev.autograd.expr.Functions.select;
import static dev.autograd.expr.Functions.sin;
import static dev.autograd.expr.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.expr.Expr;
import dev.autograd.value.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The loops around the functions: lengths, offsets, arities, vector widths, writing in place.
class KernelLoopTest {
    private static final int[] LENGTHS = {0, 1, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 1000};
    private static final double[] PARAMS = {0.75, -2};

    private static final List<Expr> FORMULAS = List.of(
            param(0).mul(param(1)),
            tanh(var(0)).plus(exp(var(0).mul(-0.5))),
            sin(var(0).mul(1e4)),
            max(var(0), var(1)).minus(param(1)),
            select(var(0).gt(var(1)), var(2), var(0).mul(param(0))),
            var(0).plus(var(1)).mul(var(2)).minus(var(3)),
            var(4).plus(var(0)));

    /// The plain loop first, then vectors of each width.
    private static List<PointwiseKernel> kernels(KernelSpec spec) {
        List<PointwiseKernel> kernels = new ArrayList<>();
        kernels.add(KernelCompiler.forThisMachine().compile(spec, Form.PLAIN));
        for (int bits : new int[] {128, 256, 512}) {
            kernels.add(KernelCompiler.withVectorBits(bits).compile(spec, Form.VECTOR));
        }
        return kernels;
    }

    static Stream<Arguments> formulas() {
        return FORMULAS.stream()
                .flatMap(e -> Stream.of(DType.FLOAT32, DType.FLOAT64).map(type -> Arguments.of(e, type)));
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void giveTheSameBitsInEveryFormAtEveryPlace(Expr e, DType type) {
        KernelSpec spec = KernelSpec.of(e, type, type);
        int arity = spec.operands().size();
        int most = 1100;
        Object[] in = new Object[arity];
        for (int k = 0; k < arity; k++) {
            in[k] = Samples.special(type, most, k);
        }
        List<PointwiseKernel> kernels = kernels(spec);
        for (int n : LENGTHS) {
            for (int shift : new int[] {0, 1, 5}) {
                int[] offsets = new int[arity];
                for (int k = 0; k < arity; k++) {
                    offsets[k] = shift * (k + 1);
                }
                Object expected = shifted(kernels.getFirst(), in, offsets, n);
                for (PointwiseKernel kernel : kernels) {
                    Object out = type.newArray(n + shift + 1);
                    kernel.runN(out, shift, in, offsets, PARAMS, n);
                    for (int i = 0; i < n; i++) {
                        assertThat(Samples.bits(out, shift + i))
                                .as("%s, element %d of %d from %d", kernel, i, n, shift)
                                .isEqualTo(Samples.bits(expected, i));
                    }
                    assertThat(Samples.number(out, n + shift))
                            .as("the element after the last")
                            .isZero();
                    assertThat(shift == 0 || Samples.number(out, shift - 1) == 0)
                            .as("the element before")
                            .isTrue();
                }
            }
        }
    }

    /// The result one element at a time, each alone in the arrays.
    private static Object shifted(PointwiseKernel kernel, Object[] in, int[] offsets, int n) {
        Object out = kernel.spec().out().newArray(n);
        for (int i = 0; i < n; i++) {
            int[] single = offsets.clone();
            for (int k = 0; k < single.length; k++) {
                single[k] += i;
            }
            kernel.runN(out, i, in, single, PARAMS, 1);
        }
        return out;
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void areCloseToTheInterpreter(Expr e, DType type) {
        KernelSpec spec = KernelSpec.of(e, type, type);
        int n = 100;
        Object[] in = new Object[spec.operands().size()];
        for (int k = 0; k < in.length; k++) {
            in[k] = Samples.special(DType.FLOAT32, n, k);
            for (int i = 0; i < n; i++) {
                ((float[]) in[k])[i] = (float) Math.sin(i + 10 * k) * 2;
            }
            in[k] = type == DType.FLOAT32 ? in[k] : widened((float[]) in[k]);
        }
        int[] offsets = new int[in.length];
        PointwiseKernel reference = KernelCompiler.forThisMachine().compile(spec, Form.INTERPRETED);
        Object expected = Samples.run(reference, n, 0, offsets, PARAMS, in);
        for (PointwiseKernel kernel : kernels(spec)) {
            Object actual = Samples.run(kernel, n, 0, offsets, PARAMS, in);
            for (int i = 0; i < n; i++) {
                double tolerance = type == DType.FLOAT32 ? 2e-3 : 1e-11;
                assertThat(Math.abs(Samples.number(actual, i) - Samples.number(expected, i)))
                        .isLessThan(tolerance);
            }
        }
    }

    private static double[] widened(float[] x) {
        double[] wide = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            wide[i] = x[i];
        }
        return wide;
    }

    @Test
    void mayWriteOverAnOperand() {
        KernelSpec spec = KernelSpec.of(var(0).mul(var(1)).plus(var(0)), DType.FLOAT32, DType.FLOAT32);
        for (PointwiseKernel kernel : kernels(spec)) {
            float[] a = (float[]) Samples.array(DType.FLOAT32, 77, 1);
            float[] b = (float[]) Samples.array(DType.FLOAT32, 80, 2);
            float[] expected = new float[77];
            kernel.run2(expected, 0, a, 0, b, 3, PARAMS, 77);
            kernel.run2(a, 0, a, 0, b, 3, PARAMS, 77);
            assertThat(a).isEqualTo(expected);
        }
    }

    @Test
    void runThroughTheMethodForTheirNumberOfOperands() {
        float[] x = {1, 2, 3};
        float[] out = new float[3];
        for (Form form : Form.values()) {
            KernelCompiler compiler = KernelCompiler.forThisMachine();
            compiler.compile(KernelSpec.of(c(4), DType.FLOAT32, DType.FLOAT32), form)
                    .run0(out, 0, PARAMS, 3);
            assertThat(out).containsExactly(4, 4, 4);
            compiler.compile(KernelSpec.of(var(0).neg(), DType.FLOAT32, DType.FLOAT32), form)
                    .run1(out, 0, x, 0, PARAMS, 3);
            assertThat(out).containsExactly(-1, -2, -3);
            PointwiseKernel sum = compiler.compile(
                    KernelSpec.of(var(0).plus(var(1)).plus(var(2)), DType.FLOAT32, DType.FLOAT32), form);
            sum.run3(out, 0, x, 0, x, 0, x, 0, PARAMS, 3);
            assertThat(out).containsExactly(3, 6, 9);
            assertThatThrownBy(() -> sum.run2(out, 0, x, 0, x, 0, PARAMS, 3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("takes 3 operands")
                    .hasMessageContaining("called with 2");
            assertThatThrownBy(() -> sum.runN(out, 0, new Object[5], new int[5], PARAMS, 3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("called with 5");
            assertThatThrownBy(() -> sum.run3(out, 1, x, 0, x, 0, x, 0, PARAMS, 3))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> sum.run3(out, 0, new double[3], 0, x, 0, x, 0, PARAMS, 3))
                    .isInstanceOf(ClassCastException.class);
        }
    }

    @Test
    void giveTheSameBitsBeforeAndAfterJitCompilation() {
        Expr e = exp(var(0)).plus(tanh(var(0)));
        PointwiseKernel kernel =
                KernelCompiler.forThisMachine().compile(KernelSpec.of(e, DType.FLOAT32, DType.FLOAT32), Form.VECTOR);
        float[] in = (float[]) Samples.special(DType.FLOAT32, 61, 4);
        float[] first = new float[61];
        kernel.run1(first, 0, in, 0, PARAMS, 61);
        float[] scratch = new float[9];
        for (int i = 0; i < 20_000; i++) {
            kernel.run1(scratch, 0, in, 0, PARAMS, 9);
        }
        float[] last = new float[61];
        kernel.run1(last, 0, in, 0, PARAMS, 61);
        assertThat(last).isEqualTo(first);
    }
}
