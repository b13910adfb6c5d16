package dev.autograd.kernel;

/// The kernels of one floating element type.
///
/// @param <A> the array type, `float[]` or `double[]`
public record FloatingKernels<A>(
        Gemm<A> gemm,
        Reductions<A, A> reductions,
        Softmax<A> softmax,
        CrossEntropy<A> crossEntropy,
        LayerNorm<A> layerNorm) {}
