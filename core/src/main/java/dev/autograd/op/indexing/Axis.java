package dev.autograd.op.indexing;

import dev.autograd.op.Check;
import dev.autograd.value.Shape;

/// The dimension that an index points along.
///
/// @param dim counted from the front
/// @param hidden how many dimensions before it hold the examples of `vmap`, which a caller does not see:
///     errors name the dimension as the caller does
record Axis(int dim, int hidden) {
    /// The dimension that a caller gives, which may count from the end.
    ///
    /// @throws IndexOutOfBoundsException when there is no such dimension
    static Axis of(String op, int dim, Shape shape) {
        return new Axis(Check.dim(op, dim, shape), 0);
    }

    /// The same dimension where the examples stand in front.
    Axis behindExamples() {
        return new Axis(dim + 1, hidden + 1);
    }

    /// The dimension's number for errors.
    int seen() {
        return dim - hidden;
    }

    /// The size of the dimension, where a scalar counts as a vector of one.
    long size(Shape shape) {
        return Indices.size(shape, dim);
    }
}
