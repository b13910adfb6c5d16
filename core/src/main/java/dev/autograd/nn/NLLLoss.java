package dev.autograd.nn;

import dev.autograd.Tensor;
import dev.autograd.op.fused.Reduction;

/// The negative log-probability of the target classes: [F#nllLoss].
public final class NLLLoss extends Loss {
    private final Reduction reduction;

    /// The mean over all elements.
    public NLLLoss() {
        this(Reduction.MEAN);
    }

    /// With another reduction.
    public NLLLoss(Reduction reduction) {
        this.reduction = reduction;
    }

    @Override
    protected Tensor compute(Tensor input, Tensor target) {
        return F.nllLoss(input, target, reduction);
    }
}
