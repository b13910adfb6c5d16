package dev.autograd.op.fused;

import static dev.autograd.expr.Expr.var;

import dev.autograd.Tensor;

/// The squared error `(x - t)^2`. Gradient `2 (x - t)` by the input, the negative by the target.
public final class MseLoss {
    private static final PointwiseLoss.Formula FORMULA = new PointwiseLoss.Formula(
            "mseLoss",
            0,
            var(0).minus(var(1)).square(),
            var(0).minus(var(1)).mul(2),
            var(1).minus(var(0)).mul(2),
            (x, t, _) -> x.sub(t).mul(2.0),
            (x, t, _) -> t.sub(x).mul(2.0));

    private MseLoss() {}

    /// The squared errors, their mean over all elements or their sum.
    ///
    /// @throws IllegalArgumentException when the shapes differ, which PyTorch would broadcast, or no operand is of
    /// a floating type
    public static Tensor of(Tensor input, Tensor target, Reduction reduction) {
        return PointwiseLoss.of(FORMULA, input, target, reduction);
    }

    /// The same in other operators.
    public static Tensor expansion(Tensor input, Tensor target, Reduction reduction) {
        return reduction.of(input.sub(target).square());
    }
}
