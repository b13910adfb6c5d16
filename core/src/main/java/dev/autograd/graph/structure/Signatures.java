package dev.autograd.graph.structure;

import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers for what nodes and groups look like by themselves: equal ones have equal numbers. How they are connected
/// beyond the types of their operands is for [TurnCheck].
final class Signatures {
    private final GraphModel model;
    private final Topology topology;
    private final Draft draft;
    private final Map<List<Object>, Integer> numbers = new HashMap<>();
    private final int[] groups; // of a group, without its name

    Signatures(GraphModel model, Topology topology, Draft draft) {
        this.model = model;
        this.topology = topology;
        this.draft = draft;
        groups = new int[draft.size()];
        for (int group = draft.size() - 1; group >= 0; group--) { // inner ones come after those around them
            groups[group] = number(parts(group));
        }
    }

    /// Of an item, whatever the name of a module is.
    int of(int item) {
        return Draft.isGroup(item)
                ? groups[Draft.number(item)]
                : number(parts(model.nodes().get(item), item));
    }

    private int number(List<Object> parts) {
        return numbers.computeIfAbsent(parts, _ -> numbers.size());
    }

    private List<Object> parts(int group) {
        var parts = new ArrayList<>();
        parts.add(draft.group(group).type());
        for (int item : draft.items(group)) {
            parts.add(of(item));
            parts.add(Draft.isGroup(item) ? draft.group(Draft.number(item)).name() : "");
        }
        return parts;
    }

    private List<Object> parts(GraphNode node, int position) {
        var parts = new ArrayList<>();
        parts.addAll(List.of(node.label(), node.shape(), node.dtype(), node.family()));
        parts.add(node.attributes());
        for (int edge : topology.operands(position)) {
            var flow = model.edges().get(edge);
            parts.addAll(List.of(flow.input(), flow.shape(), flow.dtype()));
        }
        return parts;
    }
}
