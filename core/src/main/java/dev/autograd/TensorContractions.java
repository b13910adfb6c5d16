package dev.autograd;

import dev.autograd.op.contraction.MatMul;

/// The methods of [Tensor] that multiply and sum over shared dimensions.
sealed interface TensorContractions permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// The matrix product: `(..., M, K)` by `(..., K, N)` gives `(..., M, N)`. Vectors count as one row on the left and one column
    /// on the right; the dimensions in front of the matrices broadcast.
    ///
    /// @throws IllegalArgumentException when sizes or types do not fit, or an operand is a scalar
    default Tensor matmul(Tensor other) {
        return MatMul.matmul(self(), other);
    }

    /// The product of two matrices, `(M, K)` by `(K, N)`.
    ///
    /// @throws IllegalArgumentException when the operands are no matrices, or sizes or types do not fit
    default Tensor mm(Tensor other) {
        return MatMul.mm(self(), other);
    }

    /// The products of two stacks of matrices, `(B, M, K)` by `(B, K, N)`.
    ///
    /// @throws IllegalArgumentException when the operands are no stacks of matrices, or sizes or types do not fit
    default Tensor bmm(Tensor other) {
        return MatMul.bmm(self(), other);
    }
}
