package dev.autograd.nn;

import dev.autograd.Tensor;
import dev.autograd.op.fused.Reduction;

/// The squared difference between two tensors of one shape: [F#mseLoss].
public final class MSELoss extends Loss {
    private final Reduction reduction;

    /// The mean over all elements.
    public MSELoss() {
        this(Reduction.MEAN);
    }

    /// With another reduction.
    public MSELoss(Reduction reduction) {
        this.reduction = reduction;
    }

    @Override
    protected Tensor compute(Tensor input, Tensor target) {
        return F.mseLoss(input, target, reduction);
    }
}
