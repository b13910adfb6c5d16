package dev.autograd;

import dev.autograd.op.fused.Softmax;

/// The methods of [Tensor] that stand for several operators at once.
sealed interface TensorFused permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// `exp(x) / sum(exp(x))` along a dimension, which counts from the end when negative.
    ///
    /// @throws IndexOutOfBoundsException when there is no such dimension
    /// @throws IllegalArgumentException when this is not of a floating type
    default Tensor softmax(int dim) {
        return Softmax.softmax(self(), dim);
    }

    /// The logarithm of [#softmax], exact also where that is close to 0.
    ///
    /// @throws IndexOutOfBoundsException when there is no such dimension
    /// @throws IllegalArgumentException when this is not of a floating type
    default Tensor logSoftmax(int dim) {
        return Softmax.logSoftmax(self(), dim);
    }
}
