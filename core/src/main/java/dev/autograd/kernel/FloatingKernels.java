package dev.autograd.kernel;

/// The kernels of one floating element type.
///
/// @param <A> the array type, `float[]` or `double[]`
/// @param gemm matrix products
/// @param reductions sums, extremes and scans
/// @param softmax softmax, its logarithm, and log-sum-exp of rows
/// @param crossEntropy losses of rows of logits
/// @param layerNorm normalisation of rows
/// @param conv2d two-dimensional convolution
/// @param pool2d two-dimensional pooling
/// @param sort sorting of rows
/// @param optimizerSteps updates of parameters
public record FloatingKernels<A>(
        Gemm<A> gemm,
        Reductions<A, A> reductions,
        Softmax<A> softmax,
        CrossEntropy<A> crossEntropy,
        LayerNorm<A> layerNorm,
        Conv2d<A> conv2d,
        Pool2d<A> pool2d,
        Sort<A> sort,
        OptimizerSteps<A> optimizerSteps) {}
