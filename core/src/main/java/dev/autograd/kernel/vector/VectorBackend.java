package dev.autograd.kernel.vector;

import dev.autograd.kernel.Backend;
import dev.autograd.kernel.BoolReductions;
import dev.autograd.kernel.FloatingKernels;
import dev.autograd.kernel.IntegerKernels;
import dev.autograd.kernel.plain.PlainBackend;

/// Vector kernels where they pay, and the plain ones elsewhere: all integers and booleans, and `double` outside products and
/// convolutions, since `double` serves accuracy more than speed.
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
        return new FloatingKernels<>(
                new FloatVectorGemm(),
                new FloatVectorReductions(plain.reductions()),
                new FloatVectorSoftmax(),
                new FloatVectorCrossEntropy(),
                new FloatVectorLayerNorm());
    }

    private static FloatingKernels<double[]> float64(FloatingKernels<double[]> plain) {
        return new FloatingKernels<>(
                new DoubleVectorGemm(), plain.reductions(), plain.softmax(), plain.crossEntropy(), plain.layerNorm());
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
