package dev.autograd.op.reduction;

import dev.autograd.Tensor;
import java.util.function.UnaryOperator;

/// The derivative of an operator that makes one number of the elements of each row: every element counts with a weight,
/// and their sum is scaled. Applied to tangents it sums, applied to gradients it spreads.
///
/// @param weight of the input's shape
/// @param scale what is done to each number, linear
record Slope(Reduced rows, Tensor weight, UnaryOperator<Tensor> scale) {
    Slope(Reduced rows, Tensor weight) {
        this(rows, weight, UnaryOperator.identity());
    }

    /// The gradient by the input from the result's.
    Tensor gradient(Tensor g) {
        return rows.restore(scale.apply(g), weight.shape()).mul(weight);
    }

    /// The tangent of the result from the input's.
    Tensor[] tangent(Tensor t) {
        return new Tensor[] {scale.apply(Sum.over(weight.mul(t), rows))};
    }
}
