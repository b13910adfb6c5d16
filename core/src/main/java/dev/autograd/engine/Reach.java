package dev.autograd.engine;

import dev.autograd.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tape behind tensors, up to a boundary of nodes behind which nothing is looked at.
///
/// @param nodes those in front of the boundary, producers before consumers
/// @param isOpen whether some path ends in front of the boundary in a leaf from outside of the transform that asks
record Reach(List<Node> nodes, boolean isOpen) {
    /// What is reached from the tensors among the roots that require a gradient.
    ///
    /// @param transform how deeply nested the transform is that asks
    static Reach from(@Nullable Tensor[] roots, Set<Node> boundary, int transform) {
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> open = new ArrayDeque<>();
        List<Node> nodes = new ArrayList<>();
        boolean isOpen = false;
        for (Tensor root : roots) {
            if (root != null && root.requiresGrad()) {
                enter(TensorAccess.get().node(root), boundary, seen, open);
            }
        }
        while (!open.isEmpty()) {
            Node node = open.pop();
            nodes.add(node);
            isOpen |= node instanceof LeafNode leaf && leaf.isOutside(transform);
            for (int i = 0; i < node.inputCount(); i++) {
                Node input = node.input(i);
                if (input != null) {
                    enter(input, boundary, seen, open);
                }
            }
        }
        nodes.sort(Comparator.comparingLong(Node::number));
        return new Reach(nodes, isOpen);
    }

    private static void enter(Node node, Set<Node> boundary, Set<Node> seen, Deque<Node> open) {
        if (!boundary.contains(node) && seen.add(node)) {
            open.push(node);
        }
    }
}
