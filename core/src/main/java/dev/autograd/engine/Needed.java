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

/// Finds the nodes between roots and targets, so that a walk that is asked for few gradients computes no others.
final class Needed {
    private Needed() {}

    /// The nodes from which some target can be reached.
    static Set<Node> of(Tensor[] roots, List<Walk.Target> targets) {
        Set<Node> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Walk.Target target : targets) {
            wanted.add(target.node);
        }
        Set<Node> needed = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Node> reachable = reachable(roots);
        reachable.sort(Comparator.comparingLong(Node::number));
        for (Node node : reachable) {
            for (int i = 0; i < node.inputCount(); i++) {
                Node input = node.input(i);
                if (input != null && (wanted.contains(input) || needed.contains(input))) {
                    needed.add(node);
                    break;
                }
            }
        }
        return needed;
    }

    private static List<Node> reachable(Tensor[] roots) {
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Node> found = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>();
        for (Tensor root : roots) {
            Node node = TensorAccess.get().node(root);
            if (seen.add(node)) {
                open.push(node);
            }
        }
        while (!open.isEmpty()) {
            Node node = open.pop();
            found.add(node);
            for (int i = 0; i < node.inputCount(); i++) {
                Node input = node.input(i);
                if (input != null && seen.add(input)) {
                    open.push(input);
                }
            }
        }
        return found;
    }
}
