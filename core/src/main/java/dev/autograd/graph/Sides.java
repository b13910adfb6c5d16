package dev.autograd.graph;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The two sides of a graph that shows a forward pass and, in a module of its own, the backward pass through
/// it.
final class Sides {
    private final GraphModel model;
    private final Map<Long, Integer> positions; // by id, where some node belongs to another or shows another's memory
    private final Map<Long, Long> pairs; // of a node, and the first of those that belong to it
    private final BitSet upwards; // the nodes of the backward pass
    private final int[] sources;
    private final int[] targets;

    /// Which way an edge leads in a picture.
    enum Direction {
        DOWN,
        UP,
        ACROSS
    }

    private Sides(GraphModel model, Map<Long, Integer> positions) {
        this.model = model;
        this.positions = positions;
        this.pairs = new LinkedHashMap<>();
        this.upwards = new BitSet();
        pair();
        this.sources = pairs.isEmpty() ? new int[0] : model.sources();
        this.targets = pairs.isEmpty() ? new int[0] : model.targets();
    }

    static Sides of(GraphModel model) {
        boolean refers = model.nodes().stream()
                .anyMatch(node -> node.facts().of() != null || node.facts().base() != null);
        var positions = new HashMap<Long, Integer>();
        for (int i = 0; refers && i < model.nodes().size(); i++) {
            positions.put(model.nodes().get(i).id(), i);
        }
        return new Sides(model, positions);
    }

    /// Finds what belongs together: only where the two stand in different outermost modules.
    private void pair() {
        String side = null;
        for (var node : model.nodes()) {
            Long of = node.facts().of();
            Integer at = of == null ? null : positions.get(of);
            if (at != null && side(node) != null) {
                String other = side(model.nodes().get(at));
                if (other != null && !other.equals(side(node))) {
                    pairs.putIfAbsent(of, node.id());
                    side = side(node);
                }
            }
        }
        for (int i = 0; side != null && i < model.nodes().size(); i++) {
            upwards.set(i, side.equals(side(model.nodes().get(i))));
        }
    }

    private static @Nullable String side(GraphNode node) {
        return node.modulePath().isEmpty() ? null : node.modulePath().getFirst();
    }

    /// Whether there are two.
    boolean areThere() {
        return !pairs.isEmpty();
    }

    /// The position of a node that another refers to, -1 where the graph has none of that id.
    int position(long id) {
        return positions.getOrDefault(id, -1);
    }

    /// The ids of nodes of the forward pass, each with that of the first node that its gradient rule ran.
    Map<Long, Long> pairs() {
        return pairs;
    }

    Direction direction(int edge) {
        if (pairs.isEmpty() || (!upwards.get(sources[edge]) && !upwards.get(targets[edge]))) {
            return Direction.DOWN;
        }
        return upwards.get(sources[edge]) && upwards.get(targets[edge]) ? Direction.UP : Direction.ACROSS;
    }
}
