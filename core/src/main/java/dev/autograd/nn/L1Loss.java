package dev.autograd.nn;

import dev.autograd.Tensor;
import dev.autograd.op.fused.Reduction;

/// The absolute difference of two tensors of one shape: [F#l1Loss].
public final class L1Loss extends Loss {
    private final Reduction reduction;

    /// The mean over all elements.
    public L1Loss() {
        this(Reduction.MEAN);
    }

    /// With another reduction.
    public L1Loss(Reduction reduction) {
        this.reduction = reduction;
    }

    @Override
    protected Tensor compute(Tensor input, Tensor target) {
        return F.l1Loss(input, target, reduction);
    }
}
