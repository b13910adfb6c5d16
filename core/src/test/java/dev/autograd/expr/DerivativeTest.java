package dev.autograd.expr;

import static dev.autograd.expr.Expr.c;
import static dev.autograd.expr.Expr.var;
import static dev.autograd.expr.Functions.abs;
import static dev.autograd.expr.Functions.atan2;
import static dev.autograd.expr.Functions.erf;
import static dev.autograd.expr.Functions.exp;
import static dev.autograd.expr.Functions.expm1;
import static dev.autograd.expr.Functions.log;
import static dev.autograd.expr.Functions.log1p;
import static dev.autograd.expr.Functions.max;
import static dev.autograd.expr.Functions.min;
import static dev.autograd.expr.Functions.relu;
import static dev.autograd.expr.Functions.rsqrt;
import static dev.autograd.expr.Functions.select;
import static dev.autograd.expr.Functions.sigmoid;
import static dev.autograd.expr.Functions.sign;
import static dev.autograd.expr.Functions.sin;
import static dev.autograd.expr.Functions.sqrt;
import static dev.autograd.expr.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.of;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DerivativeTest {
    private static final Expr.Var X = var(0);
    private static final Expr.Var Y = var(1);

    private static double[] pointsOf(UnaryFn fn) {
        return switch (fn) {
            case ASIN, ACOS, ATANH -> new double[] {-0.8, -0.3, 0.2, 0.7};
            case ACOSH -> new double[] {1.2, 2, 5};
            case SQRT, LOG, LOG2, LOG10 -> new double[] {0.1, 0.9, 1.7, 20};
            case LOG1P -> new double[] {-0.6, -0.1, 0.4, 3};
            default -> new double[] {-2.3, -0.7, 0.4, 1.3, 3.2};
        };
    }

    @ParameterizedTest
    @EnumSource(UnaryFn.class)
    void ofAFunctionIsItsCentralDifference(UnaryFn fn) {
        Expr y = new Expr.Unary(fn, X);
        Expr first = Derivative.of(y, X);
        Expr second = Derivative.of(first, X);
        for (double x : pointsOf(fn)) {
            assertSlope(y, first, new double[] {x}, 0);
            assertSlope(first, second, new double[] {x}, 0);
        }
    }

    @ParameterizedTest
    @EnumSource(BinaryFn.class)
    void ofAFunctionOfTwoIsItsCentralDifference(BinaryFn fn) {
        Expr y = new Expr.Binary(fn, X, Y);
        List<double[]> points = fn == BinaryFn.POW
                ? List.of(new double[] {0.3, 1.7}, new double[] {2.2, -0.6})
                : List.of(new double[] {1.7, 0.6}, new double[] {-2.2, 1.3}, new double[] {0.9, -2.6});
        for (double[] point : points) {
            for (Expr.Var v : List.of(X, Y)) {
                Expr first = Derivative.of(y, v);
                assertSlope(y, first, point, v.index());
                assertSlope(first, Derivative.of(first, X), point, 0);
                assertSlope(first, Derivative.of(first, Y), point, 1);
            }
        }
    }

    static Stream<Expr> compositions() {
        Expr gelu = X.mul(0.5).mul(erf(X.mul(Math.sqrt(0.5))).plus(1));
        Expr softplus = max(X, c(0)).plus(log1p(exp(abs(X).neg())));
        return Stream.of(
                gelu,
                softplus,
                X.mul(sigmoid(X)),
                X.mul(tanh(log1p(exp(X)))),
                select(X.gt(0), X, expm1(X).mul(1.67)),
                c(1).div(c(1).plus(exp(X.neg()))),
                sin(X.mul(X)).div(X.plus(3)),
                rsqrt(X.square().plus(Y.square()).plus(1e-3)),
                relu(X.mul(Y)).plus(min(X, Y).mul(3)),
                X.pow(4).minus(X.pow(-3)),
                atan2(X, Y.plus(X.mul(X))),
                log(exp(X).plus(exp(Y))));
    }

    @ParameterizedTest
    @MethodSource("compositions")
    void ofACompositionIsItsCentralDifferenceUpToThirdOrder(Expr e) {
        for (double[] point : List.of(new double[] {0.7, -0.4}, new double[] {-1.1, 0.9})) {
            Expr slope = e;
            for (int order = 1; order <= 3; order++) {
                Expr next = Derivative.of(slope, X);
                assertSlope(slope, next, point, 0);
                assertSlope(slope, Derivative.of(slope, Y), point, 1);
                slope = next;
            }
        }
    }

    static Stream<Arguments> kinks() {
        double nan = Double.NaN;
        double inf = Double.POSITIVE_INFINITY;
        return Stream.of(
                of(relu(X), X, new double[] {0, 0}, 0.0),
                of(relu(X), X, new double[] {1e-300, 0}, 1.0),
                of(relu(X), X, new double[] {nan, 0}, 1.0),
                of(abs(X), X, new double[] {0, 0}, 0.0),
                of(abs(X), X, new double[] {-0.0, 0}, 0.0),
                of(abs(X), X, new double[] {nan, 0}, 0.0),
                of(sign(X), X, new double[] {0, 0}, 0.0),
                of(sqrt(X), X, new double[] {0, 0}, inf),
                of(log(X), X, new double[] {0, 0}, inf),
                of(max(X, Y), X, new double[] {2, 2}, 0.5),
                of(max(X, Y), Y, new double[] {2, 2}, 0.5),
                of(max(X, Y), Y, new double[] {nan, 2}, 1.0),
                of(min(X, Y), X, new double[] {2, 2}, 0.5),
                of(min(X, Y), X, new double[] {3, 2}, 0.0),
                of(X.pow(Y), X, new double[] {0, 0}, 0.0),
                of(X.pow(Y), Y, new double[] {0, 2}, 0.0),
                of(X.gt(Y), X, new double[] {2, 2}, 0.0),
                // The branch not taken has an infinite slope there.
                of(select(X.gt(0), log(X), c(0)), X, new double[] {0, 0}, 0.0),
                of(sqrt(select(X.gt(0), X, c(1))), X, new double[] {-1, 0}, 0.0));
    }

    @ParameterizedTest
    @MethodSource("kinks")
    void atAKinkIsPyTorchs(Expr e, Expr.Var v, double[] point, double expected) {
        assertThat(value(Derivative.of(e, v), point)).isEqualTo(expected);
    }

    @Test
    void ofReluLetsNothingThroughWhereItIsFlat() {
        Expr product = Derivative.gradient(relu(X), Y).get(0);
        assertThat(value(product, -1, Double.POSITIVE_INFINITY)).isZero();
        assertThat(value(product, -1, Double.NaN)).isZero();
        assertThat(value(product, 2, 7)).isEqualTo(7);
    }

    @Test
    void givesAllPartialDerivativesTimesTheSeed() {
        Expr seed = var(3);
        assertThat(Derivative.gradient(relu(X.mul(Y).plus(var(2))), seed))
                .hasToString("[x * y + z <= 0 ? 0 : y * x3, x * y + z <= 0 ? 0 : x * x3, x * y + z <= 0 ? 0 : x3]");
        assertThat(Derivative.of(X, var(7))).isEqualTo(c(0));
        assertThat(Derivative.gradient(c(3), seed)).isEmpty();
    }

    static Stream<Arguments> small() {
        return Stream.of(
                of(X.mul(X), "2 * x"),
                of(X.pow(3), "3 * (x * x)"),
                of(exp(X), "exp(x)"),
                of(tanh(X), "1 - tanh(x) * tanh(x)"),
                of(sigmoid(X), "sigmoid(x) * (1 - sigmoid(x))"),
                of(log(X), "1 / x"),
                of(sqrt(X), "0.5 / sqrt(x)"),
                of(X.div(Y), "1 / y"),
                of(relu(X), "x <= 0 ? 0 : 1"),
                of(select(X.gt(0), X, expm1(X)), "x > 0 ? 1 : expm1(x) + 1"),
                of(exp(X.square().neg().mul(0.5)), "-(exp(-0.5 * (x * x)) * x)"));
    }

    @ParameterizedTest
    @MethodSource("small")
    void isWrittenShort(Expr e, String expected) {
        assertThat(Derivative.of(e, X)).hasToString(expected);
    }

    @Test
    void growsInProportionToTheFormula() {
        Expr mixed = X;
        for (int i = 0; i < 100; i++) {
            mixed = max(relu(sigmoid(mixed).mul(mixed)), mixed.mul(0.5));
        }
        int steps = Program.of(mixed).steps().size();
        assertThat(Program.of(Derivative.of(mixed, X)).steps()).hasSizeLessThan(40 * steps);
        Expr deep = X;
        for (int i = 0; i < 50_000; i++) {
            deep = tanh(deep);
        }
        assertThat(value(Derivative.of(deep, X), 0)).isEqualTo(1);
    }

    private static double value(Expr e, double... point) {
        return Interpreter.of(e).real(point);
    }

    /// The slope against the central difference, with two steps extrapolated (error of fourth order in the
    /// step).
    private static void assertSlope(Expr e, Expr slope, double[] point, int index) {
        double expected = (4 * difference(e, point, index, 5e-4) - difference(e, point, index, 1e-3)) / 3;
        double actual = value(slope, point);
        assertThat(actual)
                .as("slope of %s by x%d at %s", e, index, Arrays.toString(point))
                .isCloseTo(expected, within(1e-7 * Math.max(1, Math.abs(expected))));
    }

    private static double difference(Expr e, double[] point, int index, double h) {
        double[] up = point.clone();
        double[] down = point.clone();
        up[index] += h;
        down[index] -= h;
        return (value(e, up) - value(e, down)) / (2 * h);
    }
}
