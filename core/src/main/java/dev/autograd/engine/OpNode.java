package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.op.Op;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import org.jspecify.annotations.Nullable;

/// One run of an operator: where its inputs came from and what its gradient rule declared that it reads.
public final class OpNode extends Node {
    private final Op op;
    private final @Nullable Node[] inputs;
    private final int @Nullable [] inputSlots;
    private final Object outputs; // the tensor's shape and type, shared with it: Meta or Meta[]
    private @Nullable Tensor @Nullable [] saved; // inputs, then outputs; null where not saved
    private final int @Nullable [] versions;
    private boolean freed;
    private @Nullable Origin origin; // what anomaly detection remembers

    /// The shape and type of an output.
    record Meta(Shape shape, DType dtype) {}

    OpNode(
            long number,
            Op op,
            @Nullable Node[] inputs,
            int @Nullable [] inputSlots,
            Object outputs,
            @Nullable Tensor @Nullable [] saved) {
        super(number);
        this.op = op;
        this.inputs = inputs;
        this.inputSlots = inputSlots;
        this.outputs = outputs;
        this.saved = saved;
        this.versions = saved == null ? null : versions(saved);
    }

    private int[] versions(@Nullable Tensor[] saved) {
        int[] versions = new int[saved.length];
        for (int i = 0; i < saved.length; i++) {
            Tensor tensor = saved[i];
            if (tensor != null) {
                if (tensor.isInference()) {
                    throw Inference.saved(op, describe(i), tensor);
                }
                versions[i] = tensor.storage().version();
            }
        }
        return versions;
    }

    /// The operator.
    public Op op() {
        return op;
    }

    @Override
    public String name() {
        return op.name();
    }

    @Override
    public int inputCount() {
        return inputs.length;
    }

    @Override
    public @Nullable Node input(int i) {
        return inputs[i];
    }

    @Override
    public int inputSlot(int i) {
        return inputSlots == null ? 0 : inputSlots[i];
    }

    @Override
    public int outputCount() {
        return outputs instanceof Meta[] metas ? metas.length : 1;
    }

    private Meta meta(int slot) {
        return outputs instanceof Meta[] metas ? metas[slot] : (Meta) outputs;
    }

    @Override
    public Shape shape(int slot) {
        return meta(slot).shape();
    }

    @Override
    public DType dtype(int slot) {
        return meta(slot).dtype();
    }

    /// A saved input (counted from 0) or output (counted on after the inputs), checked against later changes.
    Tensor saved(int i) {
        if (freed) {
            throw new IllegalStateException("backward: the values that " + name()
                    + " saved were freed by an earlier backward through the same graph; "
                    + "call that one with retainGraph to go through it again");
        }
        Tensor tensor = saved == null ? null : saved[i];
        if (tensor == null || versions == null) {
            throw new IllegalStateException(
                    name() + ": the gradient rule reads " + describe(i) + ", which it did not declare");
        }
        int version = tensor.storage().version();
        if (version != versions[i]) {
            throw new IllegalStateException("backward: " + name() + " saved " + describe(i) + " " + tensor.shape()
                    + " at version " + versions[i]
                    + ", but an in-place operation has changed it since: it is at version "
                    + version + "; change a clone() instead, or change it before " + name() + " runs"
                    + places(tensor));
        }
        return tensor;
    }

    /// Where this operator ran and where the change was made, as far as anomaly detection was on.
    private String places(Tensor changed) {
        StackTraceElement ran = ranAt();
        StackTraceElement change = changed.storage().changedAt();
        if (ran == null && change == null) {
            return "; detectAnomaly around the whole step tells where both happened";
        }
        return "; " + name() + " ran at " + CallSite.words(ran) + " and the last change was made at "
                + CallSite.words(change);
    }

    /// The user's line that ran the operator, or null when anomaly detection was off then.
    public @Nullable StackTraceElement ranAt() {
        return origin == null ? null : origin.line();
    }

    @Nullable
    Origin origin() {
        return origin;
    }

    void setOrigin(Origin seen) {
        origin = seen;
    }

    /// An input as it was saved, or null when it was not or is freed already.
    public @Nullable Tensor savedInput(int i) {
        return saved == null ? null : saved[i];
    }

    private String describe(int i) {
        return i < inputs.length ? "its input " + i : "its output " + (i - inputs.length);
    }

    /// Forgets what was saved; a gradient rule that needs it afterwards is refused.
    void free() {
        if (saved != null) {
            saved = null;
            freed = true;
        }
    }
}
