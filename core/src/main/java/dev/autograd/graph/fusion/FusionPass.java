package dev.autograd.graph.fusion;

import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.NodeFacts;
import dev.autograd.graph.OperatorFamily;
import dev.autograd.graph.structure.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One pattern, applied to all of a graph. A group of merged nodes goes by its last node.
final class FusionPass {
    private static final int NONE = -1;

    private final GraphModel model;
    private final Topology topology;
    private final OperatorFamily[] families; // of groups
    private final int[] into; // the node that a node was merged with, a use of it
    private final int[] first; // of a group
    private final int[] next; // in the same group; operands before what uses them

    private FusionPass(GraphModel model) {
        int count = model.nodes().size();
        this.model = model;
        topology = Topology.of(model);
        families = model.nodes().stream().map(GraphNode::family).toArray(OperatorFamily[]::new);
        into = new int[count];
        first = new int[count];
        next = new int[count];
        Arrays.fill(into, NONE);
        Arrays.setAll(first, node -> node);
        Arrays.fill(next, NONE);
    }

    /// The graph with what the pattern finds merged.
    static GraphModel of(GraphModel model, FusionPattern pattern) {
        var pass = new FusionPass(model);
        int[] order = pass.topology.order();
        boolean found = false;
        for (int node : order) {
            found |= pass.merge(node, pattern);
        }
        return found ? pass.result(order) : model;
    }

    /// Merges a node with what uses it where the pattern says so.
    private boolean merge(int node, FusionPattern pattern) {
        if (!topology.isUsedOnce(node) || model.nodes().get(node).output()) {
            return false;
        }
        int edge = topology.lastUse(node);
        int user = topology.target(edge);
        String flowing = model.edges().get(edge).shape();
        String result = model.nodes().get(user).shape();
        if (!pattern.matches(families[node], flowing, families[user], result)) {
            return false;
        }
        into[node] = user;
        next[node] = first[user];
        first[user] = first[node];
        families[user] = pattern.merged();
        return true;
    }

    private GraphModel result(int[] order) {
        var nodes = new ArrayList<GraphNode>();
        for (int node = 0; node < into.length; node++) {
            if (into[node] == NONE) {
                nodes.add(first[node] == node ? model.nodes().get(node) : merged(node));
            }
        }
        int[] groups = groups(order);
        int[] inputs = inputs();
        var edges = new ArrayList<GraphEdge>();
        for (int e = 0; e < inputs.length; e++) {
            if (into[topology.source(e)] == NONE) {
                var edge = model.edges().get(e);
                long to = model.nodes().get(groups[topology.target(e)]).id();
                edges.add(new GraphEdge(edge.from(), to, inputs[e], edge.shape(), edge.dtype()));
            }
        }
        return new GraphModel(nodes, edges, model.modules());
    }

    /// One operation for those of a group: with the id, shape and type of the last of them, the names of all, and
    /// inside the modules that all are made in.
    private GraphNode merged(int group) {
        var members = new ArrayList<GraphNode>();
        for (int node = first[group]; node != NONE; node = next[node]) {
            var one = model.nodes().get(node);
            members.addAll(one.members().isEmpty() ? List.of(one) : one.members());
        }
        var last = model.nodes().get(group);
        return new GraphNode(
                last.id(),
                last.kind(),
                members.stream().map(GraphNode::label).collect(Collectors.joining("+")),
                last.shape(),
                last.dtype(),
                last.output(),
                members.stream()
                        .map(GraphNode::modulePath)
                        .reduce(FusionPass::common)
                        .orElse(List.of()),
                Map.of(),
                families[group],
                members,
                NodeFacts.merged(members.stream().map(GraphNode::facts).toList()));
    }

    /// What both paths begin with.
    private static List<String> common(List<String> one, List<String> other) {
        int length = 0;
        while (length < one.size() && length < other.size() && one.get(length).equals(other.get(length))) {
            length++;
        }
        return one.subList(0, length);
    }

    /// For each node the last of its group.
    private int[] groups(int[] order) {
        int[] groups = new int[order.length];
        for (int i = order.length - 1; i >= 0; i--) {
            int node = order[i];
            groups[node] = into[node] == NONE ? node : groups[into[node]];
        }
        return groups;
    }

    /// For each edge the number of the operand: that of a group counts what its nodes are given from outside, node
    /// after node.
    private int[] inputs() {
        int[] inputs = model.edges().stream().mapToInt(GraphEdge::input).toArray();
        for (int group = 0; group < first.length; group++) {
            if (into[group] == NONE && first[group] != group) {
                number(group, inputs);
            }
        }
        return inputs;
    }

    private void number(int group, int[] inputs) {
        int count = 0;
        for (int node = first[group]; node != NONE; node = next[node]) {
            for (int edge : topology.operands(node)) {
                if (into[topology.source(edge)] == NONE) {
                    inputs[edge] = count++;
                }
            }
        }
    }
}
