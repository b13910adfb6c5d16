package dev.autograd.nn;

import dev.autograd.Tensor;

/// A module that says how far an output is from what it should be.
public abstract class Loss extends Module {
    /// A loss without parameters.
    protected Loss() {}

    /// Compares an output with its target.
    public abstract Tensor forward(Tensor input, Tensor target);
}
