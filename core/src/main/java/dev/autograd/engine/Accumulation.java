package dev.autograd.engine;

import dev.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/// Adds gradients to the `grad` of tensors. Walks of several threads may meet here: each holds the node's lock.
final class Accumulation {
    private Accumulation() {}

    /// Adds what a walk collected to a leaf, and tells the leaf's hooks, which thus see no other walk's gradient.
    static void intoLeaf(LeafNode leaf, Slots slots) {
        Tensor gradient = slots.get(0);
        if (gradient == null) {
            return;
        }
        synchronized (leaf) {
            long adder = leaf.adder();
            into(leaf.tensor(), gradient, slots.owned());
            leaf.added(adder);
            Hooks hooks = leaf.hooks();
            if (hooks != null) {
                hooks.tellAccumulated(slots, leaf.tensor());
            }
        }
    }

    /// Adds a gradient to a tensor that an operator made and that keeps its gradient.
    static void intoComputed(Node node, Tensor tensor, @Nullable Tensor gradient) {
        if (gradient != null) {
            synchronized (node) {
                into(tensor, gradient, false);
            }
        }
    }

    /// Every tensor gets a gradient of its own, off the tape unless the walk is recorded.
    private static void into(Tensor tensor, Tensor gradient, boolean owned) {
        Tensor present = tensor.grad();
        if (present == null) {
            boolean keep = owned && gradient.isContiguous() && !gradient.isView();
            tensor.setGrad(keep ? gradient : gradient.clone());
        } else if (ThreadState.current().gradEnabled() || !present.layout().isInjective() || present.isInference()) {
            tensor.setGrad(present.add(gradient));
        } else {
            present.add_(gradient);
        }
    }
}
