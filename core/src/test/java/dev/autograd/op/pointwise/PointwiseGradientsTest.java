package dev.autograd.op.pointwise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.Gradients;
import dev.autograd.Tensor;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row of the table against central differences, at first and second order. A new row is in by being in the
/// table.
final class PointwiseGradientsTest {
    /// Where a function is defined and smooth: operands lie between these, and never within 0.05 of a whole
    /// multiple of 0.5.
    private record Domain(double low, double high) {}

    private static final Domain EVERYWHERE = new Domain(-2, 2);
    private static final Domain POSITIVE = new Domain(0.1, 2);
    private static final Domain UNIT = new Domain(-0.9, 0.9);

    private static final Map<String, Domain> DOMAINS = Map.ofEntries(
            Map.entry("log", POSITIVE),
            Map.entry("log2", POSITIVE),
            Map.entry("log10", POSITIVE),
            Map.entry("log1p", UNIT),
            Map.entry("sqrt", POSITIVE),
            Map.entry("rsqrt", POSITIVE),
            Map.entry("reciprocal", POSITIVE),
            Map.entry("pow", POSITIVE),
            Map.entry("div", POSITIVE),
            Map.entry("asin", UNIT),
            Map.entry("acos", UNIT),
            Map.entry("tan", UNIT),
            Map.entry("acosh", new Domain(1.1, 3)),
            Map.entry("atanh", UNIT),
            Map.entry("logit", new Domain(0.1, 0.9)),
            Map.entry("xlogy", POSITIVE),
            Map.entry("addcdiv", POSITIVE),
            Map.entry("divTrunc", POSITIVE),
            Map.entry("divTruncInteger", POSITIVE));

    private static final Map<String, double[]> SETTINGS = Map.of(
            "leakyRelu", new double[] {0.2},
            "softplus", new double[] {1.5, 20},
            "clamp", new double[] {-0.75, 1.25},
            "maskedFill", new double[] {3},
            "addScaled", new double[] {1.5},
            "subScaled", new double[] {1.5},
            "roundAfter", new double[] {10},
            "roundBefore", new double[] {10});

    private static final Map<String, double[]> MORE_SETTINGS = Map.of(
            "logitCut", new double[] {0.3, 0.7},
            "nanToNum", new double[] {3, 4, 5},
            "lerpBy", new double[] {0.3},
            "addcmul", new double[] {0.7},
            "addcdiv", new double[] {0.7},
            "hardtanh", new double[] {-0.75, 1.25},
            "elu", new double[] {1.3, 1.1, 0.8},
            "softshrink", new double[] {0.5},
            "hardshrink", new double[] {0.5},
            "threshold", new double[] {0.5, 7});

    static Stream<String> smoothRows() {
        return Pointwises.rows().stream()
                .filter(row -> row.types() != TypeRule.BOOL)
                .map(Row::name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smoothRows")
    void agreesWithDifferencesAtBothOrders(String name) {
        Row row = row(name);
        Pointwise op = Pointwise.of(row, SETTINGS.getOrDefault(name, MORE_SETTINGS.getOrDefault(name, new double[0])));
        Domain domain = DOMAINS.getOrDefault(name, EVERYWHERE);
        Tensor condition = Tensor.fromArray(new boolean[][] {{true, false, true}, {false, false, true}});
        Tensor[] inputs = Stream.iterate(0, i -> i + 1)
                .limit(row.arity())
                .filter(i -> !row.isCondition(i))
                .map(i -> operand(domain, i))
                .toArray(Tensor[]::new);
        Gradients.Function function = switch (name) {
            case "where" -> x -> op.run(condition, x[0], x[1]);
            case "maskedFill" -> x -> op.run(x[0], condition);
            case "maskedFillTensor" -> x -> op.run(x[0], condition, x[1]);
            case "clampTensors" -> x -> op.run(x[0], x[1], x[2]);
            case "addcmul", "addcdiv", "lerp" -> x -> op.run(x[0], x[1], x[2]);
            default -> x -> row.arity() == 1 ? op.run(x[0]) : op.run(x[0], x[1]);
        };
        Gradients.checkBoth(function, inputs);
    }

    @Test
    void gradientsOfBroadcastOperandsAreSummed() {
        for (Binary op : new Binary[] {Pointwises.ADD, Pointwises.MUL, Pointwises.DIV, Pointwises.MAXIMUM}) {
            Gradients.checkBoth(
                    x -> op.of(x[0], x[1]),
                    operand(POSITIVE, 0),
                    Gradients.input(3).add(3.3));
            Gradients.checkBoth(
                    x -> op.of(x[0], x[1]),
                    Gradients.input(2, 1),
                    Gradients.input(1, 3).add(3.3));
            Gradients.checkBoth(
                    x -> op.of(x[0], x[1]),
                    Gradients.input(),
                    Gradients.input(2, 2).add(3.3));
        }
    }

    @Test
    void gradientsWithANumberOnEitherSide() {
        Gradients.checkBoth(x -> x[0].pow(3.5), operand(POSITIVE, 0));
        Gradients.checkBoth(x -> x[0].pow(2), operand(EVERYWHERE, 0));
        Gradients.checkBoth(x -> x[0].pow(-1.0), operand(POSITIVE, 0));
        Gradients.checkBoth(x -> x[0].rsub(2.5), operand(EVERYWHERE, 0));
        Gradients.checkBoth(x -> Pointwises.DIV.reversed(x[0], 2), operand(POSITIVE, 0));
        Gradients.checkBoth(x -> Pointwises.POW.reversed(x[0], 2), operand(POSITIVE, 0));
    }

    @Test
    void atKinksGradientsAreThoseOfPyTorch() {
        assertThat(gradient(Tensor.of(0.0), x -> x.relu())).isZero();
        assertThat(gradient(Tensor.of(0.0), x -> x.abs())).isZero();
        assertThat(gradient(Tensor.of(0.0), x -> x.leakyRelu(0.1))).isEqualTo(0.1);
        assertThat(gradient(Tensor.of(1.0), x -> x.clamp(-1, 1))).isEqualTo(1);
        assertThat(gradient(Tensor.of(1.0), x -> x.maximum(Tensor.of(1.0)))).isEqualTo(0.5);
        assertThat(gradient(Tensor.of(1.0), x -> Tensor.of(1.0).minimum(x))).isEqualTo(0.5);
        assertThat(gradient(Tensor.of(0.0), x -> x.sqrt())).isInfinite();
        assertThat(gradient(Tensor.of(0.0), x -> x.pow(0.0))).isZero();
        assertThat(gradient(Tensor.of(2.0), x -> x.floor())).isZero();
        assertThat(gradient(Tensor.of(1.0), x -> x.clamp(Tensor.of(1.0), Tensor.of(1.0))))
                .isEqualTo(1);
        assertThat(gradient(Tensor.of(1.0), x -> Tensor.of(1.0).clampMin(x))).isZero();
        assertThat(gradient(Tensor.of(1.0), x -> Tensor.of(1.0).clampMax(x))).isZero();
        // Bounds that cross: the upper one is taken.
        assertThat(gradient(Tensor.of(1.0), x -> Tensor.of(0.0).clamp(Tensor.of(2.0), x)))
                .isEqualTo(1);
        assertThat(gradient(Tensor.of(2.0), x -> Tensor.of(0.0).clamp(x, Tensor.of(1.0))))
                .isZero();
    }

    private static double gradient(Tensor at, java.util.function.UnaryOperator<Tensor> function) {
        Tensor x = at.requiresGrad_();
        function.apply(x).sum().backward();
        return x.grad().item();
    }

    private static Row row(String name) {
        return Pointwises.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// A (2, 3) operand inside the domain, away from the places where functions have kinks.
    private static Tensor operand(Domain domain, int number) {
        double[] values = new double[6];
        for (int i = 0; i < values.length; i++) {
            double t = (i + 0.5 + 0.31 * number) / (values.length + 0.7);
            double value = domain.low() + t * (domain.high() - domain.low());
            double nearest = Math.rint(value * 2) / 2;
            values[i] = Math.abs(value - nearest) < 0.05 ? nearest + 0.07 : value;
        }
        return Tensor.of(values, dev.autograd.value.Shape.of(2, 3));
    }
}
