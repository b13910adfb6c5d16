package dev.autograd.engine;

import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// A place on the tape where gradients meet: an operator that ran, or a leaf that collects its gradient.
public abstract sealed class Node permits OpNode, LeafNode {
    private static final VarHandle SLOTS;

    static {
        try {
            SLOTS = MethodHandles.lookup().findVarHandle(Node.class, "slots", Slots.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long number;
    private volatile @Nullable Slots slots;

    Node(long number) {
        this.number = number;
    }

    /// A number that is larger than those of all nodes this one depends on.
    public final long number() {
        return number;
    }

    /// The operator's name, or `leaf`.
    public abstract String name();

    /// How many inputs the operator had.
    public abstract int inputCount();

    /// The node that made input `i`, or null when no gradient flows to it.
    public abstract @Nullable Node input(int i);

    /// Which output of that node input `i` is.
    public abstract int inputSlot(int i);

    /// How many outputs the operator made.
    public abstract int outputCount();

    /// The shape of an output.
    public abstract Shape shape(int slot);

    /// The element type of an output.
    public abstract DType dtype(int slot);

    /// The slots that hold this node's gradients during a walk, or null.
    final @Nullable Slots slots() {
        return slots;
    }

    /// Gives the node to a walk, unless another walk has it at this moment.
    final boolean claim(Slots mine) {
        return SLOTS.compareAndSet(this, null, mine);
    }

    /// Ends a walk's claim.
    final void release() {
        SLOTS.setRelease(this, null);
    }
}
