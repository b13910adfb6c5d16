package dev.autograd.op.fused;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import org.jspecify.annotations.Nullable;

/// The negative log-likelihood `-x[target]` of class indices under log-probabilities `(C)`, `(N, C)` or `(N, C, d1,
/// ...)`, such as [Softmax#logSoftmax] gives. Gradient: minus the sample's weight at its target, 0 elsewhere.
public final class NllLoss {
    private static final String NAME = "nllLoss";

    private NllLoss() {}

    /// The loss with all classes alike, ignoring samples of class -100.
    ///
    /// @throws IllegalArgumentException when shapes or types do not fit
    /// @throws IndexOutOfBoundsException when a target is no class
    public static Tensor of(Tensor logProbabilities, Tensor target, Reduction reduction) {
        return of(logProbabilities, target, reduction, null, -100);
    }

    /// The loss. The mean divides by the weights of the samples that are not ignored.
    ///
    /// @param weight the importance of each class, `(C)`, or null for ones; a constant to the tape
    /// @param ignoreIndex the class index of samples that do not count
    /// @throws IllegalArgumentException when shapes or types do not fit
    /// @throws IndexOutOfBoundsException when a target is neither a class nor the ignored index
    /// @throws IllegalStateException when the weight is on the tape
    public static Tensor of(
            Tensor logProbabilities, Tensor target, Reduction reduction, @Nullable Tensor weight, long ignoreIndex) {
        ClassScores scores = ClassScores.of(NAME, logProbabilities);
        scores.checkIndices(NAME, logProbabilities, target);
        ClassTargets.checkWeight(NAME, weight, logProbabilities, scores.classes());
        Tensor classes = target.to(DType.INT64).reshape(scores.samples().numel());
        ClassTargets targets = ClassTargets.of(NAME, classes, scores.classes(), ignoreIndex, weight);
        Tensor weights = targets.rowWeights(logProbabilities.dtype());
        Tensor losses =
                Pick.of(scores.rows(logProbabilities), targets.places(), 1).mul(weights.neg());
        return scores.restore(CrossEntropy.weighted(losses, weights, reduction), reduction);
    }
}
