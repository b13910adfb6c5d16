package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.op.pointwise.Pointwises;
import org.jspecify.annotations.Nullable;

/// The gradients of one node's outputs while one walk collects them.
final class Slots {
    final Walk walk;
    final Node node;
    final long number; // the node's
    private @Nullable Tensor first;
    private @Nullable Tensor @Nullable [] rest; // of nodes with several outputs, by slot
    private boolean owned;

    Slots(Walk walk, Node node) {
        this.walk = walk;
        this.node = node;
        this.number = node.number();
    }

    @Nullable
    Tensor get(int slot) {
        return slot == 0 ? first : rest == null ? null : rest[slot];
    }

    /// One more than the last slot that may hold a gradient.
    int outputs() {
        return rest == null ? 1 : rest.length;
    }

    /// The gradients of all outputs, null where none arrived: a fresh array.
    @Nullable
    Tensor[] all() {
        @Nullable Tensor[] all = rest == null ? new Tensor[node.outputCount()] : rest.clone();
        all[0] = first;
        return all;
    }

    /// Whether nobody else can hold the gradient of output 0.
    boolean owned() {
        return owned;
    }

    /// Adds a gradient. `fresh` says that nobody else holds it.
    void add(int slot, Tensor gradient, boolean fresh) {
        Tensor present = get(slot);
        if (present == null) {
            put(slot, gradient);
            if (slot == 0) {
                owned = fresh;
            }
            return;
        }
        ThreadState thread = ThreadState.current();
        if (slot == 0 && owned && !thread.gradEnabled() && !Vmap.concerns(present, gradient)) {
            addInPlace(present, gradient, thread);
        } else {
            put(slot, present.add(gradient));
            if (slot == 0) {
                owned = true;
            }
        }
    }

    /// As an operator only where somebody wants to see it: otherwise that would cost more than the addition.
    private static void addInPlace(Tensor present, Tensor gradient, ThreadState thread) {
        if (thread.watched() || thread.timed()) {
            present.add_(gradient);
        } else {
            Pointwises.ADD.into(present, gradient);
        }
    }

    /// Ends the walk's use of the gradients.
    void letGo() {
        for (int slot = 0; slot < outputs(); slot++) {
            Tensor gradient = get(slot);
            if (gradient != null) {
                walk.region.letGo(TensorAccess.get().storage(gradient));
            }
        }
    }

    /// Leaves the gradients to those who see them now, for as long as they like.
    void keep() {
        for (int slot = 0; slot < outputs(); slot++) {
            Tensor gradient = get(slot);
            if (gradient != null) {
                walk.region.keep(TensorAccess.get().storage(gradient));
            }
        }
    }

    /// Sets the gradient to one that others may hold too.
    void share(int slot, @Nullable Tensor gradient) {
        if (gradient != null || get(slot) != null) {
            put(slot, gradient);
        }
        if (slot == 0) {
            owned = false;
        }
    }

    private void put(int slot, @Nullable Tensor gradient) {
        Tensor before = get(slot);
        if (gradient != null) {
            walk.region.hold(TensorAccess.get().storage(gradient));
        }
        if (before != null) {
            walk.region.letGo(TensorAccess.get().storage(before));
        }
        if (slot == 0) {
            first = gradient;
        } else {
            if (rest == null) {
                rest = new Tensor[node.outputCount()];
            }
            rest[slot] = gradient;
        }
    }
}
