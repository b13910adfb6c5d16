package dev.autograd.nn;

import dev.autograd.Tensor;

/// A module that maps one tensor to one tensor, so that it can stand in a [Sequential].
public abstract class Layer extends Module {
    /// A layer in training mode that owns nothing yet.
    protected Layer() {}

    /// Computes the layer's output.
    public abstract Tensor forward(Tensor x);
}
