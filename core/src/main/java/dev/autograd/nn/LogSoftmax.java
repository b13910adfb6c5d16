package dev.autograd.nn;

import dev.autograd.Tensor;

/// The logarithm of [Softmax], exact also where that is close to 0.
public final class LogSoftmax extends Layer {
    private final int dim;

    /// Along a dimension, which counts from the end when negative.
    public LogSoftmax(int dim) {
        this.dim = dim;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return F.logSoftmax(x, dim);
    }

    @Override
    protected String settings() {
        return "dim=" + dim;
    }
}
