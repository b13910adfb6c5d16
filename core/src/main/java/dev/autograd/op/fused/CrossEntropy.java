package dev.autograd.op.fused;

import dev.autograd.Tensor;
import dev.autograd.op.Check;
import dev.autograd.value.DType;
import org.jspecify.annotations.Nullable;

/// The cross-entropy between logits and a target, `-log(softmax(x)[target])`, or `-sum(p log(softmax(x)))` for a target
/// of class probabilities. Exact for logits of any size, since the softmax is never formed.
///
/// Logits are `(C)`, `(N, C)` or `(N, C, d1, ...)` with C the number of classes. Class indices (int64 or int32) have
/// that shape without C, and so have the losses; class probabilities have the logits' shape and may want a gradient
/// themselves.
public final class CrossEntropy {
    static final String NAME = "crossEntropy";

    private CrossEntropy() {}

    /// What may be changed about the loss.
    ///
    /// @param weight the importance of each class, `(C)`, or null for ones; a constant to the tape
    /// @param ignoreIndex the class index of samples that do not count
    /// @param labelSmoothing how much of each sample's target is spread evenly over all classes, in [0, 1] (Szegedy
    /// et al., 2016)
    public record Options(@Nullable Tensor weight, long ignoreIndex, double labelSmoothing) {
        /// PyTorch's defaults: no weights, ignore -100, no smoothing.
        public static final Options DEFAULT = new Options(null, -100, 0);

        /// These options with weights for the classes.
        public Options withWeight(Tensor weight) {
            return new Options(weight, ignoreIndex, labelSmoothing);
        }

        /// These options with another index to ignore.
        public Options withIgnoreIndex(long ignoreIndex) {
            return new Options(weight, ignoreIndex, labelSmoothing);
        }

        /// These options with smoothing.
        public Options withLabelSmoothing(double labelSmoothing) {
            return new Options(weight, ignoreIndex, labelSmoothing);
        }
    }

    /// The cross-entropy with [Options#DEFAULT].
    ///
    /// @throws IllegalArgumentException when shapes or types do not fit
    /// @throws IndexOutOfBoundsException when a target is no class
    public static Tensor of(Tensor logits, Tensor target, Reduction reduction) {
        return of(logits, target, reduction, Options.DEFAULT);
    }

    /// The cross-entropy. The mean of class-index losses divides by the weights of the samples that are not
    /// ignored, the mean of class-probability losses by the number of samples.
    ///
    /// @throws IllegalArgumentException when shapes or types do not fit, or the smoothing is not in [0, 1]
    /// @throws IndexOutOfBoundsException when a target is neither a class nor the ignored index
    /// @throws IllegalStateException when the weight is on the tape
    public static Tensor of(Tensor logits, Tensor target, Reduction reduction, Options options) {
        ClassScores scores = check(logits, target, options);
        Tensor x = scores.rows(logits);
        if (target.dtype().isFloating()) {
            Tensor p = probabilities(scores, target, options);
            return scores.restore(ProbabilityCrossEntropy.of(x, p, reduction), reduction);
        }
        Tensor classes = target.to(DType.INT64).reshape(scores.samples().numel());
        if (options.weight == null && options.labelSmoothing == 0) {
            return scores.restore(IndexCrossEntropy.of(x, classes, options.ignoreIndex, reduction), reduction);
        }
        ClassTargets targets = ClassTargets.of(NAME, classes, scores.classes(), options.ignoreIndex, options.weight);
        Tensor weights = targets.rowWeights(x.dtype());
        Tensor losses = options.labelSmoothing == 0
                ? IndexCrossEntropy.of(x, classes, options.ignoreIndex, Reduction.NONE)
                        .mul(weights)
                : ProbabilityCrossEntropy.of(
                        x, targets.probabilities(x.dtype(), options.labelSmoothing), Reduction.NONE);
        return scores.restore(weighted(losses, weights, reduction), reduction);
    }

    private static ClassScores check(Tensor logits, Tensor target, Options options) {
        ClassScores scores = ClassScores.of(NAME, logits);
        if (target.dtype().isFloating()) {
            Check.sameDtype(NAME, "input", logits, "target", target);
            Check.that(
                    target.shape().equals(logits.shape()),
                    () -> NAME + ": a target of class probabilities " + target.shape()
                            + " must have the shape of input " + logits.shape());
        } else {
            scores.checkIndices(NAME, logits, target);
        }
        ClassTargets.checkWeight(NAME, options.weight, logits, scores.classes());
        Check.that(
                options.labelSmoothing >= 0 && options.labelSmoothing <= 1,
                () -> NAME + ": label smoothing must be in [0, 1], but is " + options.labelSmoothing);
        return scores;
    }

    private static Tensor probabilities(ClassScores scores, Tensor target, Options options) {
        Tensor p = scores.rows(target);
        if (options.labelSmoothing > 0) {
            p = p.mul(1 - options.labelSmoothing).add(options.labelSmoothing / scores.classes());
        }
        return options.weight == null ? p : p.mul(options.weight);
    }

    /// Reduces losses that are weighted already.
    static Tensor weighted(Tensor losses, Tensor weights, Reduction reduction) {
        return switch (reduction) {
            case NONE -> losses;
            case SUM -> losses.sum();
            case MEAN -> losses.sum().div(weights.sum());
        };
    }

    /// The same in other operators.
    public static Tensor expansion(Tensor logits, Tensor target, Reduction reduction, Options options) {
        ClassScores scores = check(logits, target, options);
        Tensor logs = Softmax.logSoftmaxExpansion(scores.rows(logits), 1);
        if (target.dtype().isFloating()) {
            Tensor losses =
                    logs.mul(probabilities(scores, target, options)).sum(1).neg();
            return scores.restore(reduction.of(losses), reduction);
        }
        Tensor classes = target.to(DType.INT64).reshape(scores.samples().numel());
        ClassTargets targets = ClassTargets.of(NAME, classes, scores.classes(), options.ignoreIndex, options.weight);
        Tensor p = targets.probabilities(logits.dtype(), options.labelSmoothing);
        Tensor losses = logs.mul(p).sum(1).neg();
        return scores.restore(weighted(losses, targets.rowWeights(logits.dtype()), reduction), reduction);
    }
}
