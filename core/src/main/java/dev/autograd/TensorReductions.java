package dev.autograd;

import dev.autograd.op.reduction.Mean;
import dev.autograd.op.reduction.Sum;

/// The methods of [Tensor] that combine elements along dimensions. Dimensions count from the end when negative; where several
/// may be given, none means all.
sealed interface TensorReductions permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// The sum over dimensions; integers and bools are summed as int64.
    default Tensor sum(int... dims) {
        return Sum.of(self(), false, dims);
    }

    /// As [#sum(int...)], keeping the summed dimensions with size 1.
    default Tensor sumKeepDim(int... dims) {
        return Sum.of(self(), true, dims);
    }

    /// The mean over dimensions.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    default Tensor mean(int... dims) {
        return Mean.of(self(), false, dims);
    }

    /// As [#mean(int...)], keeping the averaged dimensions with size 1.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    default Tensor meanKeepDim(int... dims) {
        return Mean.of(self(), true, dims);
    }
}
