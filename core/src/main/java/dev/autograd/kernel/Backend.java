package dev.autograd.kernel;

/// One implementation of all kernels, by element type.
public interface Backend {
    /// The name that `-Dautograd.kernels` knows it by.
    String name();

    FloatingKernels<float[]> float32();

    FloatingKernels<double[]> float64();

    IntegerKernels<int[]> int32();

    IntegerKernels<long[]> int64();

    BoolReductions bool();
}
