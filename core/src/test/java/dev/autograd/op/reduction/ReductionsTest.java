package dev.autograd.op.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.ValuesAndIndices;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ReductionsTest {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final DType[] ALL_BUT_BOOL = {DType.INT32, DType.INT64, DType.FLOAT32, DType.FLOAT64};

    /// An operator over dimensions, and what it makes of the elements that become one.
    private enum Operator {
        SUM(
                (x, keep, dims) -> keep ? x.sumKeepDim(dims) : x.sum(dims),
                a -> Arrays.stream(a).sum()),
        MEAN((x, keep, dims) -> keep ? x.meanKeepDim(dims) : x.mean(dims), Operator::mean),
        PROD(
                (x, keep, dims) -> keep ? x.prodKeepDim(dims) : x.prod(dims),
                a -> Arrays.stream(a).reduce(1, (p, v) -> p * v)),
        VAR((x, keep, dims) -> keep ? x.varKeepDim(dims) : x.var(dims), a -> variance(a, 1)),
        VAR_OF_POPULATION((x, keep, dims) -> keep ? x.varKeepDim(dims, 0) : x.var(dims, 0), a -> variance(a, 0)),
        STD((x, keep, dims) -> keep ? x.stdKeepDim(dims) : x.std(dims), a -> Math.sqrt(variance(a, 1))),
        STD_LESS_A_HALF(
                (x, keep, dims) -> keep ? x.stdKeepDim(dims, 0.5) : x.std(dims, 0.5), a -> Math.sqrt(variance(a, 0.5))),
        AMAX(
                (x, keep, dims) -> keep ? x.amaxKeepDim(dims) : x.amax(dims),
                a -> Arrays.stream(a).max().orElse(NAN)),
        AMIN(
                (x, keep, dims) -> keep ? x.aminKeepDim(dims) : x.amin(dims),
                a -> Arrays.stream(a).min().orElse(NAN)),
        LOGSUMEXP(
                (x, keep, dims) -> keep ? x.logsumexpKeepDim(dims) : x.logsumexp(dims),
                a -> Math.log(Arrays.stream(a).map(Math::exp).sum())),
        NORM_0(norm(0), a -> Arrays.stream(a).filter(v -> v != 0).count()),
        NORM_1(norm(1), a -> Arrays.stream(a).map(Math::abs).sum()),
        NORM_2(norm(2), a -> Math.sqrt(Arrays.stream(a).map(v -> v * v).sum())),
        NORM_3(
                norm(3),
                a -> Math.cbrt(Arrays.stream(a).map(v -> Math.abs(v * v * v)).sum())),
        NORM_HALF(
                norm(0.5),
                a -> Math.pow(Arrays.stream(a).map(v -> Math.sqrt(Math.abs(v))).sum(), 2)),
        NORM_MINUS_1(
                norm(-1), a -> 1 / Arrays.stream(a).map(v -> 1 / Math.abs(v)).sum()),
        NORM_INF(norm(INF), a -> Arrays.stream(a).map(Math::abs).max().orElse(NAN)),
        NORM_MINUS_INF(norm(-INF), a -> Arrays.stream(a).map(Math::abs).min().orElse(NAN)),
        ANY(
                (x, keep, dims) -> keep ? x.anyKeepDim(dims) : x.any(dims),
                a -> Arrays.stream(a).anyMatch(v -> v != 0) ? 1 : 0),
        ALL(
                (x, keep, dims) -> keep ? x.allKeepDim(dims) : x.all(dims),
                a -> Arrays.stream(a).allMatch(v -> v != 0) ? 1 : 0);

        private interface Call {
            Tensor of(Tensor x, boolean keepDim, int... dims);
        }

        private final Call call;
        private final ToDoubleFunction<double[]> definition;

        Operator(Call call, ToDoubleFunction<double[]> definition) {
            this.call = call;
            this.definition = definition;
        }

        private static Call norm(double p) {
            return (x, keep, dims) -> keep ? x.normKeepDim(p, dims) : x.norm(p, dims);
        }

        private static double mean(double[] a) {
            return Arrays.stream(a).sum() / a.length;
        }

        private static double variance(double[] a, double correction) {
            double mean = mean(a);
            return Arrays.stream(a).map(v -> (v - mean) * (v - mean)).sum() / (a.length - correction);
        }
    }

    static Stream<Arguments> operatorsAndDims() {
        int[][] choices = {{}, {0}, {1}, {-1}, {0, 1}, {1, 2}, {2, 0}, {-2, 2, 0}};
        return Arrays.stream(Operator.values())
                .flatMap(operator -> Arrays.stream(choices).map(dims -> arguments(operator, dims)));
    }

    @ParameterizedTest
    @MethodSource("operatorsAndDims")
    void equalsItsDefinition(Operator operator, int[] dims) {
        Tensor x = Inputs.of(2, 3, 4);
        for (Tensor laid : new Tensor[] {x, strided(x), x.to(DType.FLOAT32)}) {
            Tensor kept = operator.call.of(laid, true, dims);
            Tensor dropped = operator.call.of(laid, false, dims);
            Tensor expected = bruteForce(x, operator.definition, dims);
            double digits = laid.dtype() == DType.FLOAT32 ? 1e-5 : 1e-12;
            double tolerance = digits * Math.max(1, expected.abs().max().item());
            assertThat(kept.shape()).isEqualTo(expected.shape());
            assertThat(kept.toDoubleArray()).containsExactly(expected.toDoubleArray(), within(tolerance));
            assertThat(dropped.shape())
                    .isEqualTo(
                            dims.length == 0
                                    ? Shape.SCALAR
                                    : expected.squeeze(dims).shape());
            assertThat(dropped.toDoubleArray()).isEqualTo(kept.toDoubleArray());
        }
    }

    /// The same values with dimensions in reverse memory order, starting inside a larger storage.
    private static Tensor strided(Tensor x) {
        Tensor reversed = x.permute(2, 1, 0).contiguous();
        Tensor larger = Tensor.cat(0, reversed.narrow(0, 0, 1), reversed);
        return larger.narrow(0, 1, reversed.size(0)).permute(2, 1, 0);
    }

    private static Tensor bruteForce(Tensor x, ToDoubleFunction<double[]> definition, int... dims) {
        boolean[] reduced = new boolean[x.dim()];
        Arrays.fill(reduced, dims.length == 0);
        for (int dim : dims) {
            reduced[Math.floorMod(dim, x.dim())] = true;
        }
        long[] sizes = x.shape().sizes();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = reduced[i] ? 1 : sizes[i];
        }
        Shape shape = Shape.of(sizes);
        double[] result = new double[(int) shape.numel()];
        for (int at = 0; at < result.length; at++) {
            Tensor elements = x;
            int rest = at;
            for (int d = x.dim() - 1; d >= 0; d--) {
                elements = reduced[d] ? elements : elements.narrow(d, rest % sizes[d], 1);
                rest /= (int) sizes[d];
            }
            result[at] = definition.applyAsDouble(elements.toDoubleArray());
        }
        return Tensor.of(result, shape);
    }

    static Stream<Arguments> ofNothing() {
        Tensor x = Tensor.zeros(2, 0);
        return Stream.of(
                arguments("sum", x.sum(1), new double[] {0, 0}),
                arguments("prod", x.prod(1), new double[] {1, 1}),
                arguments("mean", x.mean(1), new double[] {NAN, NAN}),
                arguments("var", x.var(1), new double[] {NAN, NAN}),
                arguments("logsumexp", x.logsumexp(1), new double[] {-INF, -INF}),
                arguments("norm", x.norm(2, 1), new double[] {0, 0}),
                arguments("any", x.any(1), new double[] {0, 0}),
                arguments("all", x.all(1), new double[] {1, 1}),
                arguments("countNonzero", x.countNonzero(1), new double[] {0, 0}),
                arguments("sum over the other", x.sum(0), new double[0]),
                arguments("amax over the other", x.amax(0), new double[0]),
                arguments("argmax over the other", x.argmax(0), new double[0]),
                arguments("max over the other", x.max(0).values(), new double[0]),
                arguments("cumsum", x.cumsum(1), new double[0]),
                arguments("sum of all", x.sum(), new double[] {0}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void ofNothing(String name, Tensor actual, double[] expected) {
        assertThat(actual.toDoubleArray()).isEqualTo(expected);
    }

    static Stream<Arguments> ofOneScalar() {
        Tensor x = Tensor.scalar(-3.0);
        return Stream.of(
                arguments("sum", x.sum(0), -3.0),
                arguments("prod", x.prod(-1), -3.0),
                arguments("mean", x.mean(), -3.0),
                arguments("var", x.var(), NAN),
                arguments("amax", x.amaxKeepDim(0), -3.0),
                arguments("max", x.max(0).values(), -3.0),
                arguments("index of max", x.max(0).indices(), 0.0),
                arguments("argmin", x.argmin(), 0.0),
                arguments("logsumexp", x.logsumexp(0), -3.0),
                arguments("norm", x.norm(), 3.0),
                arguments("cumsum", x.cumsum(0), -3.0),
                arguments("cumprod", x.cumprod(-1), -3.0),
                arguments("any", x.any(), 1.0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void ofOneScalar(String name, Tensor actual, Double expected) {
        assertThat(actual.shape()).isEqualTo(Shape.SCALAR);
        assertThat(actual.item()).isEqualTo(expected);
    }

    static Stream<Arguments> types() {
        Function<Tensor, Tensor> sum = x -> x.sum(1);
        Function<Tensor, Tensor> prod = x -> x.prod(1);
        Function<Tensor, Tensor> cumsum = x -> x.cumsum(1);
        Function<Tensor, Tensor> cumprod = x -> x.cumprod(1);
        Function<Tensor, Tensor> amax = x -> x.amax(1);
        Function<Tensor, Tensor> min = x -> x.min(1).values();
        Function<Tensor, Tensor> argmax = x -> x.argmax(1);
        Function<Tensor, Tensor> argmin = x -> x.argmin(1);
        Function<Tensor, Tensor> count = x -> x.countNonzero(1);
        Function<Tensor, Tensor> logsumexp = x -> x.logsumexp(1);
        return Stream.of(
                arguments("sum", sum, DType.INT64, new double[] {6, 6}),
                arguments("prod", prod, DType.INT64, new double[] {0, 6}),
                arguments("cumsum", cumsum, DType.INT64, new double[] {4, 4, 6, 1, 3, 6}),
                arguments("cumprod", cumprod, DType.INT64, new double[] {4, 0, 0, 1, 2, 6}),
                arguments("amax", amax, null, new double[] {4, 3}),
                arguments("min", min, null, new double[] {0, 1}),
                arguments("argmax", argmax, DType.INT64, new double[] {0, 2}),
                arguments("argmin", argmin, DType.INT64, new double[] {1, 0}),
                arguments("countNonzero", count, DType.INT64, new double[] {2, 3}),
                arguments("logsumexp", logsumexp, DType.FLOAT32, new double[] {4.142931628, 3.407605964}));
    }

    /// @param integral the result's type for integers, null for their own
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void types(String name, Function<Tensor, Tensor> operator, DType integral, double[] expected) {
        Tensor values = Tensor.of(new long[] {4, 0, 2, 1, 2, 3}, Shape.of(2, 3));
        for (DType dtype : ALL_BUT_BOOL) {
            Tensor actual = operator.apply(values.to(dtype));
            boolean keeps =
                    integral == null || (dtype.isFloating() && !name.startsWith("arg") && !name.startsWith("count"));
            assertThat(actual.dtype()).isEqualTo(keeps ? dtype : integral);
            assertThat(actual.toDoubleArray()).containsExactly(expected, within(1e-6));
        }
    }

    @Test
    void inATypeOfChoice() {
        Tensor x = Tensor.of(new int[] {1, 2, 3, 4}, Shape.of(2, 2));
        assertThat(x.sum(DType.INT32).dtype()).isEqualTo(DType.INT32);
        assertThat(x.sumKeepDim(DType.FLOAT64, 1).toDoubleArray()).containsExactly(3, 7);
        assertThat(x.sumKeepDim(DType.FLOAT64, 1).shape()).isEqualTo(Shape.of(2, 1));
        assertThat(x.prod(DType.FLOAT32, 0).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(x.prodKeepDim(DType.INT64, 0).toLongArray()).containsExactly(3, 8);
        assertThat(x.mean(DType.FLOAT32).item()).isEqualTo(2.5);
        assertThat(x.meanKeepDim(DType.FLOAT64, 0).toDoubleArray()).containsExactly(2, 3);
        assertThat(x.cumsum(1, DType.INT32).toIntArray()).containsExactly(1, 3, 3, 7);
        assertThat(x.cumsum(1, DType.INT32).dtype()).isEqualTo(DType.INT32);
        assertThat(x.cumprod(1, DType.FLOAT64).toDoubleArray()).containsExactly(1, 2, 3, 12);
        assertThat(x.softmax(1, DType.FLOAT64).sum(1).toDoubleArray()).containsExactly(1, 1);
        assertThat(x.logSoftmax(1, DType.FLOAT64).exp().sum(1).toDoubleArray())
                .containsExactly(new double[] {1, 1}, within(1e-12));
        // Summed as float64: float32 would lose the small one.
        assertThat(Tensor.of(1e8f, 1f, -1e8f).sum(DType.FLOAT64).item()).isEqualTo(1);
        assertThatThrownBy(() -> x.mean(DType.INT32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mean: input (2, 2) is int32");
    }

    @Test
    void bools() {
        Tensor x = Tensor.of(new boolean[] {true, false, true, false, false, false}, Shape.of(2, 3));
        assertThat(x.sum(1).toLongArray()).containsExactly(2, 0);
        assertThat(x.prod(0).toLongArray()).containsExactly(0, 0, 0);
        assertThat(x.cumsum(1).toLongArray()).containsExactly(1, 1, 2, 0, 0, 0);
        assertThat(x.amax(1).toBooleanArray()).containsExactly(true, false);
        assertThat(x.amin(0).toBooleanArray()).containsExactly(false, false, false);
        assertThat(x.max(1).values().toBooleanArray()).containsExactly(true, false);
        assertThat(x.argmin(1).toLongArray()).containsExactly(1, 0);
        assertThat(x.any(0).toBooleanArray()).containsExactly(true, false, true);
        assertThat(x.all().dtype()).isEqualTo(DType.BOOL);
    }

    @Test
    void longsKeepAllTheirDigits() {
        Tensor x = Tensor.of(Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MIN_VALUE);
        assertThat(x.max().itemLong()).isEqualTo(Long.MAX_VALUE);
        assertThat(x.min(0).values().itemLong()).isEqualTo(Long.MIN_VALUE);
        assertThat(x.argmax().itemLong()).isEqualTo(1);
    }

    @Test
    void extremesChooseTheFirstOfEqualsAndNanBeforeNumbers() {
        Tensor x = Tensor.of(new double[][] {{1, 3, 3, 0}, {2, NAN, 5, NAN}, {-INF, -INF, INF, INF}});
        ValuesAndIndices max = x.max(1);
        ValuesAndIndices min = x.minKeepDim(1);
        assertThat(max.indices().toLongArray()).containsExactly(1, 1, 2);
        assertThat(max.values().toDoubleArray()).containsExactly(3, NAN, INF);
        assertThat(min.indices().toLongArray()).containsExactly(3, 1, 0);
        assertThat(min.indices().shape()).isEqualTo(Shape.of(3, 1));
        assertThat(min.values().toDoubleArray()).containsExactly(0, NAN, -INF);
        assertThat(x.argmax().itemLong()).isEqualTo(5);
        assertThat(x.argmaxKeepDim(0).shape()).isEqualTo(Shape.of(1, 4));
        assertThat(x.amin(1).toDoubleArray()).containsExactly(0, NAN, -INF);
    }

    @Test
    void logsumexpNeitherOverflowsNorLosesInfinities() {
        Tensor x = Tensor.of(new double[][] {{1000, 1000}, {-1000, -1000}, {-INF, -INF}, {INF, 0}});
        double log2 = Math.log(2);
        assertThat(x.logsumexp(1).toDoubleArray())
                .containsExactly(new double[] {1000 + log2, -1000 + log2, -INF, INF}, within(1e-12));
    }
}
