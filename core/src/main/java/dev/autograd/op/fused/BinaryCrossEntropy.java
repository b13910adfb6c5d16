package dev.autograd.op.fused;

import static dev.autograd.expr.Expr.c;
import static dev.autograd.expr.Expr.var;
import static dev.autograd.expr.Functions.log;
import static dev.autograd.expr.Functions.log1p;
import static dev.autograd.expr.Functions.max;

import dev.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/// The cross-entropy of yes-no questions from probabilities, `-t log(x) - (1 - t) log(1 - x)`. As in PyTorch no
/// logarithm falls below -100, and the gradient `(x - t) / (x (1 - x))` divides by at least 1e-12.
/// [BinaryCrossEntropyWithLogits] is exact instead.
public final class BinaryCrossEntropy {
    private static final String NAME = "binaryCrossEntropy";
    private static final double LEAST_LOG = -100;
    private static final double LEAST_DIVISOR = 1e-12;

    private static final PointwiseLoss.Formula FORMULA = new PointwiseLoss.Formula(
                    NAME,
                    0,
                    var(1).minus(1)
                            .mul(max(log1p(var(0).neg()), c(LEAST_LOG)))
                            .minus(var(1).mul(max(log(var(0)), c(LEAST_LOG)))),
                    var(0).minus(var(1)).div(max(c(1).minus(var(0)).mul(var(0)), c(LEAST_DIVISOR))),
                    max(log1p(var(0).neg()), c(LEAST_LOG)).minus(max(log(var(0)), c(LEAST_LOG))),
                    (x, t, _) -> x.sub(t).div(x.rsub(1).mul(x).clamp(LEAST_DIVISOR, Double.POSITIVE_INFINITY)),
                    (x, t, _) -> logarithm(x.neg().log1p()).sub(logarithm(x.log())))
            .checkedBy(BinaryCrossEntropy::check);

    private BinaryCrossEntropy() {}

    private static void check(Tensor input) {
        double[] values = input.toDoubleArray();
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0 || values[i] > 1) {
                throw new IllegalArgumentException(
                        NAME + ": element " + i + " of input " + input.shape() + " is " + values[i]
                                + ", but probabilities must be in [0, 1]; for logits use binaryCrossEntropyWithLogits");
            }
        }
    }

    private static Tensor logarithm(Tensor log) {
        return log.clamp(LEAST_LOG, Double.POSITIVE_INFINITY);
    }

    /// The losses, their mean over all elements or their sum.
    ///
    /// @param input probabilities
    /// @param target probabilities, of the same shape
    /// @throws IllegalArgumentException when the shapes differ, no operand is of a floating type, or an input is
    /// not in [0, 1]
    public static Tensor of(Tensor input, Tensor target, Reduction reduction) {
        return PointwiseLoss.of(FORMULA, input, target, reduction);
    }

    /// The losses, each times a weight, composed of recorded operators.
    ///
    /// @param weight the importance of each element, broadcast to the input's shape, or null for ones
    /// @throws IllegalArgumentException when shapes do not fit, no operand is of a floating type, or an input is
    /// not in [0, 1]
    public static Tensor of(Tensor input, Tensor target, Reduction reduction, @Nullable Tensor weight) {
        return weight == null
                ? of(input, target, reduction)
                : reduction.of(of(input, target, Reduction.NONE).mul(weight));
    }

    /// The same in other operators.
    public static Tensor expansion(Tensor input, Tensor target, Reduction reduction) {
        Tensor no = target.sub(1L).mul(logarithm(input.neg().log1p()));
        return reduction.of(no.sub(target.mul(logarithm(input.log()))));
    }
}
