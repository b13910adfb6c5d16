package dev.autograd.engine;

import dev.autograd.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Finds the nodes between roots and targets, so that a walk that is asked for few gradients computes no others.
final class Needed {
    private Needed() {}

    /// The nodes from which some target can be reached by an edge at least.
    static Set<Node> of(Tensor[] roots, Targets targets) {
        Set<Node> needed = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Node> reachable = Reachable.from(
                Arrays.stream(roots).map(TensorAccess.get()::node).toList());
        reachable.sort(Comparator.comparingLong(Node::number));
        for (Node node : reachable) {
            for (int i = 0; i < node.inputCount(); i++) {
                Node input = node.input(i);
                if (input != null && (targets.contains(input) || needed.contains(input))) {
                    needed.add(node);
                    break;
                }
            }
        }
        return needed;
    }
}
