package dev.autograd.engine;

import dev.autograd.BackwardException;
import dev.autograd.Tensor;
import dev.autograd.op.Op;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// One run of an operator: where its inputs came from and what its gradient rule declared that it reads.
public final class OpNode extends Node {
    private final Op op;
    private final @Nullable Node[] inputs;
    private final int @Nullable [] inputSlots;
    private final Shape shape; // of the first output, shared with it, and its type
    private final DType dtype;
    private final Meta @Nullable [] outputs; // where there are several
    // Tensor[] or Packed[]: inputs, then outputs, null where not saved; or the Caller that freed it.
    private @Nullable Object saved;
    private final int @Nullable [] versions; // of what was saved; null when all are 0
    private @Nullable Origin origin; // what anomaly detection remembers
    private final boolean users; // as the operator says

    /// The shape and type of an output.
    private record Meta(Shape shape, DType dtype) {}

    OpNode(
            long number,
            Op op,
            @Nullable Node[] inputs,
            int @Nullable [] inputSlots,
            Tensor[] outputs,
            @Nullable Tensor @Nullable [] saved) {
        this(
                number,
                op,
                inputs,
                inputSlots,
                outputs[0],
                outputs.length == 1 ? null : metas(outputs),
                saved,
                op.isUsers());
    }

    /// Of an operator of the library with one output.
    OpNode(
            long number,
            Op op,
            @Nullable Node[] inputs,
            int @Nullable [] inputSlots,
            Tensor output,
            @Nullable Tensor @Nullable [] saved) {
        this(number, op, inputs, inputSlots, output, null, saved, false);
    }

    private OpNode(
            long number,
            Op op,
            @Nullable Node[] inputs,
            int @Nullable [] inputSlots,
            Tensor output,
            Meta @Nullable [] outputs,
            @Nullable Tensor @Nullable [] saved,
            boolean users) {
        super(number);
        this.op = op;
        this.inputs = inputs;
        this.inputSlots = inputSlots;
        this.shape = output.shape();
        this.dtype = output.dtype();
        this.outputs = outputs;
        this.saved = saved;
        this.versions = saved == null ? null : versions(saved);
        this.users = users;
    }

    private int @Nullable [] versions(@Nullable Tensor[] saved) {
        int[] versions = null;
        for (int i = 0; i < saved.length; i++) {
            Tensor tensor = saved[i];
            if (tensor != null) {
                if (tensor.isInference()) {
                    throw Inference.saved(op, describe(i), tensor);
                }
                int version = TensorAccess.get().storage(tensor).version();
                if (version != 0) {
                    versions = versions == null ? new int[saved.length] : versions;
                    versions[i] = version;
                }
            }
        }
        return versions;
    }

    /// The operator.
    public Op op() {
        return op;
    }

    /// Whether the operator is a user's.
    public boolean isUsers() {
        return users;
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

    private static Meta[] metas(Tensor[] outputs) {
        Meta[] metas = new Meta[outputs.length];
        for (int i = 0; i < metas.length; i++) {
            metas[i] = new Meta(outputs[i].shape(), outputs[i].dtype());
        }
        return metas;
    }

    @Override
    public int outputCount() {
        return outputs == null ? 1 : outputs.length;
    }

    @Override
    public Shape shape(int slot) {
        return outputs == null ? shape : outputs[slot].shape();
    }

    @Override
    public DType dtype(int slot) {
        return outputs == null ? dtype : outputs[slot].dtype();
    }

    /// A saved input (counted from 0) or output (counted on after the inputs), checked against later changes.
    Tensor saved(int i) {
        Object present = saved; // read once: another thread may free it
        if (present instanceof Caller by) {
            throw new BackwardException("backward: the values that " + name() + " saved " + by.whatItDid());
        }
        Object value = present instanceof Object[] values ? values[i] : null;
        if (value instanceof Packed packed) {
            return packed.unpack(ranAt());
        }
        Tensor tensor = (Tensor) value;
        if (tensor == null) {
            throw new BackwardException(
                    name() + ": the gradient rule reads " + describe(i) + ", which it did not declare");
        }
        Storage storage = TensorAccess.get().storage(tensor);
        int version = version(i);
        if (storage.version() != version) {
            throw Versions.changed(name(), valueName(i), tensor.shape(), "it", version, storage, ranAt());
        }
        return tensor;
    }

    /// The user's line that ran the operator, or null when anomaly detection was off then.
    public @Nullable StackTraceElement ranAt() {
        return origin == null ? null : origin.line();
    }

    /// The call of a module that the operator ran in; null outside of all, or when anomaly detection was off
    /// then.
    public @Nullable ModuleCall module() {
        return origin == null ? null : origin.module();
    }

    @Nullable
    Origin origin() {
        return origin;
    }

    void setOrigin(Origin seen) {
        origin = seen;
    }

    /// An input (counted from 0) or output (counted on after the inputs) as it was saved, or null when it was
    /// not, is freed already, or is kept in another form.
    public @Nullable Tensor savedTensor(int i) {
        return savedValue(i) instanceof Tensor tensor ? tensor : null;
    }

    /// Whether a saved tensor still holds what it held when it was saved.
    public boolean isUnchanged(int i) {
        Tensor tensor = savedTensor(i);
        return tensor != null && TensorAccess.get().storage(tensor).version() == version(i);
    }

    /// The version of a value when it was saved.
    private int version(int i) {
        return versions == null ? 0 : versions[i];
    }

    /// A saved input (counted from 0) or output (counted on after the inputs): a `Tensor`, a `Packed`, or
    /// null when it was not saved or is freed already.
    @Nullable
    Object savedValue(int i) {
        return saved instanceof Object[] values ? values[i] : null;
    }

    /// Whether saved values are kept in another form.
    boolean isPacked() {
        return saved instanceof Packed[];
    }

    /// Lets a keeper keep what was saved, before the outputs have their places on the tape.
    void pack(Keeper keeper) {
        if (!(saved instanceof Object[] values)) {
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
        SavedPlace place = SavedPlace.of(name(), valueName(i), tensor);
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
        return saved instanceof Caller;
    }

    /// What has let go of what was saved, as the end of a sentence, such as `were freed by an earlier
    /// backward() ...`; null while it is there.
    public @Nullable String freed() {
        return saved instanceof Caller by ? by.whatItDid() : null;
    }

    private String describe(int i) {
        return "its " + valueName(i);
    }

    /// What an input (counted from 0) or output (counted on after the inputs) is called, such as `input 0`.
    public String valueName(int i) {
        return SavedPlace.name(inputs.length, i);
    }

    /// Forgets what was saved; a gradient rule that needs it afterwards is refused, naming who freed it.
    void free(Caller by) {
        Object values = saved;
        if (values instanceof Object[]) {
            saved = by;
        }
        if (values instanceof Packed[] packed) {
            drop(packed);
        }
    }
}
