package dev.autograd.nn;

import dev.autograd.Tensor;

/// Positive numbers that add up to 1 along a dimension, `exp(x) / sum(exp(x))`.
public final class Softmax extends Layer {
    private final int dim;

    /// Along a dimension, which counts from the end when negative.
    public Softmax(int dim) {
        this.dim = dim;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return F.softmax(x, dim);
    }

    @Override
    protected String settings() {
        return "dim=" + dim;
    }
}
