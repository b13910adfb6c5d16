package dev.autograd.nn;

import dev.autograd.Tensor;

/// `x sigmoid(x)`, also called swish.
public final class SiLU extends Layer {
    /// The layer, which has no settings.
    public SiLU() {}

    @Override
    protected Tensor compute(Tensor x) {
        return x.silu();
    }
}
