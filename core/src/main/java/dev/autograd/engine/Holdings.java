package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.value.Storage;
import java.util.Set;

/// What the tape behind tensors keeps alive: the leaves that collect gradients, and the values that operators saved.
public final class Holdings {
    private Holdings() {}

    /// Is shown what a tape holds, producers before consumers. Storages are to be told apart by identity and not to
    /// be read: inside `vmap` a storage holds all examples.
    public interface Visitor {
        /// A tensor that the search started from.
        void root(Storage storage);

        /// A leaf that wants a gradient.
        void leaf(Storage storage);

        /// An operator. What it saved follows.
        void operator(OpNode node);

        /// A value that the operator saved.
        ///
        /// @param place 0 for its first input; outputs count on after the inputs
        void saved(OpNode node, int place, Tensor tensor, Storage storage);
    }

    /// Shows everything behind the tensors among the roots that require a gradient. Linear in nodes and edges, but for
    /// the order.
    public static void show(Tensor[] roots, Visitor visitor) {
        TensorAccess access = TensorAccess.get();
        for (Tensor root : roots) {
            visitor.root(access.storage(root));
        }
        for (Node node : Reach.from(roots, Set.of()).nodes()) {
            switch (node) {
                case LeafNode leaf -> visitor.leaf(access.storage(leaf.tensor()));
                case OpNode op -> show(op, access, visitor);
            }
        }
    }

    private static void show(OpNode op, TensorAccess access, Visitor visitor) {
        visitor.operator(op);
        for (int place = 0; place < op.inputCount() + op.outputCount(); place++) {
            Tensor tensor = op.savedTensor(place);
            if (tensor != null) {
                visitor.saved(op, place, tensor, access.storage(tensor));
            }
        }
    }
}
