package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.value.Storage;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// What the tape behind tensors keeps alive: the leaves that collect gradients, the values that operators
/// saved, and the inputs of checkpoints.
public final class Holdings {
    private final Visitor visitor;
    private final TensorAccess access = TensorAccess.get();
    private final Set<Keeper> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Holdings(Visitor visitor) {
        this.visitor = visitor;
    }

    /// Is shown what a tape holds, producers before consumers. Storages are to be told apart by identity and not to
    /// be read: inside `vmap` a storage holds all examples.
    public interface Visitor {
        /// A tensor that the search started from.
        void root(Storage storage);

        /// A leaf that wants a gradient.
        void leaf(Storage storage);

        /// An operator, or a checkpoint. What it saved follows.
        ///
        /// @param freed whether it has let go of what it had saved
        void operator(String name, boolean freed);

        /// A tensor that the operator saved.
        ///
        /// @param value its place among the operator's inputs and outputs, such as `input 0`
        void saved(String operator, String value, Tensor tensor, Storage storage);

        /// A value that the operator saved and that is kept in another form: by hooks, or by computing it
        /// again.
        ///
        /// @param bytes of its elements
        void packed(String operator, long bytes);
    }

    /// Shows everything behind the tensors among the roots that require a gradient. Linear in nodes and
    /// edges, but for the order.
    public static void show(Tensor[] roots, Visitor visitor) {
        new Holdings(visitor).show(roots);
    }

    private void show(Tensor[] roots) {
        for (Tensor root : roots) {
            visitor.root(access.storage(root));
        }
        for (Node node : Reach.from(roots, Set.of(), 0).nodes()) {
            switch (node) {
                case LeafNode leaf -> visitor.leaf(access.storage(leaf.tensor()));
                case OpNode op -> show(op);
            }
        }
    }

    private void show(OpNode op) {
        visitor.operator(op.name(), op.isFreed());
        for (int i = 0; i < op.inputCount() + op.outputCount(); i++) {
            switch (op.savedValue(i)) {
                case null -> {}
                case Packed packed -> show(packed);
                case Tensor tensor -> show(op.name(), SavedPlace.name(op.inputCount(), i), tensor);
                default -> throw new IllegalStateException(op.name() + " saved what is no tensor");
            }
        }
    }

    private void show(String operator, String value, Tensor tensor) {
        visitor.saved(operator, value, tensor, access.storage(tensor));
    }

    private void show(Packed packed) {
        SavedPlace place = packed.place();
        if (packed.kept() instanceof Tensor tensor) {
            show(place.operator(), place.value(), tensor);
        } else {
            visitor.packed(place.operator(), place.bytes());
        }
        if (packed.keeper() instanceof Recomputation checkpoint && seen.add(checkpoint)) {
            show(checkpoint);
        }
    }

    /// Recurses as deep as checkpoints are nested.
    private void show(Recomputation checkpoint) {
        visitor.operator("checkpoint", false);
        for (Kept input : checkpoint.inputs()) {
            Tensor tensor = input.tensor();
            if (tensor != null) {
                show(input.place().operator(), input.place().value(), tensor);
            } else if (input.packed() != null) {
                show(input.packed());
            }
        }
    }
}
