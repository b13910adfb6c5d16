package dev.autograd.kernel.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.kernel.AdamStep;
import dev.autograd.kernel.Backend;
import dev.autograd.kernel.Backends;
import dev.autograd.kernel.Conv2dShape;
import dev.autograd.kernel.FloatingKernels;
import dev.autograd.kernel.Goal;
import dev.autograd.kernel.OptimizerSteps.AdamPiece;
import dev.autograd.kernel.OptimizerSteps.Piece;
import dev.autograd.kernel.OptimizerSteps.SgdPiece;
import dev.autograd.kernel.Pool2d;
import dev.autograd.kernel.Pool2dShape;
import dev.autograd.kernel.SgdStep;
import dev.autograd.kernel.Sort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kernel that is cut gives the same bits on one thread and on several, and those of the uncut kernel where
/// nothing is added up.
final class SameBitsOnAnyThreadsTest {
    private static final List<Backend> BACKENDS = IntStream.of(1, 2, 3, 7)
            .mapToObj(threads -> ParallelBackend.of(Backends.current(), new Workers(threads)))
            .toList();

    /// Ends the names of those that add up the results of parts.
    private static final String ADDED = ", added up";

    /// Runs a kernel on arrays that it makes from a seed, and returns what was written.
    private interface Run {
        float[][] of(FloatingKernels<float[]> kernels);
    }

    private static float[] random(int n) {
        float[] values = new float[n];
        var random = new Random(n);
        for (int i = 0; i < n; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    /// So small that their sums are exact in any order.
    private static float[] wholeNumbers(int n) {
        float[] values = random(n);
        for (int i = 0; i < n; i++) {
            values[i] = Math.round(4 * values[i]);
        }
        return values;
    }

    static Stream<Arguments> kernels() {
        Conv2dShape conv = new Conv2dShape(9, 8, 20, 18, 12, 3, 3, 1, 1, 1, 0, 1, 1, 2);
        Conv2dShape strided = new Conv2dShape(10, 6, 24, 22, 16, 5, 3, 2, 1, 2, 1, 1, 1, 1);
        Pool2dShape pool = new Pool2dShape(37, 41, 43, 3, 2, 2, 2, 1, 1, 1, 1, Pool2dShape.Rounding.FLOOR);
        return Stream.of(
                gemm(300, 290, 70, false),
                gemm(300, 290, 70, true),
                gemm(1000, 70, 90, false),
                gemm(1001, 33, 200, true),
                gemm(50, 1030, 120, true),
                forward("conv", conv),
                forward("strided conv", strided),
                backwardInput("conv", conv),
                backwardInput("strided conv", strided),
                backwardWeight("conv", conv),
                backwardWeight("strided conv", strided),
                arguments("max pool", run(k -> {
                    float[] y = new float[pool.planes() * pool.outPlane()];
                    long[] indices = new long[y.length];
                    k.pool2d().max(pool, random(pool.planes() * pool.inPlane()), 0, y, 0, indices, 0);
                    float[] dx = new float[pool.planes() * pool.inPlane()];
                    k.pool2d().maxBackward(pool, random(y.length), 0, indices, 0, dx, 0);
                    return new float[][] {y, dx};
                })),
                arguments("average pool", run(k -> {
                    float[] y = new float[pool.planes() * pool.outPlane()];
                    var divisor = Pool2d.Divisor.WITH_PADDING;
                    k.pool2d().average(pool, divisor, random(pool.planes() * pool.inPlane()), 0, y, 0);
                    float[] dx = new float[pool.planes() * pool.inPlane()];
                    k.pool2d().averageBackward(pool, divisor, random(y.length), 0, dx, 0);
                    return new float[][] {y, dx};
                })),
                arguments("softmax", run(k -> {
                    float[] x = random(601 * 231);
                    float[][] out = new float[5][x.length];
                    k.softmax().softmax(x, 0, out[0], 0, 601, 231);
                    k.softmax().softmaxBackward(out[0], 0, x, 0, out[1], 0, 601, 231);
                    k.softmax().logSoftmax(x, 0, out[2], 0, 601, 231);
                    k.softmax().logSoftmaxBackward(out[2], 0, x, 0, out[3], 0, 601, 231);
                    k.softmax().logSumExp(x, 0, out[4], 0, 601, 231);
                    return out;
                })),
                arguments("layer norm", run(k -> {
                    int rows = 1201;
                    int n = 231;
                    float[] x = random(rows * n);
                    float[] gamma = random(n);
                    float[][] out = {new float[x.length], new float[rows], new float[rows], new float[x.length]};
                    k.layerNorm().forward(x, 0, gamma, gamma, 1e-5, out[0], 0, out[1], out[2], 0, rows, n);
                    k.layerNorm().backwardInput(x, 0, x, 0, out[1], out[2], 0, gamma, out[3], 0, rows, n);
                    return out;
                })),
                reductions("few long rows", 2, 1_100_003, 1),
                sums("few long rows" + ADDED, 2, 1_100_003, 1),
                reductions("columns", 1, 20_001, 67),
                sums("columns" + ADDED, 1, 20_001, 67),
                reductions("many rows", 1100, 1009, 1),
                sums("many rows", 1100, 1009, 1),
                layerNormByItsWeight("layer norm by its weight" + ADDED, random(2003 * 301), random(2003)),
                layerNormByItsWeight(
                        "layer norm of whole numbers by its weight", wholeNumbers(2003 * 301), wholeNumbers(2003)),
                arguments("cross-entropy", run(k -> {
                    int rows = 1307;
                    int n = 203;
                    float[] x = random(rows * n);
                    float[] g = random(rows);
                    long[] target = LongStream.range(0, rows)
                            .map(i -> i % 7 == 0 ? -1 : i % n)
                            .toArray();
                    float[] loss = new float[rows];
                    float[][] out = {loss, loss.clone(), new float[2 * rows], new float[x.length], new float[x.length]};
                    k.crossEntropy().indices(x, 0, target, 0, -1, out[0], 0, out[2], 0, rows, n);
                    k.crossEntropy().indicesBackward(x, 0, target, 0, -1, out[2], 0, g, 0, 1, out[3], 0, rows, n);
                    k.crossEntropy().probabilities(x, 0, x, 0, out[1], 0, out[2], 0, rows, n);
                    k.crossEntropy().probabilitiesBackward(x, 0, x, 0, out[2], 0, g, 0, 0, out[4], 0, rows, n);
                    return out;
                })),
                arguments("sort", run(k -> {
                    int rows = 301;
                    int n = 107;
                    float[][] out = {new float[rows * n], new float[rows * 5], new float[rows * n], new float[rows * 5]
                    };
                    long[] indices = new long[rows * n];
                    long[] largest = new long[rows * 5];
                    k.sort().topk(random(rows * n), 0, 5, Sort.Order.DESCENDING, out[1], 0, largest, 0, rows, n);
                    k.sort().sort(random(rows * n), 0, Sort.Order.ASCENDING, out[0], 0, indices, 0, rows, n);
                    copy(indices, out[2]);
                    copy(largest, out[3]);
                    return out;
                })),
                arguments("optimiser steps", run(k -> {
                    int[] ends = {5, 100, 20_000, 20_001, 270_000, 300_004}; // of parameters, large and small
                    float[] g = random(300_007);
                    float[][] out = {g.clone(), g.clone(), new float[g.length], new float[g.length]};
                    var sgd = new SgdStep(0.1, 0.9, 0, 0.01, SgdStep.Kind.CLASSICAL, Goal.MINIMIZE);
                    var adam = AdamStep.of(0.1, 0.9, 0.99, 1e-8, 0, AdamStep.Decay.GRADIENT, 3, Goal.MINIMIZE);
                    k.optimizerSteps().sgd(pieces(new SgdPiece<>(out[0], g, out[2], sgd, 0, 0), ends));
                    k.optimizerSteps().adam(pieces(new AdamPiece<>(out[1], g, out[2], out[3], null, adam, 0, 0), ends));
                    return out;
                })),
                arguments("optimiser steps on an array that parameters share", run(k -> {
                    float[] g = random(1 << 14);
                    float[] p = g.clone();
                    k.optimizerSteps()
                            .sgd(IntStream.range(1, 60)
                                    .mapToObj(i -> new SgdStep(
                                            0.01 * i, 0, 0, 0.1 * (i % 3), SgdStep.Kind.CLASSICAL, Goal.MINIMIZE))
                                    .map(step -> new SgdPiece<>(p, g, null, step, 0, p.length))
                                    .toList());
                    return new float[][] {p};
                })),
                arguments("the row of a target that is none", run(k -> {
                    float[] x = random(1307 * 203);
                    long[] target = new long[1307];
                    target[1200] = 203;
                    float[] loss = new float[1307];
                    assertThatThrownBy(() -> k.crossEntropy()
                                    .indices(x, 0, target, 0, -1, loss, 0, new float[2 * 1307], 0, 1307, 203))
                            .isInstanceOf(IndexOutOfBoundsException.class)
                            .hasMessageContaining("target 203 of row 1200 ");
                    return new float[][] {loss};
                })));
    }

    private static <P extends Piece<P>> List<P> pieces(P piece, int... ends) {
        return IntStream.range(1, ends.length)
                .mapToObj(i -> piece.within(ends[i - 1], ends[i]))
                .toList();
    }

    private static Run run(Function<FloatingKernels<float[]>, float[][]> run) {
        return run::apply;
    }

    private static void copy(long[] from, float[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = from[i];
        }
    }

    private static Arguments reductions(String name, int outer, int len, int inner) {
        return arguments(name + " reduced", run(k -> {
            float[] x = random(outer * len * inner);
            float[][] out = new float[3][outer * inner];
            long[] places = new long[outer * inner];
            k.reductions().max(x, 0, out[0], 0, outer, len, inner);
            k.reductions().argmin(x, 0, places, 0, outer, len, inner);
            copy(places, out[1]);
            k.reductions().prod(x, 0, out[2], 0, outer, len, inner);
            return out;
        }));
    }

    private static Arguments sums(String name, int outer, int len, int inner) {
        return arguments("sums of " + name, run(k -> {
            float[] out = new float[outer * inner];
            k.reductions().sum(random(outer * len * inner), 0, out, 0, outer, len, inner);
            return new float[][] {out};
        }));
    }

    private static Arguments layerNormByItsWeight(String name, float[] x, float[] stats) {
        int rows = stats.length;
        int n = x.length / rows;
        return arguments(name, run(k -> {
            float[][] out = {new float[n], new float[n]};
            k.layerNorm().backwardWeight(x, 0, x, 0, stats, stats, 0, out[0], out[1], rows, n);
            return out;
        }));
    }

    private static Arguments gemm(int M, int N, int K, boolean transposed) {
        String name = M + " x " + K + " times " + K + " x " + N + (transposed ? ", both transposed" : "");
        return arguments(name, run(k -> {
            float[] a = random(M * K);
            float[] b = random(K * N);
            float[] bias = random(N);
            float[] c = new float[M * N];
            if (transposed) {
                k.gemm().gemm(M, N, K, a, 0, 1, M, b, 0, 1, K, bias, 0, 0, c, 0, N);
            } else {
                k.gemm().gemm(M, N, K, a, 0, K, 1, b, 0, N, 1, null, 0, 0, c, 0, N);
            }
            return new float[][] {c};
        }));
    }

    private static Arguments forward(String name, Conv2dShape shape) {
        return arguments(name + " forward", run(k -> {
            float[] y = new float[outputs(shape)];
            float[] bias = random(shape.outChannels());
            k.conv2d().forward(shape, random(inputs(shape)), 0, random(weights(shape)), 0, bias, 0, y, 0);
            return new float[][] {y};
        }));
    }

    private static Arguments backwardInput(String name, Conv2dShape shape) {
        return arguments(name + " by its input", run(k -> {
            float[] dx = new float[inputs(shape)];
            k.conv2d().backwardInput(shape, random(outputs(shape)), 0, random(weights(shape)), 0, dx, 0);
            return new float[][] {dx};
        }));
    }

    private static Arguments backwardWeight(String name, Conv2dShape shape) {
        return arguments(name + " by its weight" + ADDED, run(k -> {
            float[] dweight = new float[weights(shape)];
            k.conv2d().backwardWeight(shape, random(inputs(shape)), 0, random(outputs(shape)), 0, dweight, 0);
            return new float[][] {dweight};
        }));
    }

    private static int inputs(Conv2dShape shape) {
        return shape.batch() * shape.inChannels() * shape.inPlane();
    }

    private static int outputs(Conv2dShape shape) {
        return shape.batch() * shape.outChannels() * shape.outPlane();
    }

    private static int weights(Conv2dShape shape) {
        return shape.outChannels() * shape.taps();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void givesTheSameBits(String name, Run run) {
        List<float[][]> results = new ArrayList<>();
        BACKENDS.forEach(backend -> results.add(run.of(backend.float32())));
        if (!name.endsWith(ADDED)) {
            results.add(run.of(Backends.current().float32()));
        }
        for (float[][] result : results) {
            assertThat(Arrays.deepEquals(bits(result), bits(results.getFirst())))
                    .as("the bits of %s, run %d", name, results.indexOf(result))
                    .isTrue();
        }
    }

    private static int[][] bits(float[][] arrays) {
        return Arrays.stream(arrays)
                .map(array -> IntStream.range(0, array.length)
                        .map(i -> Float.floatToRawIntBits(array[i]))
                        .toArray())
                .toArray(int[][]::new);
    }
}
