package dev.autograd.graph;

import org.jspecify.annotations.Nullable;

/// What fusing goes by: what an operator does with the elements of its operands. A family may be a special case of
/// another, as every activation is pointwise.
public enum OperatorFamily {
    /// None of those below; also leaves.
    OTHER(null),
    /// Shows its operand's elements under another shape or order, and computes nothing.
    VIEW(null),
    /// Computes each element from the elements at the same place of its operands, which broadcast.
    POINTWISE(null),
    /// The sum of two operands.
    ADD(POINTWISE),
    /// A function between the layers of a network, such as `relu`.
    ACTIVATION(POINTWISE),
    /// Combines the elements along dimensions into one each.
    REDUCTION(null),
    /// Multiplies and sums over shared dimensions: products of matrices, convolutions.
    CONTRACTION(null),
    /// A product of matrices.
    MATMUL(CONTRACTION),
    /// A product of matrices and the sum that it goes into, as `linear` with a bias computes both.
    MATMUL_ADD(CONTRACTION);

    private final @Nullable OperatorFamily general;

    OperatorFamily(@Nullable OperatorFamily general) {
        this.general = general;
    }

    /// Whether this is the given family or a special case of it.
    public boolean is(OperatorFamily family) {
        return this == family || general == family;
    }
}
