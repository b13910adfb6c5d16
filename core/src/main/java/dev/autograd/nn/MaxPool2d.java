package dev.autograd.nn;

import dev.autograd.Tensor;

/// The largest element of each window of images `(N, C, H, W)` or `(C, H, W)`.
public final class MaxPool2d extends Layer {
    private final Pool2dOptions options;

    /// Square windows side by side.
    public MaxPool2d(int kernelSize) {
        this(Pool2dOptions.kernel(kernelSize));
    }

    /// Windows of any size and stride.
    public MaxPool2d(Pool2dOptions options) {
        this.options = options;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return options.max(x);
    }

    @Override
    protected String settings() {
        return options.toString();
    }
}
