package dev.autograd.op.pointwise;

import dev.autograd.Tensor;
import dev.autograd.ledger.Sample;
import dev.autograd.value.DType;
import dev.autograd.value.DType.Category;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// A call of every row of [Pointwises], and of those of two operands some more. A new row is in by being in the table;
/// one that is not smooth between -2 and 2 needs a domain here, one with settings their values.
public final class PointwiseSamples {
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

    private static final Map<String, double[]> SETTINGS = Map.ofEntries(
            Map.entry("leakyRelu", new double[] {0.2}),
            Map.entry("softplus", new double[] {1.5, 20}),
            Map.entry("clamp", new double[] {-0.75, 1.25}),
            Map.entry("maskedFill", new double[] {3}),
            Map.entry("addScaled", new double[] {1.5}),
            Map.entry("subScaled", new double[] {1.5}),
            Map.entry("roundAfter", new double[] {10}),
            Map.entry("roundBefore", new double[] {10}),
            Map.entry("logitCut", new double[] {0.3, 0.7}),
            Map.entry("nanToNum", new double[] {3, 4, 5}),
            Map.entry("lerpBy", new double[] {0.3}),
            Map.entry("addcmul", new double[] {0.7}),
            Map.entry("addcdiv", new double[] {0.7}),
            Map.entry("hardtanh", new double[] {-0.75, 1.25}),
            Map.entry("elu", new double[] {1.3, 1.1, 0.8}),
            Map.entry("softshrink", new double[] {0.5}),
            Map.entry("hardshrink", new double[] {0.5}),
            Map.entry("threshold", new double[] {0.5, 7}));

    /// Rows that only integers are given to.
    private static final Set<String> INTEGERS = Set.of("divTruncInteger");

    private PointwiseSamples() {}

    /// All of them.
    public static List<Sample> all() {
        List<Sample> samples = new ArrayList<>();
        for (Row row : Pointwises.rows()) {
            samples.add(of(row, "", Shape.of(2, 3), Shape.of(2, 3)));
            if (row.arity() == 2 && !row.hasConditions()) {
                samples.add(of(row, "broadcast", Shape.of(3), Shape.of(2, 1)));
                samples.add(of(row, "a scalar", Shape.of(2, 2), Shape.SCALAR));
            }
            if (row.arity() == 2
                    && !row.hasConditions()
                    && !SETTINGS.containsKey(row.name())
                    && !INTEGERS.contains(row.name())) {
                samples.add(withNumber(row, "number second", row.right()));
                samples.add(withNumber(row, "number first", row.left()));
            }
        }
        return samples;
    }

    private static Sample of(Row row, String call, Shape first, Shape second) {
        Pointwise op = Pointwise.of(row, SETTINGS.getOrDefault(row.name(), new double[0]));
        Tensor[] inputs = new Tensor[row.arity()];
        Arrays.setAll(
                inputs, i -> row.isCondition(i) ? condition(first) : operand(row.name(), i == 1 ? second : first, i));
        return sample(row, call.isEmpty() ? row.name() : call, x -> run(op, x), inputs);
    }

    private static Tensor run(Pointwise op, Tensor... x) {
        return switch (x.length) {
            case 1 -> op.run(x[0]);
            case 2 -> op.run(x[0], x[1]);
            default -> op.run(x[0], x[1], x[2]);
        };
    }

    private static Sample withNumber(Row row, String call, Row reduced) {
        Pointwise op = Pointwise.withScalar(reduced, 1.3, Category.FLOATING);
        return sample(row, call, x -> op.run(x[0]), operand(row.name(), Shape.of(2, 3), 0));
    }

    private static Sample sample(Row row, String call, Function<Tensor[], Tensor> function, Tensor... inputs) {
        if (INTEGERS.contains(row.name())) {
            Tensor[] whole =
                    Arrays.stream(inputs).map(x -> x.mul(10).to(DType.INT64)).toArray(Tensor[]::new);
            return Sample.of(row.name(), call, function, whole).constant("it is for integers");
        }
        Sample sample = Sample.of(row.name(), call, function, inputs);
        return row.types() == TypeRule.BOOL ? sample.constant("truth values are no numbers") : sample;
    }

    private static Tensor condition(Shape shape) {
        boolean[] values = new boolean[(int) shape.numel()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 3 == 0;
        }
        return Tensor.of(values, shape);
    }

    /// A (2, 3) operand between 0.1 and 2, away from kinks.
    static Tensor positive() {
        return operand(POSITIVE, Shape.of(2, 3), 0);
    }

    /// A (2, 3) operand between -2 and 2, away from kinks.
    static Tensor anywhere() {
        return operand(EVERYWHERE, Shape.of(2, 3), 0);
    }

    private static Tensor operand(String operator, Shape shape, int number) {
        return operand(DOMAINS.getOrDefault(operator, EVERYWHERE), shape, number);
    }

    /// An operand inside the domain, away from the places where functions have kinks.
    private static Tensor operand(Domain domain, Shape shape, int number) {
        double[] values = new double[(int) shape.numel()];
        for (int i = 0; i < values.length; i++) {
            double t = (i + 0.5 + 0.31 * number) / (values.length + 0.7);
            double value = domain.low() + t * (domain.high() - domain.low());
            double nearest = Math.rint(value * 2) / 2;
            values[i] = Math.abs(value - nearest) < 0.05 ? nearest + 0.07 : value;
        }
        return Tensor.of(values, shape);
    }
}
