package dev.autograd.data;

import dev.autograd.Tensor;

/// Several examples, stacked along a new first dimension.
///
/// @param x what is given
/// @param y what is to be found
public record Batch(Tensor x, Tensor y) {
    /// The number of examples.
    public long size() {
        return x.size(0);
    }
}
