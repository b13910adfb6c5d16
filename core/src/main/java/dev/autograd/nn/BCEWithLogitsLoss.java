package dev.autograd.nn;

import dev.autograd.Tensor;
import dev.autograd.op.fused.Reduction;

/// The cross-entropy between logits and probabilities of yes: [F#binaryCrossEntropyWithLogits].
public final class BCEWithLogitsLoss extends Loss {
    private final Reduction reduction;

    /// The mean over all elements.
    public BCEWithLogitsLoss() {
        this(Reduction.MEAN);
    }

    /// With another reduction.
    public BCEWithLogitsLoss(Reduction reduction) {
        this.reduction = reduction;
    }

    @Override
    protected Tensor compute(Tensor input, Tensor target) {
        return F.binaryCrossEntropyWithLogits(input, target, reduction);
    }
}
