package dev.autograd.engine;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The leaves of one walk that have post-accumulate hooks. Leaves have the lowest numbers of all, so in the order of
/// numbers they would come last; these are completed as soon as no node is left from which more could arrive, so that
/// their gradients need not live together.
///
/// When the first of them gets a gradient, what the walk can still reach is gone through once, and its edges into such
/// leaves are counted. From then on every node that is visited is subtracted. A node that is never visited, because a
/// gradient rule gave nothing for it, leaves its leaves incomplete until the walk ends.
final class HookedLeaves {
    private final LinkedHashMap<LeafNode, Slots> arrived = new LinkedHashMap<>();
    private final Consumer<Slots> complete;
    private @Nullable Map<LeafNode, int[]> edges; // that may still bring a gradient

    HookedLeaves(Consumer<Slots> complete) {
        this.complete = complete;
    }

    /// Takes over a leaf to which a first gradient is delivered.
    void add(LeafNode leaf, Slots slots) {
        arrived.put(leaf, slots);
    }

    /// Counts what is left, the first time, or subtracts a node whose gradients have been delivered.
    ///
    /// @param waiting the nodes that have a gradient and have not been visited
    /// @param needed the nodes that will be visited at most, or null for all
    void after(@Nullable OpNode visited, Collection<Slots> waiting, @Nullable Set<Node> needed) {
        if (edges == null) {
            edges = count(waiting.stream().map(slots -> slots.node).toList(), needed);
            for (LeafNode leaf : List.copyOf(arrived.keySet())) {
                completeWhenDone(leaf, edges);
            }
        } else if (visited != null) {
            for (int i = 0; i < visited.inputCount(); i++) {
                subtract(visited.input(i), edges);
            }
        }
    }

    private static Map<LeafNode, int[]> count(List<Node> starts, @Nullable Set<Node> needed) {
        Map<LeafNode, int[]> edges = new IdentityHashMap<>();
        for (Node node : Reachable.from(starts)) {
            for (int i = 0; i < node.inputCount(); i++) {
                if (node.input(i) instanceof LeafNode leaf
                        && isHooked(leaf)
                        && (needed == null || needed.contains(node))) {
                    edges.computeIfAbsent(leaf, _ -> new int[1])[0]++;
                }
            }
        }
        return edges;
    }

    static boolean isHooked(LeafNode leaf) {
        Hooks hooks = leaf.hooks();
        return hooks != null && hooks.hasAccumulated();
    }

    private void subtract(@Nullable Node input, Map<LeafNode, int[]> edges) {
        if (input instanceof LeafNode leaf) {
            int[] left = edges.get(leaf);
            if (left != null) {
                left[0]--;
                completeWhenDone(leaf, edges);
            }
        }
    }

    private void completeWhenDone(LeafNode leaf, Map<LeafNode, int[]> edges) {
        int[] left = edges.get(leaf);
        Slots slots = arrived.get(leaf);
        if (slots != null && (left == null || left[0] == 0)) {
            arrived.remove(leaf);
            complete.accept(slots);
        }
    }

    /// Completes all that are left.
    void finish() {
        while (!arrived.isEmpty()) {
            complete.accept(arrived.pollFirstEntry().getValue());
        }
    }
}
