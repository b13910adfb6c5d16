package dev.autograd.engine;

import dev.autograd.Tensor;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tensors whose gradients a walk is asked for.
final class Targets {
    private final Map<Node, Target> byNode = new IdentityHashMap<>();
    private final Target[] all;

    /// One of the tensors; `next` is another of the same node.
    private static final class Target {
        private final int slot;
        private final @Nullable Target next;
        private @Nullable Tensor gradient;

        Target(int slot, @Nullable Target next) {
            this.slot = slot;
            this.next = next;
        }
    }

    Targets(Tensor[] tensors) {
        TensorAccess access = TensorAccess.get();
        all = new Target[tensors.length];
        for (int i = 0; i < tensors.length; i++) {
            Node node = access.node(tensors[i]);
            all[i] = new Target(access.slot(tensors[i]), byNode.get(node));
            byNode.put(node, all[i]);
        }
    }

    boolean contains(Node node) {
        return byNode.containsKey(node);
    }

    /// Takes the gradients that are asked for from a node that is visited.
    void capture(Slots slots) {
        for (Target target = byNode.get(slots.node); target != null; target = target.next) {
            target.gradient = slots.get(target.slot);
        }
    }

    /// The gradients in the order of the tensors; null where none arrived.
    @Nullable
    Tensor[] gradients() {
        @Nullable Tensor[] gradients = new Tensor[all.length];
        for (int i = 0; i < all.length; i++) {
            gradients[i] = all[i].gradient;
        }
        return gradients;
    }
}
