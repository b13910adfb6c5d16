package dev.autograd.nn;

import dev.autograd.Tensor;

/// A module that maps one tensor to one tensor, so that it can stand in a [Sequential].
public abstract class Layer extends Module {
    /// Computes the layer's output.
    public abstract Tensor forward(Tensor x);
}
