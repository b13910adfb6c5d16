package dev.autograd.kernel.parallel;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
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
                    float[][] out = {
                        new float[x.length],
                        new float[rows],
                        new float[rows],
                        new float[x.length],
                        new float[n],
                        new float[n]
                    };
                    k.layerNorm().forward(x, 0, gamma, gamma, 1e-5, out[0], 0, out[1], out[2], 0, rows, n);
                    k.layerNorm().backwardInput(x, 0, x, 0, out[1], out[2], 0, gamma, out[3], 0, rows, n);
                    k.layerNorm().backwardWeight(x, 0, x, 0, out[1], out[2], 0, out[4], out[5], rows, n);
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
        return arguments(name + " by its weight", run(k -> {
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
        if (!name.endsWith("by its weight")) {
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
