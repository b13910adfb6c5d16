package dev.autograd.op.reduction;

import dev.autograd.Tensor;

/// Moves elements one place along a dimension; the place that is left empty gets a constant, the element at the end is
/// dropped.
final class Shift {
    private Shift() {}

    /// Towards higher indices.
    static Tensor right(Tensor x, int dim, double fill) {
        return by(x, dim, 1, fill);
    }

    /// Towards lower indices.
    static Tensor left(Tensor x, int dim, double fill) {
        return by(x, dim, -1, fill);
    }

    private static Tensor by(Tensor x, int dim, int places, double fill) {
        int pair = 2 * (x.dim() - 1 - dim);
        long[] amounts = new long[pair + 2]; // before and after each dimension, the last one first
        amounts[pair] = places;
        amounts[pair + 1] = -places;
        return x.pad(fill, amounts);
    }
}
