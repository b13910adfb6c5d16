package dev.autograd.nn;

import dev.autograd.Tensor;

/// `1 / (1 + exp(-x))`.
public final class Sigmoid extends Layer {
    /// The layer, which has no settings.
    public Sigmoid() {}

    @Override
    protected Tensor compute(Tensor x) {
        return x.sigmoid();
    }
}
