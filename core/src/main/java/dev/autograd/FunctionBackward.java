package dev.autograd;

import dev.autograd.FunctionPlan.Kept;
import dev.autograd.engine.SavedValues;
import dev.autograd.engine.ThreadState;
import java.util.Objects;
import java.util.function.IntPredicate;

/// The context of `backward` and `jvp`: hands out what was saved.
final class FunctionBackward extends FunctionContext {
    private final FunctionPlan plan;
    private final SavedValues values;
    private final IntPredicate wants; // by input

    FunctionBackward(String name, FunctionPlan plan, SavedValues values, IntPredicate wants) {
        super(name, plan.inputs());
        this.plan = plan;
        this.values = values;
        this.wants = wants;
    }

    @Override
    public Tensor saved(int index) {
        int n = plan.kept().size();
        if (index < 0 || index >= n) {
            throw own(new IndexOutOfBoundsException(
                    name + ": saved value " + index + " was asked for, but forward saved " + n));
        }
        try {
            return saved(index, plan.kept().get(index));
        } catch (IllegalStateException e) { // freed, or changed since
            throw own(e);
        }
    }

    private Tensor saved(int index, Kept kept) {
        return switch (kept.place()) {
            case INPUT -> values.in(kept.index());
            case OUTPUT -> values.out(kept.index());
            case VALUE -> value(index, values.out(plan.outputs().size() + kept.index()));
        };
    }

    /// What `forward` computed itself is unknown to the tape: who differentiates through it is told,
    /// instead of getting the derivative of a constant.
    private Tensor value(int index, Tensor value) {
        if (!value.dtype().isFloating()
                || value.requiresGrad()
                || !ThreadState.current().gradEnabled()) {
            return value;
        }
        return values.opaque(FunctionBarrier.ofSaved(name, index, value.shape()), value);
    }

    @Override
    public Tensor[] saved() {
        Tensor[] all = new Tensor[plan.kept().size()];
        for (int k = 0; k < all.length; k++) {
            all[k] = saved(k);
        }
        return all;
    }

    @Override
    public boolean needsInputGrad(int input) {
        return wants.test(Objects.checkIndex(input, inputs.size()));
    }

    @Override
    public void saveForBackward(Tensor... tensors) {
        throw refusal("saveForBackward can be called in forward only");
    }

    @Override
    public void markDirty(Tensor... inputs) {
        throw refusal("markDirty can be called in forward only");
    }

    @Override
    public void markNonDifferentiable(Tensor... outputs) {
        throw refusal("markNonDifferentiable can be called in forward only");
    }

    @Override
    public void setMaterializeGrads(boolean value) {
        throw refusal("setMaterializeGrads can be called in forward only");
    }
}
