package dev.autograd.op.pointwise;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.DivRounding;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row of the table against its definition in Java; a row without one fails.
final class PointwiseValuesTest {
    private static final double[] SAMPLES = {
        -3.5,
        -2.5,
        -1.5,
        -1,
        -0.5,
        -0.25,
        -0.0,
        0,
        0.25,
        0.5,
        1,
        1.5,
        2.5,
        3,
        700,
        1e-300,
        NaN,
        POSITIVE_INFINITY,
        NEGATIVE_INFINITY
    };

    private static final Map<String, DoubleUnaryOperator> UNARY = new TreeMap<>(Map.ofEntries(
            Map.entry("neg", x -> -x),
            Map.entry("abs", Math::abs),
            Map.entry("sign", x -> x > 0 ? 1 : x < 0 ? -1 : 0),
            Map.entry("square", x -> x * x),
            Map.entry("reciprocal", x -> 1 / x),
            Map.entry("sqrt", Math::sqrt),
            Map.entry("rsqrt", x -> 1 / Math.sqrt(x)),
            Map.entry("exp", Math::exp),
            Map.entry("expm1", Math::expm1),
            Map.entry("log", Math::log),
            Map.entry("log1p", Math::log1p),
            Map.entry("log2", x -> Math.log(x) / Math.log(2)),
            Map.entry("log10", Math::log10),
            Map.entry("sin", Math::sin),
            Map.entry("cos", Math::cos),
            Map.entry("tan", Math::tan),
            Map.entry("asin", Math::asin),
            Map.entry("acos", Math::acos),
            Map.entry("atan", Math::atan),
            Map.entry("sinh", Math::sinh),
            Map.entry("cosh", Math::cosh),
            Map.entry("tanh", Math::tanh),
            Map.entry("sigmoid", x -> 1 / (1 + Math.exp(-x))),
            Map.entry("relu", x -> Double.isNaN(x) ? x : Math.max(x, 0)),
            Map.entry("leakyRelu", x -> x > 0 ? x : 0.2 * x),
            // By its formula, as in PyTorch: the limit at minus infinity would be 0.
            Map.entry("gelu", x -> x == NEGATIVE_INFINITY ? NaN : x * 0.5 * (1 + erf(x / Math.sqrt(2)))),
            Map.entry("geluTanh", x -> 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))),
            Map.entry("silu", x -> x / (1 + Math.exp(-x))),
            Map.entry("softplus", x -> 1.5 * x > 20 ? x : Math.log1p(Math.exp(1.5 * x)) / 1.5),
            Map.entry("erf", PointwiseValuesTest::erf),
            Map.entry("erfc", x -> 1 - erf(x)),
            Map.entry("clamp", x -> Double.isNaN(x) ? x : Math.min(Math.max(x, -0.75), 1.25)),
            Map.entry("floor", Math::floor),
            Map.entry("ceil", Math::ceil),
            Map.entry("round", Math::rint),
            Map.entry("trunc", PointwiseValuesTest::trunc),
            Map.entry(
                    "asinh",
                    x -> Double.isInfinite(x) ? x : Math.copySign(Math.log(Math.abs(x) + Math.hypot(x, 1)), x)),
            Map.entry("acosh", x -> x < 1 ? NaN : Math.log(x + Math.sqrt(x * x - 1))),
            Map.entry("atanh", x -> Math.copySign(0.5 * Math.log((1 + Math.abs(x)) / (1 - Math.abs(x))), x)),
            Map.entry("exp2", x -> Math.pow(2, x)),
            Map.entry("frac", x -> x - trunc(x)),
            Map.entry("deg2rad", x -> x * Math.PI / 180),
            Map.entry("rad2deg", x -> x * 180 / Math.PI),
            Map.entry("sinc", x -> x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)),
            Map.entry("angle", x -> Double.isNaN(x) ? x : x < 0 ? Math.PI : 0),
            Map.entry("signbit", x -> truth(Math.copySign(1, x) < 0)),
            Map.entry("isposinf", x -> truth(x == POSITIVE_INFINITY)),
            Map.entry("isneginf", x -> truth(x == NEGATIVE_INFINITY)),
            Map.entry("logit", x -> Math.log(x / (1 - x))),
            Map.entry("logitCut", x -> logit(Double.isNaN(x) ? x : Math.clamp(x, 0.3, 0.7))),
            Map.entry("nanToNum", x -> Double.isNaN(x) ? 3 : Double.isInfinite(x) ? (x > 0 ? 4 : 5) : x),
            Map.entry("softsign", x -> x / (1 + Math.abs(x))),
            Map.entry("tanhshrink", x -> x - Math.tanh(x)),
            Map.entry("logsigmoid", x -> x < 0 ? x - Math.log1p(Math.exp(x)) : -Math.log1p(Math.exp(-x))),
            Map.entry("mish", x -> x * Math.tanh(Math.log1p(Math.exp(x)))),
            Map.entry("hardsigmoid", x -> Double.isNaN(x) ? x : Math.clamp((x + 3) / 6, 0, 1)),
            Map.entry("hardswish", x -> Double.isNaN(x) ? x : x * Math.clamp((x + 3) / 6, 0, 1)),
            Map.entry("hardtanh", x -> Double.isNaN(x) ? x : Math.clamp(x, -0.75, 1.25)),
            Map.entry("elu", x -> x > 0 ? x * 1.1 : Math.expm1(x * 0.8) * 1.3),
            Map.entry("softshrink", x -> x > 0.5 ? x - 0.5 : x < -0.5 ? x + 0.5 : x * 0),
            Map.entry("hardshrink", x -> Math.abs(x) <= 0.5 ? 0 : x),
            Map.entry("threshold", x -> x <= 0.5 ? 7 : x),
            Map.entry("roundAfter", x -> Double.isInfinite(x * 10) ? x : Math.rint(x * 10) / 10),
            Map.entry("roundBefore", x -> Math.rint(x / 100) * 100),
            Map.entry("isnan", x -> truth(Double.isNaN(x))),
            Map.entry("isinf", x -> truth(Double.isInfinite(x))),
            Map.entry("isfinite", x -> truth(Double.isFinite(x))),
            Map.entry("logicalNot", x -> truth(x == 0))));

    private static final Map<String, DoubleBinaryOperator> BINARY = new TreeMap<>(Map.ofEntries(
            Map.entry("add", (x, y) -> x + y),
            Map.entry("sub", (x, y) -> x - y),
            Map.entry("mul", (x, y) -> x * y),
            Map.entry("div", (x, y) -> x / y),
            Map.entry("divTrunc", (x, y) -> trunc(x / y)),
            Map.entry("fmod", (x, y) -> x % y),
            Map.entry("hypot", Math::hypot),
            Map.entry("copysign", Math::copySign),
            Map.entry("fmax", (x, y) -> Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.max(x, y)),
            Map.entry("fmin", (x, y) -> Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.min(x, y)),
            Map.entry("logaddexp", (x, y) -> logaddexp(x, y)),
            Map.entry("logaddexp2", (x, y) -> logaddexp(x * Math.log(2), y * Math.log(2)) / Math.log(2)),
            Map.entry("xlogy", (x, y) -> x == 0 && !Double.isNaN(y) ? 0 : x * Math.log(y)),
            Map.entry("heaviside", (x, y) -> x == 0 ? y : x > 0 ? 1 : 0),
            Map.entry("lerpBy", (x, y) -> y - (y - x) * 0.25),
            Map.entry("prelu", (x, w) -> x > 0 ? x : x * w),
            Map.entry("addScaled", (x, y) -> x + 0.5 * y),
            Map.entry("subScaled", (x, y) -> x - 0.5 * y),
            Map.entry("clampMin", Math::max),
            Map.entry("clampMax", Math::min),
            // As in C, unlike in Java: every power of 1 is 1, and so is an infinite power of -1.
            Map.entry("pow", (x, y) -> x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : Math.pow(x, y)),
            Map.entry("maximum", Math::max),
            Map.entry("minimum", Math::min),
            Map.entry("atan2", Math::atan2),
            Map.entry("eq", (x, y) -> truth(x == y)),
            Map.entry("ne", (x, y) -> truth(x != y)),
            Map.entry("lt", (x, y) -> truth(x < y)),
            Map.entry("le", (x, y) -> truth(x <= y)),
            Map.entry("gt", (x, y) -> truth(x > y)),
            Map.entry("ge", (x, y) -> truth(x >= y)),
            Map.entry("logicalAnd", (x, y) -> truth(x != 0 && y != 0)),
            Map.entry("logicalOr", (x, y) -> truth(x != 0 || y != 0)),
            Map.entry("logicalXor", (x, y) -> truth((x != 0) != (y != 0)))));

    private static final Map<String, double[]> SETTINGS = Map.of(
            "leakyRelu", new double[] {0.2},
            "softplus", new double[] {1.5, 20},
            "clamp", new double[] {-0.75, 1.25},
            "addScaled", new double[] {0.5},
            "subScaled", new double[] {0.5},
            "roundAfter", new double[] {10},
            "roundBefore", new double[] {100},
            "logitCut", new double[] {0.3, 0.7},
            "nanToNum", new double[] {3, 4, 5},
            "lerpBy", new double[] {0.75});

    private static final Map<String, double[]> OF_ACTIVATIONS = Map.of(
            "hardtanh", new double[] {-0.75, 1.25},
            "elu", new double[] {1.3, 1.1, 0.8},
            "softshrink", new double[] {0.5},
            "hardshrink", new double[] {0.5},
            "threshold", new double[] {0.5, 7});

    /// Rows that need integers or three operands have tests of their own.
    private static final Set<String> ELSEWHERE = Set.of(
            "where",
            "maskedFill",
            "maskedFillTensor",
            "clampTensors",
            "floorDivide",
            "remainder",
            "divTruncInteger",
            "addcmul",
            "addcdiv",
            "lerp");

    static Stream<String> unaryRows() {
        return UNARY.keySet().stream();
    }

    static Stream<String> binaryRows() {
        return BINARY.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("unaryRows")
    void computesItsDefinition(String name) {
        Pointwise op = Pointwise.of(row(name), settings(name));
        double[] actual = op.run(Tensor.of(SAMPLES.clone())).toDoubleArray();
        for (int i = 0; i < SAMPLES.length; i++) {
            check(name + "(" + SAMPLES[i] + ")", actual[i], UNARY.get(name).applyAsDouble(SAMPLES[i]));
        }
    }

    @ParameterizedTest
    @MethodSource("binaryRows")
    void computesItsDefinitionOnPairs(String name) {
        Pointwise op = Pointwise.of(row(name), settings(name));
        Tensor x = Tensor.of(SAMPLES.clone());
        double[] actual = op.run(x.unsqueeze(1), x).toDoubleArray();
        int n = SAMPLES.length;
        for (int i = 0; i < n * n; i++) {
            double a = SAMPLES[i / n];
            double b = SAMPLES[i % n];
            check(name + "(" + a + ", " + b + ")", actual[i], BINARY.get(name).applyAsDouble(a, b));
        }
    }

    @Test
    void choosesByCondition() {
        Tensor condition = Tensor.of(true, false, true);
        Tensor x = Tensor.of(1f, 2f, 3f);
        assertThat(x.where(condition, x.neg()).toFloatArray()).containsExactly(1, -2, 3);
        assertThat(x.maskedFill(condition, 9).toFloatArray()).containsExactly(9, 2, 9);
        assertThat(x.maskedFill(condition, Tensor.scalar(9L)).toFloatArray()).containsExactly(9, 2, 9);
    }

    @Test
    void combinesThree() {
        Tensor x = Tensor.of(1f, 2);
        Tensor a = Tensor.of(3f, -4);
        Tensor b = Tensor.of(2f, 8);
        assertThat(x.addcmul(a, b).toFloatArray()).containsExactly(7, -30);
        assertThat(x.addcmul(a, b, 0.5).toFloatArray()).containsExactly(4, -14);
        assertThat(x.addcdiv(a, b).toFloatArray()).containsExactly(2.5f, 1.5f);
        assertThat(x.addcdiv(a, b, -2).toFloatArray()).containsExactly(-2, 3);
        assertThat(x.lerp(a, Tensor.of(0.25f, 1)).toFloatArray()).containsExactly(1.5f, -4);
        assertThat(x.lerp(a, 0.5).toFloatArray()).containsExactly(2, -1);
        assertThat(Tensor.of(1L).addcmul(Tensor.of(2L), Tensor.of(3L)).itemLong())
                .isEqualTo(7);
    }

    @Test
    void tellsWhatIsClose() {
        Tensor x = Tensor.of(1, 1.1, NaN, POSITIVE_INFINITY, POSITIVE_INFINITY);
        Tensor y = Tensor.of(1 + 1e-6, 1, NaN, POSITIVE_INFINITY, NEGATIVE_INFINITY);
        assertThat(x.isclose(y).toBooleanArray()).containsExactly(true, false, false, true, false);
        assertThat(x.isclose(y, 0, 0.2).toBooleanArray()).containsExactly(true, true, false, true, false);
        assertThat(x.iscloseEqualNan(y, 0.2, 0).toBooleanArray()).containsExactly(true, true, true, true, false);
        assertThat(Tensor.of(3L, 4).isclose(Tensor.of(3L, 5)).toBooleanArray()).containsExactly(true, false);
    }

    @Test
    void integersHaveSignsAndRemainders() {
        Tensor x = Tensor.of(-7, 7, 0);
        assertThat(x.signbit().toBooleanArray()).containsExactly(true, false, false);
        assertThat(x.fmod(3).toIntArray()).containsExactly(-1, 1, 0);
        assertThat(x.fmod(-2.5).toFloatArray()).containsExactly(-2, 2, 0);
        assertThat(x.nanToNum().toIntArray()).containsExactly(-7, 7, 0);
        assertThat(x.frac().toIntArray()).containsExactly(0, 0, 0);
        assertThat(x.ldexp(Tensor.of(1)).toFloatArray()).containsExactly(-14, 14, 0);
        assertThat(x.floatPower(2).toDoubleArray()).containsExactly(49, 49, 0);
        assertThat(x.floatPower(x.abs().clamp(0, 1)).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(x.isposinf().toBooleanArray()).containsOnly(false);
        assertThat(Tensor.of(NaN, POSITIVE_INFINITY, NEGATIVE_INFINITY)
                        .to(DType.FLOAT32)
                        .nanToNum()
                        .toFloatArray())
                .containsExactly(0, Float.MAX_VALUE, -Float.MAX_VALUE);
    }

    @Test
    void cutsToBoundsOfAnyKind() {
        Tensor x = Tensor.of(-2.0, 0.5, 3, NaN);
        Tensor low = Tensor.of(-1.0, 1, 4, 0);
        Tensor high = Tensor.of(1.0, 2, 2, 1); // crosses the lower one at the third
        assertThat(x.clamp(low, high).toDoubleArray()).containsExactly(-1, 1, 2, NaN);
        assertThat(x.clamp(low, null).toDoubleArray()).containsExactly(-1, 1, 4, NaN);
        assertThat(x.clamp(null, high).toDoubleArray()).containsExactly(-2, 0.5, 2, NaN);
        assertThat(Tensor.of(-5L, 0, 5).clamp(-1, 1).toLongArray()).containsExactly(-1, 0, 1);
        assertThat(Tensor.of(-5L, 0, 5).clamp(-0.5, 0.5).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Tensor.of(-5L, Long.MAX_VALUE).clamp(0, Long.MAX_VALUE - 1).toLongArray())
                .containsExactly(0, Long.MAX_VALUE - 1);
    }

    @Test
    void cutsOffFractionsOfQuotients() {
        Tensor x = Tensor.of(-7, -6, 6, 7);
        assertThat(x.div(3, DivRounding.TRUNC).toIntArray()).containsExactly(-2, -2, 2, 2);
        assertThat(x.div(-3, DivRounding.TRUNC).toIntArray()).containsExactly(2, 2, -2, -2);
        assertThat(x.div(Tensor.of(3, 3, 3, 3), DivRounding.FLOOR).toIntArray()).containsExactly(-3, -2, 2, 2);
        assertThat(x.div(2.5, DivRounding.TRUNC).toFloatArray()).containsExactly(-2, -2, 2, 2);
        assertThatThrownBy(() -> x.div(0, DivRounding.TRUNC))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("divided by zero");
    }

    @Test
    void scalesIntegersByLargeFactorsExactly() {
        long large = (1L << 60) + 1;
        Tensor one = Tensor.of(1L);
        assertThat(one.add(one, large).itemLong()).isEqualTo(large + 1);
        assertThat(one.sub(one, large).itemLong()).isEqualTo(1 - large);
        assertThat(one.rsub(large).itemLong()).isEqualTo(large - 1);
    }

    @Test
    void putsTheNumberFirst() {
        Tensor x = Tensor.of(0L, 3);
        assertThat(x.rsub(2).toLongArray()).containsExactly(2, -1);
        assertThat(x.rsub(2.5).toFloatArray()).containsExactly(2.5f, -0.5f);
        assertThat(x.rsub(Tensor.of(1L, 1), 2).toLongArray()).containsExactly(1, -5);
        assertThat(x.rpow(2).toLongArray()).containsExactly(1, 8);
        assertThat(x.rpow(0.5).toFloatArray()).containsExactly(1, 0.125f);
    }

    static Stream<Arguments> refused() {
        Tensor truth = Tensor.of(true, false);
        Tensor ints = Tensor.of(1L, 2);
        Tensor x = Tensor.of(1f, 2);
        return Stream.of(
                arguments("neg: a bool tensor (2) is no number", (Runnable) () -> truth.neg()),
                arguments("sub: a bool tensor (2) is no number", (Runnable) () -> truth.sub(truth)),
                arguments("add: bool tensors (2) and (2) have no multiples", (Runnable) () -> truth.add(truth, 2)),
                arguments(
                        "add: alpha must be a whole number (a long) for int64 and int64 tensors, but is 0.5",
                        (Runnable) () -> ints.add(ints, 0.5)),
                arguments("positive: a bool tensor (2) is no number", (Runnable) () -> truth.positive()),
                arguments("addcdiv: integers (2) and (2) are not divided", (Runnable) () -> ints.addcdiv(ints, ints)),
                arguments("lerp: input (2) is int64", (Runnable) () -> ints.lerp(ints, 0.5)),
                arguments("lerp: input (2) is float32, but weight () is float64", (Runnable)
                        () -> x.lerp(x, Tensor.scalar(0.5))),
                arguments("isclose: rtol must not be negative, but is -0.5", (Runnable) () -> x.isclose(x, -0.5, 0)),
                arguments("isclose: atol must not be negative, but is -1", (Runnable) () -> x.isclose(x, 0, -1)),
                arguments("isclose: input (2) is float32, but other (2) is int64", (Runnable) () -> x.isclose(ints)),
                arguments("round: input (2) is int64, but must be", (Runnable) () -> ints.round(1)),
                arguments("clamp: one of min and max must be given", (Runnable) () -> x.clamp(null, null)),
                arguments("maskedFill: the value must be a scalar, but its shape is (1)", (Runnable)
                        () -> x.maskedFill(truth, Tensor.of(1f))),
                arguments("maskedFill: a float32 value does not fit into the int64 tensor (2)", (Runnable)
                        () -> ints.maskedFill(truth, Tensor.scalar(1.5f))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(String message, Runnable call) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
    }

    @Test
    void dividesIntegersTowardsMinusInfinity() {
        Tensor x = Tensor.of(-7, -6, 6, 7);
        assertThat(x.floorDivide(3).toIntArray()).containsExactly(-3, -2, 2, 2);
        assertThat(x.remainder(3).toIntArray()).containsExactly(2, 0, 0, 1);
        assertThat(x.remainder(-3).toIntArray()).containsExactly(-1, 0, 0, -2);
        assertThat(x.to(dev.autograd.value.DType.FLOAT64).remainder(-3.0).toDoubleArray())
                .containsExactly(-1, -0.0, 0.0, -2);
    }

    @Test
    void everyRowHasADefinitionHere() {
        assertThat(Pointwises.rows().stream().map(Row::name))
                .allMatch(name -> UNARY.containsKey(name) || BINARY.containsKey(name) || ELSEWHERE.contains(name));
    }

    private static void check(String what, double actual, double expected) {
        if (Double.isFinite(expected)) {
            assertThat(actual)
                    .as(what)
                    .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-12 * (1 + Math.abs(expected))));
        } else {
            assertThat(Double.compare(actual, expected))
                    .as(what + ": " + actual + ", not " + expected)
                    .isZero();
        }
    }

    private static Row row(String name) {
        return Pointwises.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double[] settings(String name) {
        return SETTINGS.getOrDefault(name, OF_ACTIVATIONS.getOrDefault(name, new double[0]));
    }

    private static double logit(double x) {
        return Math.log(x / (1 - x));
    }

    private static double logaddexp(double x, double y) {
        double largest = Math.max(x, y);
        return Double.isInfinite(largest) ? largest : largest + Math.log(Math.exp(x - largest) + Math.exp(y - largest));
    }

    private static double trunc(double x) {
        return x < 0 ? Math.ceil(x) : Math.floor(x);
    }

    private static double truth(boolean value) {
        return value ? 1 : 0;
    }

    /// The error function by its integral (Simpson's rule), independent of the library's.
    private static double erf(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        double end = Math.min(Math.abs(x), 6.5);
        int n = 4000;
        double h = end / n;
        double sum = 1 + Math.exp(-end * end);
        for (int i = 1; i < n; i++) {
            sum += (i % 2 == 1 ? 4 : 2) * Math.exp(-(i * h) * (i * h));
        }
        return Math.copySign(sum * h / 3 * 2 / Math.sqrt(Math.PI), x);
    }
}
