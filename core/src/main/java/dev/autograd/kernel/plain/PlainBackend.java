package dev.autograd.kernel.plain;

import dev.autograd.kernel.Backend;
import dev.autograd.kernel.BoolReductions;
import dev.autograd.kernel.FloatingKernels;
import dev.autograd.kernel.Gemm;
import dev.autograd.kernel.IntegerKernels;
import dev.autograd.kernel.Reductions;

/// Kernels in plain Java loops.
///
/// @param float32 kernels of `float`
/// @param float64 kernels of `double`
/// @param int32 kernels of `int`
/// @param int64 kernels of `long`
/// @param bool kernels of `boolean`
public record PlainBackend(
        FloatingKernels<float[]> float32,
        FloatingKernels<double[]> float64,
        IntegerKernels<int[]> int32,
        IntegerKernels<long[]> int64,
        BoolReductions bool)
        implements Backend {
    public PlainBackend() {
        this(
                floats(new FloatGemm(), new FloatReductions()),
                doubles(new DoubleGemm(), new DoubleReductions()),
                new IntegerKernels<>(new IntReductions(), new KeySort<>(Keys::ofInt)),
                new IntegerKernels<>(new LongReductions(), new KeySort<>(Keys::ofLong)),
                new PlainBoolReductions());
    }

    private static FloatingKernels<float[]> floats(Gemm<float[]> gemm, Reductions<float[], float[]> reductions) {
        return new FloatingKernels<>(
                gemm,
                reductions,
                new FloatSoftmax(),
                new FloatCrossEntropy(),
                new FloatLayerNorm(),
                new FloatConv2d(gemm, reductions),
                new FloatPool2d(),
                new KeySort<>(Keys::ofFloat),
                new FloatOptimizerSteps());
    }

    private static FloatingKernels<double[]> doubles(Gemm<double[]> gemm, Reductions<double[], double[]> reductions) {
        return new FloatingKernels<>(
                gemm,
                reductions,
                new DoubleSoftmax(),
                new DoubleCrossEntropy(),
                new DoubleLayerNorm(),
                new DoubleConv2d(gemm, reductions),
                new DoublePool2d(),
                new KeySort<>(Keys::ofDouble),
                new DoubleOptimizerSteps());
    }

    @Override
    public String name() {
        return "plain";
    }
}
