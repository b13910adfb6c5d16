package dev.autograd.graph.structure;

import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphModule;
import dev.autograd.graph.GraphNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Draws what repeats once: of each repeat the first turn stays, for all.
public final class Folding {
    private final GraphModel model;
    private final Hierarchy hierarchy;
    private final int[] drawn; // of a node, the one that stands for it
    private final int[] turnsOf; // of a group
    private final Map<Long, Integer> positions = new HashMap<>(); // by id

    private Folding(GraphModel model) {
        this.model = model;
        hierarchy = Hierarchy.of(model);
        drawn = new int[model.nodes().size()];
        for (int node = 0; node < drawn.length; node++) {
            drawn[node] = node;
            positions.put(model.nodes().get(node).id(), node);
        }
        turnsOf = new int[hierarchy.groups().size()];
        for (Repeat repeat : hierarchy.repeats()) {
            turnsOf[repeat.group()] = repeat.turns().size();
            fold(repeat);
        }
    }

    /// As [GraphModel#foldedRepeats()].
    public static GraphModel of(GraphModel model) {
        var folding = new Folding(model);
        return folding.hierarchy.repeats().isEmpty() ? model : folding.folded();
    }

    /// Outer repeats come first, so what stands for a node of an inner one is in the first turn of the outer.
    private void fold(Repeat repeat) {
        List<Integer> first = repeat.turns().getFirst();
        for (List<Integer> turn : repeat.turns()) {
            for (int place = 0; place < first.size(); place++) {
                if (drawn[turn.get(place)] == turn.get(place)) {
                    drawn[turn.get(place)] = first.get(place);
                }
            }
        }
    }

    private int standIn(int node) {
        int at = node;
        while (drawn[at] != at) {
            at = drawn[at];
        }
        return at;
    }

    private GraphModel folded() {
        int[] turns = turns();
        var outputs = outputs();
        var modules = new LinkedHashSet<GraphModule>();
        var nodes = new ArrayList<GraphNode>();
        for (int node = 0; node < drawn.length; node++) {
            if (drawn[node] == node) {
                var one = model.nodes().get(node);
                var kept = outputs.get(node) ? one.asOutput() : one;
                nodes.add(turns[node] == 1 ? kept : standsFor(turns[node], kept, node, modules));
            }
        }
        var edges = new ArrayList<GraphEdge>();
        int[] sources = model.sources();
        int[] targets = model.targets();
        for (int e = 0; e < sources.length; e++) {
            if (drawn[targets[e]] == targets[e]) {
                var edge = model.edges().get(e);
                long from = model.nodes().get(standIn(sources[e])).id();
                edges.add(new GraphEdge(from, edge.to(), edge.input(), edge.shape(), edge.dtype()));
            }
        }
        return new GraphModel(nodes, edges, known(nodes, modules));
    }

    /// For each node how many it stands for.
    private int[] turns() {
        int[] turns = new int[drawn.length];
        for (int node = 0; node < drawn.length; node++) {
            turns[standIn(node)]++;
        }
        return turns;
    }

    /// The nodes that stand for an output: often the last turn of a repeat ends in it.
    private BitSet outputs() {
        var outputs = new BitSet();
        for (int node = 0; node < drawn.length; node++) {
            if (model.nodes().get(node).output()) {
                outputs.set(standIn(node));
            }
        }
        return outputs;
    }

    private GraphNode standsFor(int count, GraphNode node, int position, Set<GraphModule> modules) {
        var around = new ArrayList<Integer>();
        for (int g = hierarchy.groupOf(position);
                g > 0;
                g = hierarchy.groups().get(g).parent()) {
            around.addFirst(g);
        }
        var path = new ArrayList<String>();
        for (int g : around) {
            Group group = hierarchy.groups().get(g);
            Group parent = hierarchy.groups().get(group.parent());
            if (group.kind() == Group.Kind.REPEAT) {
                path.add((group.name() + " \u00D7 " + turnsOf[g]).strip());
            } else if (group.kind() == Group.Kind.MODULE && parent.kind() != Group.Kind.REPEAT) {
                path.add(group.name());
            }
            if (!group.type().isEmpty()) {
                modules.add(new GraphModule(path, group.type()));
            }
        }
        var facts = node.facts().toBuilder()
                .of(idOfStandIn(node.facts().of()))
                .base(idOfStandIn(node.facts().base()))
                .build();
        return node.in(path).with("repeats", Integer.toString(count)).with(facts);
    }

    private @Nullable Long idOfStandIn(@Nullable Long id) {
        Integer position = id == null ? null : positions.get(id);
        return position == null
                ? id
                : Long.valueOf(model.nodes().get(standIn(position)).id());
    }

    /// The modules that nodes still name.
    private List<GraphModule> known(List<GraphNode> nodes, Set<GraphModule> renamed) {
        Set<List<String>> named = new HashSet<>();
        for (GraphNode node : nodes) {
            for (int length = 1; length <= node.modulePath().size(); length++) {
                named.add(node.modulePath().subList(0, length));
            }
        }
        var modules = new LinkedHashSet<>(model.modules());
        modules.addAll(renamed);
        modules.removeIf(module -> !named.contains(module.path()));
        return List.copyOf(modules);
    }
}
