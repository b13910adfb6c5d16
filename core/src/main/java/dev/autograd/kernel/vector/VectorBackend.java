package dev.autograd.kernel.vector;

import dev.autograd.kernel.Backend;
import dev.autograd.kernel.BoolReductions;
import dev.autograd.kernel.FloatingKernels;
import dev.autograd.kernel.Gemm;
import dev.autograd.kernel.IntegerKernels;
import dev.autograd.kernel.Reductions;
import dev.autograd.kernel.plain.DoubleConv2d;
import dev.autograd.kernel.plain.FloatConv2d;
import dev.autograd.kernel.plain.PlainBackend;

/// Vector kernels where they pay, and the plain ones elsewhere: all integers and booleans, and `double` outside
/// products and convolutions, since `double` serves accuracy more than speed.
///
/// @param float32 kernels of `float`
/// @param float64 kernels of `double`
/// @param int32 kernels of `int`
/// @param int64 kernels of `long`
/// @param bool kernels of `boolean`
public record VectorBackend(
        FloatingKernels<float[]> float32,
        FloatingKernels<double[]> float64,
        IntegerKernels<int[]> int32,
        IntegerKernels<long[]> int64,
        BoolReductions bool)
        implements Backend {
    public VectorBackend() {
        this(new PlainBackend());
    }

    private VectorBackend(PlainBackend plain) {
        this(float32(plain.float32()), float64(plain.float64()), plain.int32(), plain.int64(), plain.bool());
    }

    private static FloatingKernels<float[]> float32(FloatingKernels<float[]> plain) {
        Gemm<float[]> gemm = new FloatVectorGemm(plain.gemm());
        Reductions<float[], float[]> reductions = new FloatVectorReductions(plain.reductions());
        return new FloatingKernels<>(
                gemm,
                reductions,
                new FloatVectorSoftmax(),
                new FloatVectorCrossEntropy(),
                new FloatVectorLayerNorm(),
                new FloatVectorConv2d(gemm, new FloatConv2d(gemm, reductions)),
                new FloatVectorPool2d(plain.pool2d()),
                plain.sort(),
                plain.optimizerSteps());
    }

    private static FloatingKernels<double[]> float64(FloatingKernels<double[]> plain) {
        Gemm<double[]> gemm = new DoubleVectorGemm(plain.gemm());
        return new FloatingKernels<>(
                gemm,
                plain.reductions(),
                plain.softmax(),
                plain.crossEntropy(),
                plain.layerNorm(),
                new DoubleVectorConv2d(gemm, new DoubleConv2d(gemm, plain.reductions())),
                plain.pool2d(),
                plain.sort(),
                plain.optimizerSteps());
    }

    @Override
    public String name() {
        return "vector";
    }

    /// The width of the vectors in bits.
    public static int bits() {
        return Lanes.FLOAT.vectorBitSize();
    }
}
