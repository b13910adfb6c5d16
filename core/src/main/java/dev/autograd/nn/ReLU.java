package dev.autograd.nn;

import dev.autograd.Tensor;

/// The positive part, `max(x, 0)`.
public final class ReLU extends Layer {
    /// The layer, which has no settings.
    public ReLU() {}

    @Override
    protected Tensor compute(Tensor x) {
        return x.relu();
    }
}
