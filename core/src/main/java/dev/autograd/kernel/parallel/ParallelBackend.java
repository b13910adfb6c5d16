package dev.autograd.kernel.parallel;

import dev.autograd.kernel.Backend;
import dev.autograd.kernel.BoolReductions;
import dev.autograd.kernel.FloatingKernels;
import dev.autograd.kernel.IntegerKernels;

/// Another backend's kernels on several threads.
///
/// @param name of the other backend
/// @param float32 kernels of `float`
/// @param float64 kernels of `double`
/// @param int32 kernels of `int`
/// @param int64 kernels of `long`
/// @param bool kernels of `boolean`
public record ParallelBackend(
        String name,
        FloatingKernels<float[]> float32,
        FloatingKernels<double[]> float64,
        IntegerKernels<int[]> int32,
        IntegerKernels<long[]> int64,
        BoolReductions bool)
        implements Backend {
    /// Cuts the kernels of `whole`.
    public static Backend of(Backend whole, Workers workers) {
        return new ParallelBackend(
                whole.name(),
                cut(whole.float32(), workers, ParallelBackend::add),
                cut(whole.float64(), workers, ParallelBackend::add),
                whole.int32(),
                whole.int64(),
                whole.bool());
    }

    private static <A> FloatingKernels<A> cut(
            FloatingKernels<A> whole, Workers workers, ParallelConv2d.Addition<A> addition) {
        return new FloatingKernels<>(
                new ParallelGemm<>(whole.gemm(), workers),
                new ParallelReductions<>(whole.reductions(), workers),
                new ParallelSoftmax<>(whole.softmax(), workers),
                new ParallelCrossEntropy<>(whole.crossEntropy(), workers),
                new ParallelLayerNorm<>(whole.layerNorm(), whole.reductions(), workers),
                new ParallelConv2d<>(whole.conv2d(), workers, addition),
                new ParallelPool2d<>(whole.pool2d(), workers),
                new ParallelSort<>(whole.sort(), workers),
                new ParallelOptimizerSteps<>(whole.optimizerSteps(), workers));
    }

    private static void add(float[] x, int xOffset, float[] to, int toOffset, int n) {
        for (int i = 0; i < n; i++) {
            to[toOffset + i] += x[xOffset + i];
        }
    }

    private static void add(double[] x, int xOffset, double[] to, int toOffset, int n) {
        for (int i = 0; i < n; i++) {
            to[toOffset + i] += x[xOffset + i];
        }
    }
}
