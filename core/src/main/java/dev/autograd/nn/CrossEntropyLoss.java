package dev.autograd.nn;

import dev.autograd.Tensor;
import dev.autograd.op.fused.CrossEntropy;
import dev.autograd.op.fused.Reduction;

/// The cross-entropy between logits `(C)`, `(N, C)` or `(N, C, d1, ...)` and classes or class probabilities:
/// [F#crossEntropy].
public final class CrossEntropyLoss extends Loss {
    private final Reduction reduction;
    private final CrossEntropy.Options options;

    /// The mean over all examples.
    public CrossEntropyLoss() {
        this(Reduction.MEAN);
    }

    /// With another reduction.
    public CrossEntropyLoss(Reduction reduction) {
        this(reduction, CrossEntropy.Options.DEFAULT);
    }

    /// With class weights, an ignored class or label smoothing.
    public CrossEntropyLoss(Reduction reduction, CrossEntropy.Options options) {
        this.reduction = reduction;
        this.options = options;
    }

    @Override
    protected Tensor compute(Tensor input, Tensor target) {
        return F.crossEntropy(input, target, reduction, options);
    }
}
