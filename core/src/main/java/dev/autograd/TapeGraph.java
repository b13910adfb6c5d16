package dev.autograd;

import dev.autograd.engine.LeafNode;
import dev.autograd.engine.Node;
import dev.autograd.engine.OpNode;
import dev.autograd.engine.Reachable;
import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphNode;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Builds a graph from the tape behind tensors.
final class TapeGraph {
    private final List<GraphNode> nodes = new ArrayList<>();
    private final List<GraphEdge> edges = new ArrayList<>();
    private final IdentityHashMap<Object, Integer> places =
            new IdentityHashMap<>(); // of tape nodes and of tensors off the tape
    private final Map<Shape, String> shapes = new HashMap<>(); // one text for all nodes and edges of a shape

    private TapeGraph() {}

    static GraphModel of(Tensor... tensors) {
        TapeGraph graph = new TapeGraph();
        for (Node node : reachable(tensors)) {
            graph.add(node);
        }
        for (Tensor tensor : tensors) {
            int place = graph.place(node(tensor));
            graph.nodes.set(place, graph.nodes.get(place).asOutput());
        }
        return new GraphModel(graph.nodes, graph.edges);
    }

    private static Node node(Tensor tensor) {
        return tensor.trackedNode();
    }

    /// All nodes behind the tensors, producers before consumers.
    private static List<Node> reachable(Tensor[] tensors) {
        List<Node> found =
                Reachable.from(Arrays.stream(tensors).map(TapeGraph::node).toList());
        found.sort(Comparator.comparingLong(Node::number));
        return found;
    }

    private void add(Node node) {
        switch (node) {
            case LeafNode leaf -> places.put(leaf, add(RecordedGraph.leaf(nodes.size(), leaf.tensor())));
            case OpNode op -> addOperation(op);
        }
    }

    private int place(Node node) {
        return Objects.requireNonNull(places.get(node), "producers come first");
    }

    private int add(GraphNode node) {
        nodes.add(node);
        return nodes.size() - 1;
    }

    private void addOperation(OpNode op) {
        Map<Integer, Integer> given = given(op);
        int place = add(RecordedGraph.operation(nodes.size(), op.op(), text(op.shape(0)), op.dtype(0)));
        places.put(op, place);
        for (int i = 0; i < op.inputCount(); i++) {
            Node input = op.input(i);
            if (input != null) {
                int slot = op.inputSlot(i);
                edges.add(new GraphEdge(place(input), place, i, text(input.shape(slot)), input.dtype(slot)));
            } else {
                Integer from = given.get(i);
                if (from != null) {
                    edges.add(GraphEdge.of(nodes.get(from), nodes.get(place), i));
                }
            }
        }
    }

    /// The nodes of inputs off the tape whose values were saved, by input.
    private Map<Integer, Integer> given(OpNode op) {
        Map<Integer, Integer> given = Map.of();
        for (int i = 0; i < op.inputCount(); i++) {
            Tensor saved = op.input(i) == null ? op.savedInput(i) : null;
            if (saved != null) {
                given = given.isEmpty() ? new HashMap<>() : given;
                given.put(i, places.computeIfAbsent(saved, _ -> add(RecordedGraph.leaf(nodes.size(), saved))));
            }
        }
        return given;
    }

    private String text(Shape shape) {
        return shapes.computeIfAbsent(shape, Shape::toString);
    }
}
