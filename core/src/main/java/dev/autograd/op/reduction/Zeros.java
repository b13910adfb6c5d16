package dev.autograd.op.reduction;

import dev.autograd.Tensor;

/// Quotients that are 0 where the divisor is: the gradients of roots at 0, as PyTorch defines them.
final class Zeros {
    private Zeros() {}

    /// `a / b`, and 0 where `b` is 0. The divisor is replaced before dividing, so that derivatives are 0 there as
    /// well.
    static Tensor divide(Tensor a, Tensor b) {
        Tensor zero = b.eq(0);
        return a.div(b.maskedFill(zero, 1)).maskedFill(zero, 0);
    }
}
