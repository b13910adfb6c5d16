package dev.autograd.expr.codegen;

import static dev.autograd.expr.Expr.var;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.expr.BinaryFn;
import dev.autograd.expr.Expr;
import dev.autograd.expr.UnaryFn;
import dev.autograd.value.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every function, in every form, against the interpreter in double precision.
class KernelAccuracyTest {
    private static final int N = 1500;
    private static final List<DType> REALS = List.of(DType.FLOAT32, DType.FLOAT64);

    static Stream<Arguments> unary() {
        List<Arguments> cases = new ArrayList<>();
        for (UnaryFn fn : UnaryFn.values()) {
            for (DType type : REALS) {
                cases.add(Arguments.of(fn, type));
            }
        }
        return cases.stream();
    }

    static Stream<Arguments> binary() {
        List<Arguments> cases = new ArrayList<>();
        for (BinaryFn fn : BinaryFn.values()) {
            for (DType type : REALS) {
                cases.add(Arguments.of(fn, type));
            }
        }
        return cases.stream();
    }

    /// Largest error in units in the last place, beyond the rounding of the reference.
    private static double tolerance(UnaryFn fn) {
        return switch (fn) {
            case NEG, ABS, SIGN, RELU, FLOOR, CEIL, ROUND, TRUNC, SQRT, RECIPROCAL -> 0;
            case NOT, IS_NAN, IS_INF, IS_FINITE -> 0;
            case TANH, SIGMOID, TAN, ASIN, ACOSH, LOG10, ATANH -> 3;
            default -> 2;
        };
    }

    @ParameterizedTest
    @MethodSource("unary")
    void ofOneArgument(UnaryFn fn, DType type) {
        Object in = Samples.special(type, N, 1);
        check(new Expr.Unary(fn, var(0)), type, fn.kind().isTruth(), tolerance(fn), in);
    }

    @ParameterizedTest
    @MethodSource("binary")
    void ofTwoArguments(BinaryFn fn, DType type) {
        Object a = Samples.special(type, N, 2);
        Object b = Samples.special(type, N, 3);
        // Every special value meets every other somewhere in these.
        for (int shift = 0; shift < 50; shift += 7) {
            Object shifted = type.newArray(N);
            System.arraycopy(b, shift, shifted, 0, N - shift);
            System.arraycopy(b, 0, shifted, N - shift, shift);
            check(new Expr.Binary(fn, var(0), var(1)), type, fn.kind().isTruth(), 0, a, shifted);
        }
    }

    private static void check(Expr e, DType type, boolean truth, double tolerance, Object... in) {
        KernelSpec spec = KernelSpec.of(e, type, truth ? DType.BOOL : type);
        KernelCompiler compiler = KernelCompiler.forThisMachine();
        int[] offsets = new int[in.length];
        Object expected =
                Samples.run(compiler.compile(spec, Form.INTERPRETED), N, 0, offsets, PointwiseKernel.NO_PARAMETERS, in);
        for (Form form : List.of(Form.PLAIN, Form.VECTOR)) {
            PointwiseKernel kernel = compiler.compile(spec, form);
            Object actual = Samples.run(kernel, N, 0, offsets, PointwiseKernel.NO_PARAMETERS, in);
            for (int i = 0; i < N; i++) {
                if (Samples.bits(actual, i) != Samples.bits(expected, i)) {
                    assertThat(error(type, actual, expected, i))
                            .as(
                                    "%s at %s: %s instead of %s",
                                    kernel, operands(in, i), number(actual, i), number(expected, i))
                            .isLessThanOrEqualTo(tolerance);
                }
            }
        }
    }

    private static double number(Object array, int i) {
        return Samples.number(array, i);
    }

    /// The difference in units in the last place; infinite between NaN and numbers, and between zeros of other
    /// sign.
    private static double error(DType type, Object actual, Object expected, int i) {
        double a = number(actual, i);
        double b = number(expected, i);
        if (Double.isNaN(a) || Double.isNaN(b) || a == b) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.abs(a - b) / (type == DType.FLOAT32 ? Math.ulp((float) b) : Math.ulp(b));
    }

    private static List<Double> operands(Object[] in, int i) {
        return Stream.of(in).map(array -> number(array, i)).toList();
    }
}
