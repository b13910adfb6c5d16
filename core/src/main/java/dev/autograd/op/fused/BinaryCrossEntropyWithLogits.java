package dev.autograd.op.fused;

import static dev.autograd.expr.Expr.c;
import static dev.autograd.expr.Expr.var;
import static dev.autograd.expr.Functions.abs;
import static dev.autograd.expr.Functions.exp;
import static dev.autograd.expr.Functions.log1p;
import static dev.autograd.expr.Functions.max;
import static dev.autograd.expr.Functions.sigmoid;

import dev.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/// The cross-entropy of yes-no questions, `-t log(s) - (1 - t) log(1 - s)` with `s = sigmoid(x)`, computed as
/// `max(x, 0) - x t + log(1 + exp(-|x|))`, which neither overflows nor loses digits. Gradient `s - t` by the logits,
/// `-x` by the target.
public final class BinaryCrossEntropyWithLogits {
    private static final PointwiseLoss.Formula FORMULA = new PointwiseLoss.Formula(
            "binaryCrossEntropyWithLogits",
            0,
            max(var(0), c(0))
                    .minus(var(0).mul(var(1)))
                    .plus(log1p(exp(abs(var(0)).neg()))),
            sigmoid(var(0)).minus(var(1)),
            var(0).neg(),
            (x, t, _) -> x.sigmoid().sub(t),
            (x, t, _) -> x.neg());

    private BinaryCrossEntropyWithLogits() {}

    /// The losses, their mean over all elements or their sum.
    ///
    /// @param target probabilities, of the logits' shape
    /// @throws IllegalArgumentException when the shapes differ or no operand is of a floating type
    public static Tensor of(Tensor logits, Tensor target, Reduction reduction) {
        return PointwiseLoss.of(FORMULA, logits, target, reduction);
    }

    /// The losses with weights, composed of recorded operators.
    ///
    /// @param weight the importance of each element, broadcast to the logits' shape, or null for ones
    /// @param posWeight what the term of the positive answer is multiplied by, broadcast likewise, or null for ones
    /// @throws IllegalArgumentException when shapes do not fit or no operand is of a floating type
    public static Tensor of(
            Tensor logits, Tensor target, Reduction reduction, @Nullable Tensor weight, @Nullable Tensor posWeight) {
        Tensor losses = of(logits, target, Reduction.NONE);
        if (posWeight != null) { // (1 - t) x + (1 + (w - 1) t) log(1 + exp(-x)), of which `losses` is all but the w - 1
            Tensor positive = of(logits, Tensor.onesLike(target), Reduction.NONE);
            losses = losses.add(posWeight.sub(1L).mul(target).mul(positive));
        }
        return reduction.of(weight == null ? losses : losses.mul(weight));
    }

    /// The same in other operators.
    public static Tensor expansion(Tensor logits, Tensor target, Reduction reduction) {
        Tensor largest = logits.relu();
        return reduction.of(
                largest.sub(logits.mul(target)).add(logits.abs().neg().softplus()));
    }
}
