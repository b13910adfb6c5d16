package dev.autograd.op.fused;

import static dev.autograd.expr.Expr.param;
import static dev.autograd.expr.Expr.var;
import static dev.autograd.expr.Functions.abs;
import static dev.autograd.expr.Functions.max;
import static dev.autograd.expr.Functions.min;
import static dev.autograd.expr.Functions.select;

import dev.autograd.Tensor;
import dev.autograd.expr.Expr;
import dev.autograd.op.Check;

/// An error that is squared near zero and absolute further out (Huber, 1964): with `d = x - t`, `d^2 / 2` where `|d| <
/// delta` and `delta (|d| - delta / 2)` elsewhere. Gradient `d` cut to `[-delta, delta]` by the input, the negative by
/// the target.
public final class HuberLoss {
    private static final Expr D = var(0).minus(var(1));

    private static final PointwiseLoss.Formula FORMULA = new PointwiseLoss.Formula(
            "huberLoss",
            1,
            select(abs(D).lt(param(0)), D.mul(D).mul(0.5), param(0).mul(abs(D).minus(param(0).mul(0.5)))),
            min(max(D, param(0).neg()), param(0)),
            min(max(var(1).minus(var(0)), param(0).neg()), param(0)),
            (x, t, p) -> x.sub(t).clamp(-p[0], p[0]),
            (x, t, p) -> t.sub(x).clamp(-p[0], p[0]));

    private HuberLoss() {}

    /// The errors, their mean over all elements or their sum.
    ///
    /// @param delta where the error becomes absolute; PyTorch's default is 1
    /// @throws IllegalArgumentException when the shapes differ, no operand is of a floating type, or delta is not
    /// positive
    public static Tensor of(Tensor input, Tensor target, Reduction reduction, double delta) {
        Check.that(delta > 0, () -> "huberLoss: delta must be positive, but is " + Check.number(delta));
        return PointwiseLoss.of(FORMULA, input, target, reduction, delta);
    }

    /// As `smoothL1Loss` with a positive beta: [#of] divided by beta, which is absolute far out for any beta.
    ///
    /// @throws IllegalArgumentException when the shapes differ, no operand is of a floating type, or beta is
    /// negative
    public static Tensor smoothL1(Tensor input, Tensor target, Reduction reduction, double beta) {
        Check.that(beta >= 0, () -> "smoothL1Loss: beta must not be negative, but is " + Check.number(beta));
        return beta == 0
                ? L1Loss.of(input, target, reduction)
                : of(input, target, reduction, beta).div(beta);
    }

    /// The same in other operators.
    public static Tensor expansion(Tensor input, Tensor target, Reduction reduction, double delta) {
        Tensor d = input.sub(target);
        Tensor far = d.abs().sub(delta / 2).mul(delta);
        return reduction.of(d.square().mul(0.5).where(d.abs().lt(delta), far));
    }
}
