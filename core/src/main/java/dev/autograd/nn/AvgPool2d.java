package dev.autograd.nn;

import dev.autograd.Tensor;

/// The mean of each window of images `(N, C, H, W)` or `(C, H, W)`; padding counts as zeros unless the
/// options say otherwise.
public final class AvgPool2d extends Layer {
    private final Pool2dOptions options;

    /// Square windows side by side.
    public AvgPool2d(int kernelSize) {
        this(Pool2dOptions.kernel(kernelSize));
    }

    /// Windows of any size and stride.
    public AvgPool2d(Pool2dOptions options) {
        this.options = options;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return options.average(x);
    }

    @Override
    protected String settings() {
        return options.toString();
    }
}
