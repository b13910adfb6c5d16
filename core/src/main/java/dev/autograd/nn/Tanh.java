package dev.autograd.nn;

import dev.autograd.Tensor;

/// The hyperbolic tangent.
public final class Tanh extends Layer {
    /// The layer, which has no settings.
    public Tanh() {}

    @Override
    protected Tensor compute(Tensor x) {
        return x.tanh();
    }
}
