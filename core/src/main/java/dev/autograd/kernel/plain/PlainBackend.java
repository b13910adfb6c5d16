package dev.autograd.kernel.plain;

import dev.autograd.kernel.Backend;
import dev.autograd.kernel.BoolReductions;
import dev.autograd.kernel.FloatingKernels;
import dev.autograd.kernel.IntegerKernels;

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
                new FloatingKernels<>(
                        new FloatGemm(),
                        new FloatReductions(),
                        new FloatSoftmax(),
                        new FloatCrossEntropy(),
                        new FloatLayerNorm()),
                new FloatingKernels<>(
                        new DoubleGemm(),
                        new DoubleReductions(),
                        new DoubleSoftmax(),
                        new DoubleCrossEntropy(),
                        new DoubleLayerNorm()),
                new IntegerKernels<>(new IntReductions()),
                new IntegerKernels<>(new LongReductions()),
                new PlainBoolReductions());
    }

    @Override
    public String name() {
        return "plain";
    }
}
