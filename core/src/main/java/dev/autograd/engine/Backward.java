package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.op.Op;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import org.jspecify.annotations.Nullable;

/// What a gradient rule may read: the gradients of its operator's outputs, the inputs and outputs that it declared to
/// save, and which inputs want a gradient.
public final class Backward implements SavedValues {
    private final OpNode node;
    private final @Nullable Unpacked unpacked; // where what was saved is kept in another form
    private final Slots slots;

    Backward(OpNode node, Slots slots) {
        this.node = node;
        this.unpacked = node.isPacked() ? new Unpacked(node) : null;
        this.slots = slots;
    }

    /// The gradient of the only, or the first, output.
    public Tensor grad() {
        Tensor gradient = slots.get(0);
        return gradient != null ? gradient : Tensor.zeros(node.shape(0), node.dtype(0));
    }

    /// The gradient of one of several outputs, or null when none arrived.
    public @Nullable Tensor grad(int output) {
        return slots.get(output);
    }

    @Override
    public Tensor in(int i) {
        return saved(i);
    }

    /// The only, or the first, output, saved.
    public Tensor out() {
        return saved(node.inputCount());
    }

    @Override
    public Tensor out(int i) {
        return saved(node.inputCount() + i);
    }

    private Tensor saved(int i) {
        return unpacked == null ? node.saved(i) : unpacked.get(i);
    }

    @Override
    public Tensor opaque(Op op, Tensor value, @Nullable Tensor... others) {
        return Tape.opaque(node, op, value, others);
    }

    /// How many inputs the operator had.
    public int inputCount() {
        return node.inputCount();
    }

    /// Whether input `i` wants a gradient.
    public boolean needs(int i) {
        return node.input(i) != null;
    }

    /// The shape of an input that wants a gradient.
    public Shape inputShape(int i) {
        return wanted(i).shape(node.inputSlot(i));
    }

    /// The element type of an input that wants a gradient.
    public DType inputDtype(int i) {
        return wanted(i).dtype(node.inputSlot(i));
    }

    /// The shape of an output.
    public Shape outputShape(int i) {
        return node.shape(i);
    }

    private Node wanted(int i) {
        Node input = node.input(i);
        if (input == null) {
            throw new IllegalStateException(node.name() + ": input " + i + " wants no gradient");
        }
        return input;
    }
}
