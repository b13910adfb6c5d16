package dev.autograd.op.fused;

import static dev.autograd.expr.Expr.var;
import static dev.autograd.expr.Functions.abs;
import static dev.autograd.expr.Functions.sign;

import dev.autograd.Tensor;

/// The absolute error `|x - t|`. Gradient `sign(x - t)` by the input, 0 where they are equal; the negative by the
/// target.
public final class L1Loss {
    private static final PointwiseLoss.Formula FORMULA = new PointwiseLoss.Formula(
            "l1Loss",
            0,
            abs(var(0).minus(var(1))),
            sign(var(0).minus(var(1))),
            sign(var(1).minus(var(0))),
            (x, t, _) -> x.sub(t).sign(),
            (x, t, _) -> t.sub(x).sign());

    private L1Loss() {}

    /// The absolute errors, their mean over all elements or their sum.
    ///
    /// @throws IllegalArgumentException when the shapes differ, which PyTorch would broadcast, or no operand is of
    /// a floating type
    public static Tensor of(Tensor input, Tensor target, Reduction reduction) {
        return PointwiseLoss.of(FORMULA, input, target, reduction);
    }

    /// The same in other operators.
    public static Tensor expansion(Tensor input, Tensor target, Reduction reduction) {
        return reduction.of(input.sub(target).abs());
    }
}
