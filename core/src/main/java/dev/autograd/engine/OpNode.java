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
    private @Nullable Object @Nullable [] saved; // inputs, then outputs; null where not saved; Tensor[] or Packed[]
    private final int @Nullable [] versions;
    private boolean freed;
    private @Nullable Caller releasedBy; // who freed it, when no walk did

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

    private static int[] versions(@Nullable Tensor[] saved) {
        int[] versions = new int[saved.length];
        for (int i = 0; i < saved.length; i++) {
            Tensor tensor = saved[i];
            if (tensor != null) {
                versions[i] = TensorAccess.get().storage(tensor).version();
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
        if (releasedBy != null) {
            throw new IllegalStateException("backward: the values that " + name() + " saved were let go by an earlier "
                    + releasedBy + "; releaseExcept keeps what the tensors named there still need");
        }
        if (freed) {
            throw new IllegalStateException("backward: the values that " + name()
                    + " saved were freed by an earlier backward through the same graph; "
                    + "call that one with retainGraph to go through it again");
        }
        Object present = saved == null ? null : saved[i];
        if (present instanceof Packed packed) {
            return packed.unpack();
        }
        Tensor tensor = (Tensor) present;
        if (tensor == null || versions == null) {
            throw new IllegalStateException(
                    name() + ": the gradient rule reads " + describe(i) + ", which it did not declare");
        }
        int version = TensorAccess.get().storage(tensor).version();
        if (version != versions[i]) {
            throw new IllegalStateException("backward: " + name() + " saved " + describe(i) + " " + tensor.shape()
                    + " at version " + versions[i]
                    + ", but an in-place operation has changed it since: it is at version "
                    + version + "; change a clone() instead, or change it before " + name() + " runs");
        }
        return tensor;
    }

    /// An input as it was saved, or null when it was not, is freed already, or is kept in another form.
    public @Nullable Tensor savedInput(int i) {
        return saved instanceof Tensor[] tensors ? tensors[i] : null;
    }

    /// A saved input (counted from 0) or output (counted on after the inputs): a `Tensor`, a `Packed`, or null when it
    /// was not saved or is freed already.
    @Nullable
    Object savedValue(int i) {
        return saved == null ? null : saved[i];
    }

    /// Whether saved values are kept in another form.
    boolean isPacked() {
        return saved instanceof Packed[];
    }

    /// Lets a keeper keep what was saved, before the outputs have their places on the tape.
    void pack(Keeper keeper) {
        @Nullable Object[] values = saved;
        if (values == null) {
            return;
        }
        @Nullable Packed[] packed = new Packed[values.length];
        boolean done = false;
        try {
            for (int i = 0; i < packed.length; i++) {
                packed[i] = values[i] instanceof Tensor tensor ? pack(keeper, i, tensor) : null;
            }
            done = true;
        } finally {
            if (!done) {
                drop(packed);
            }
        }
        saved = packed;
    }

    private Packed pack(Keeper keeper, int i, Tensor tensor) {
        SavedPlace place = SavedPlace.of(name(), SavedPlace.name(inputs.length, i), tensor);
        int output = i - inputs.length;
        if (output < 0) {
            return Packed.of(keeper, place, tensor);
        }
        boolean tracked = tensor.dtype().isFloating() && op.differentiableOutput(output);
        return new Packed(keeper, place, tensor, tracked ? this : null, output);
    }

    private static void drop(@Nullable Packed[] packed) {
        for (Packed one : packed) {
            if (one != null) {
                one.drop();
            }
        }
    }

    /// Whether what was saved has been let go.
    public boolean isFreed() {
        return freed;
    }

    private String describe(int i) {
        return i < inputs.length ? "its input " + i : "its output " + (i - inputs.length);
    }

    /// Forgets what was saved; a gradient rule that needs it afterwards is refused, naming who let go of it.
    void free(Caller by) {
        if (saved != null) {
            releasedBy = by;
            free();
        }
    }

    /// Forgets what was saved; a gradient rule that needs it afterwards is refused.
    void free() {
        @Nullable Object[] values = saved;
        if (values != null) {
            saved = null;
            freed = true;
            if (values instanceof Packed[] packed) {
                drop(packed);
            }
        }
    }
}
