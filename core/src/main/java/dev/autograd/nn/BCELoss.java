package dev.autograd.nn;

import dev.autograd.Tensor;
import dev.autograd.op.fused.Reduction;

/// The cross-entropy between probabilities of yes: [F#binaryCrossEntropy].
public final class BCELoss extends Loss {
    private final Reduction reduction;

    /// The mean over all elements.
    public BCELoss() {
        this(Reduction.MEAN);
    }

    /// With another reduction.
    public BCELoss(Reduction reduction) {
        this.reduction = reduction;
    }

    @Override
    protected Tensor compute(Tensor input, Tensor target) {
        return F.binaryCrossEntropy(input, target, reduction);
    }
}
