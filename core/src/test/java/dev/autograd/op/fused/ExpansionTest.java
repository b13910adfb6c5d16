package dev.autograd.op.fused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.Autograd;
import dev.autograd.GradOptions;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every fused operator agrees with its expansion: values, gradients by kernels, gradients by recorded operators, and
/// the gradients of those.
final class ExpansionTest {
    private static final List<Arguments> CASES = new ArrayList<>();

    static {
        for (long[] shape : new long[][] {{}, {3}, {2, 3}, {2, 1, 3}, {2, 3, 2}, {0, 3}, {3, 0}, {2, 17}}) {
            for (int dim = 0; dim < Math.max(1, shape.length); dim++) {
                int d = dim;
                String at = " of " + Arrays.toString(shape) + " along " + d;
                add(
                        "softmax" + at,
                        x -> Softmax.softmax(x[0], d),
                        x -> Softmax.softmaxExpansion(x[0], d),
                        input(shape));
                add(
                        "logSoftmax" + at,
                        x -> Softmax.logSoftmax(x[0], d),
                        x -> Softmax.logSoftmaxExpansion(x[0], d),
                        input(shape));
            }
        }
        for (long[] shape : new long[][] {{4}, {3, 4}, {2, 3, 4}, {0, 4}, {5, 19}}) {
            long n = shape[shape.length - 1];
            addLayerNorm(new long[] {n}, shape);
        }
        addLayerNorm(new long[] {3, 4}, 2, 3, 4);
        for (Reduction reduction : Reduction.values()) {
            for (CrossEntropy.Options options : List.of(
                    CrossEntropy.Options.DEFAULT,
                    CrossEntropy.Options.DEFAULT.withIgnoreIndex(1),
                    CrossEntropy.Options.DEFAULT.withLabelSmoothing(0.2),
                    CrossEntropy.Options.DEFAULT.withWeight(Inputs.of(3).abs()),
                    new CrossEntropy.Options(Inputs.of(3).abs(), 0, 0.1))) {
                String how = reduction + " weight " + (options.weight() != null) + " ignoring " + options.ignoreIndex()
                        + " smoothing " + options.labelSmoothing();
                addCrossEntropy(how, reduction, options, Tensor.scalar(2L), 3);
                addCrossEntropy(how, reduction, options, Tensor.of(0L, 2, 1, 1), 4, 3);
                addCrossEntropy(
                        how, reduction, options, Tensor.of(0, 2, 1, 1, 0, 2).reshape(2, 3), 2, 3, 3);
                addProbabilities(how, reduction, options, 3);
                addProbabilities(how, reduction, options, 4, 3);
                addProbabilities(how, reduction, options, 2, 3, 1, 2);
            }
            for (long[] shape : new long[][] {{}, {5}, {2, 3}, {0, 2}}) {
                addLosses(reduction, shape);
            }
        }
        add(
                "maxPool2d",
                x -> MaxPool2d.of(x[0], new int[] {2}),
                x -> MaxPool2d.expansion(x[0], new int[] {2}, new int[] {2}, new int[] {1}),
                input(2, 1, 4, 5));
        add(
                "maxPool2d strided and dilated",
                x -> MaxPool2d.of(
                        x[0], new int[] {2, 1}, new int[] {1, 2}, new int[] {0}, new int[] {2, 1}, Rounding.FLOOR),
                x -> MaxPool2d.expansion(x[0], new int[] {2, 1}, new int[] {1, 2}, new int[] {2, 1}),
                input(2, 4, 5));
    }

    private static void addLayerNorm(long[] normalized, long... shape) {
        String of = "layerNorm of " + Arrays.toString(shape) + " over " + Arrays.toString(normalized);
        double eps = 1e-2;
        Tensor x = input(shape);
        Tensor weight = input(normalized).add(1.5);
        Tensor bias = input(normalized);
        add(
                of,
                v -> LayerNorm.of(v[0], normalized, null, null, eps),
                v -> LayerNorm.expansion(v[0], normalized, null, null, eps),
                x);
        add(
                of + " with weight",
                v -> LayerNorm.of(v[0], normalized, v[1], null, eps),
                v -> LayerNorm.expansion(v[0], normalized, v[1], null, eps),
                x,
                weight);
        add(
                of + " with bias",
                v -> LayerNorm.of(v[0], normalized, null, v[1], eps),
                v -> LayerNorm.expansion(v[0], normalized, null, v[1], eps),
                x,
                bias);
        add(
                of + " with weight and bias",
                v -> LayerNorm.of(v[0], normalized, v[1], v[2], eps),
                v -> LayerNorm.expansion(v[0], normalized, v[1], v[2], eps),
                x,
                weight,
                bias);
    }

    private static void addCrossEntropy(
            String how, Reduction reduction, CrossEntropy.Options options, Tensor target, long... shape) {
        add(
                "crossEntropy of " + Arrays.toString(shape) + " " + how,
                x -> CrossEntropy.of(x[0], target, reduction, typed(options, x[0])),
                x -> CrossEntropy.expansion(x[0], target, reduction, typed(options, x[0])),
                input(shape).mul(3));
    }

    private static CrossEntropy.Options typed(CrossEntropy.Options options, Tensor logits) {
        Tensor weight = options.weight();
        return weight == null ? options : options.withWeight(weight.to(logits.dtype()));
    }

    private static void addProbabilities(String how, Reduction reduction, CrossEntropy.Options options, long... shape) {
        add(
                "crossEntropy with probabilities of " + Arrays.toString(shape) + " " + how,
                x -> CrossEntropy.of(x[0], x[1], reduction, typed(options, x[0])),
                x -> CrossEntropy.expansion(x[0], x[1], reduction, typed(options, x[0])),
                input(shape).mul(3),
                input(shape).abs());
    }

    private static void addLosses(Reduction reduction, long... shape) {
        String of = " of " + Arrays.toString(shape) + " " + reduction;
        Tensor x = input(shape);
        Tensor target = input(shape).mul(x).add(0.3);
        Tensor[] both = {x, target};
        Tensor[] chances = {x.sigmoid(), target.sigmoid()};
        add("mse" + of, v -> MseLoss.of(v[0], v[1], reduction), v -> MseLoss.expansion(v[0], v[1], reduction), both);
        add("l1" + of, v -> L1Loss.of(v[0], v[1], reduction), v -> L1Loss.expansion(v[0], v[1], reduction), both);
        add(
                "huber" + of,
                v -> HuberLoss.of(v[0], v[1], reduction, 0.4),
                v -> HuberLoss.expansion(v[0], v[1], reduction, 0.4),
                both);
        add(
                "bceWithLogits" + of,
                v -> BinaryCrossEntropyWithLogits.of(v[0], v[1], reduction),
                v -> BinaryCrossEntropyWithLogits.expansion(v[0], v[1], reduction),
                both);
        add(
                "bce" + of,
                v -> BinaryCrossEntropy.of(v[0], v[1], reduction),
                v -> BinaryCrossEntropy.expansion(v[0], v[1], reduction),
                chances);
    }

    private static Tensor input(long... sizes) {
        return Inputs.of(sizes);
    }

    private static void add(
            String name, Function<Tensor[], Tensor> fused, Function<Tensor[], Tensor> expansion, Tensor... inputs) {
        CASES.add(Arguments.of(Named.of(name, fused), expansion, inputs));
    }

    static Stream<Arguments> cases() {
        return CASES.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesInEveryOrder(Function<Tensor[], Tensor> fused, Function<Tensor[], Tensor> expansion, Tensor[] inputs) {
        compare(all(fused, inputs), all(expansion, inputs));
        Tensor[] strided = Arrays.stream(inputs).map(ExpansionTest::everySecond).toArray(Tensor[]::new);
        compare(all(fused, strided), all(expansion, inputs));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesInSinglePrecision(
            Function<Tensor[], Tensor> fused, Function<Tensor[], Tensor> expansion, Tensor[] inputs) {
        Tensor[] single = Arrays.stream(inputs).map(x -> x.to(DType.FLOAT32)).toArray(Tensor[]::new);
        Tensor y = fused.apply(leaves(single));
        assertThat(y.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(y.allClose(expansion.apply(inputs).to(DType.FLOAT32), 1e-4, 1e-5))
                .isTrue();
    }

    private static Tensor everySecond(Tensor x) {
        if (x.dim() == 0 || x.numel() == 0) {
            return x;
        }
        Tensor twice = Tensor.stack(x.dim(), x, x).flatten(x.dim() - 1, x.dim());
        return twice.slice(-1, 0, twice.size(-1), 2);
    }

    private static Tensor[] leaves(Tensor[] inputs) {
        return Arrays.stream(inputs).map(x -> x.detach().requiresGrad_()).toArray(Tensor[]::new);
    }

    /// The value, the gradients both ways, and the gradients of the gradients.
    private static List<@Nullable Tensor> all(Function<Tensor[], Tensor> function, Tensor[] inputs) {
        Tensor[] x = leaves(inputs);
        Tensor y = function.apply(x);
        Tensor c = y.detach().sigmoid().add(0.5).requiresGrad_();
        List<@Nullable Tensor> results = new ArrayList<>(List.of(y));
        results.addAll(Arrays.asList(gradients(y, c, false, x)));
        @Nullable Tensor[] first = gradients(y, c, true, x);
        results.addAll(Arrays.asList(first));
        Tensor sum = Tensor.scalar(0.0);
        for (Tensor gradient : first) {
            sum = gradient == null
                    ? sum
                    : sum.add(gradient.mul(gradient.detach().sin().add(0.7)).sum());
        }
        Tensor[] xAndC = Arrays.copyOf(x, x.length + 1);
        xAndC[x.length] = c;
        results.addAll(Arrays.asList(gradients(sum, Tensor.scalar(1.0), false, xAndC)));
        return results;
    }

    private static @Nullable Tensor[] gradients(Tensor y, Tensor c, boolean createGraph, Tensor... x) {
        GradOptions options =
                GradOptions.DEFAULT.withGradOutputs(c).withAllowUnused().withRetainGraph();
        return Autograd.grad(new Tensor[] {y}, x, createGraph ? options.withCreateGraph() : options);
    }

    private static void compare(List<@Nullable Tensor> actual, List<@Nullable Tensor> expected) {
        for (int i = 0; i < expected.size(); i++) {
            Tensor a = actual.get(i);
            Tensor e = expected.get(i);
            if (a == null || e == null) { // no gradient at all is a gradient of zeros
                Tensor other = a == null ? e : a;
                assertThat(other == null ? new double[1] : other.toDoubleArray())
                        .as("result %d", i)
                        .containsOnly(0);
            } else {
                assertThat(a.allClose(e, 1e-9, 1e-11))
                        .as("result %d: %s, but %s by the expansion", i, a, e)
                        .isTrue();
            }
        }
    }
}
