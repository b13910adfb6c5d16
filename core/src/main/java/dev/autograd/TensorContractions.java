package dev.autograd;

import dev.autograd.op.contraction.MatMul;

/// The methods of [Tensor] that multiply and sum over shared dimensions.
sealed interface TensorContractions permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// The matrix product: `(..., M, K)` by `(..., K, N)` gives `(..., M, N)`. Vectors count as one row on the left
    /// and one column on the right; the dimensions in front of the matrices broadcast.
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

    /// The product of a matrix `(M, K)` and a vector `(K)`.
    ///
    /// @throws IllegalArgumentException when the operands are no matrix and vector, or sizes or types do not fit
    default Tensor mv(Tensor vector) {
        return MatMul.mv(self(), vector);
    }

    /// The sum of the products of two vectors' elements.
    ///
    /// @throws IllegalArgumentException when the operands are no vectors, or sizes or types do not fit
    default Tensor dot(Tensor other) {
        return MatMul.dot(self(), other);
    }

    /// Every element of this vector `(M)` times every element of another `(N)`, as `(M, N)`.
    ///
    /// @throws IllegalArgumentException when the operands are no vectors
    default Tensor outer(Tensor other) {
        return MatMul.outer(self(), other);
    }

    /// This plus the product of two matrices; this broadcasts to the product's shape.
    ///
    /// @throws IllegalArgumentException when the operands are no matrices, or sizes or types do not fit
    default Tensor addmm(Tensor a, Tensor b) {
        return MatMul.addmm(self(), a, b, 1, 1);
    }

    /// `beta` times this plus `alpha` times the product of two matrices; with `beta` 0 this is not read.
    ///
    /// @throws IllegalArgumentException when the operands are no matrices, or sizes or types do not fit
    default Tensor addmm(Tensor a, Tensor b, double beta, double alpha) {
        return MatMul.addmm(self(), a, b, beta, alpha);
    }
}
