package dev.autograd;

import dev.autograd.engine.Recorder;
import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphNode;
import dev.autograd.op.Op;
import dev.autograd.op.layout.AsStrided;
import dev.autograd.value.DType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// Builds a graph from the operators that a thread runs.
final class RecordedGraph implements Recorder {
    private final List<GraphNode> nodes = new ArrayList<>();
    private final List<GraphEdge> edges = new ArrayList<>();
    private final IdentityHashMap<Tensor, Integer> places =
            new IdentityHashMap<>(); // of the node that a tensor is or comes from
    private final IdentityHashMap<Tensor, Integer> changes =
            new IdentityHashMap<>(); // of the node that last changed a tensor in place

    @Override
    public void record(Op op, Tensor[] inputs, Tensor[] outputs) {
        int[] from = new int[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            from[i] = place(inputs[i]);
        }
        Tensor first = outputs[0];
        int place = nodes.size();
        nodes.add(operation(place, op, first.shape().toString(), first.dtype()));
        for (int i = 0; i < inputs.length; i++) {
            edges.add(new GraphEdge(from[i], place, i, inputs[i].shape().toString(), inputs[i].dtype()));
        }
        for (Tensor output : outputs) {
            put(output, place);
        }
    }

    @Override
    public void alias(Tensor known, Tensor other) {
        put(other, place(known));
    }

    private void put(Tensor tensor, int place) {
        if (places.put(tensor, place) != null) {
            changes.put(tensor, place);
        }
    }

    private int place(Tensor tensor) {
        Tensor base = tensor.base();
        Integer changed = base == null ? null : changes.get(base);
        if (base != null && changed != null && places.getOrDefault(tensor, -1) < changed) {
            addView(tensor, base);
        }
        return places.computeIfAbsent(tensor, _ -> {
            nodes.add(leaf(nodes.size(), tensor));
            return nodes.size() - 1;
        });
    }

    /// What a view shows since its base was changed in place.
    private void addView(Tensor view, Tensor base) {
        int from = place(base);
        int place = nodes.size();
        Op op = new AsStrided(base.layout(), view.layout());
        nodes.add(operation(place, op, view.shape().toString(), view.dtype()));
        edges.add(GraphEdge.of(nodes.get(from), nodes.get(place), 0));
        places.put(view, place);
    }

    /// The node of what an operator made.
    static GraphNode operation(int id, Op op, String shape, DType dtype) {
        return GraphNode.operation(id, op.label(), shape, dtype).of(op.family());
    }

    /// The node of a tensor that no operator of the graph made.
    static GraphNode leaf(int id, Tensor tensor) {
        String name = tensor.name();
        boolean parameter = tensor.isLeaf() && tensor.requiresGrad();
        String label = name != null ? name : parameter ? "Param" : "Non-Param";
        String shape = tensor.shape().toString();
        return parameter
                ? GraphNode.parameter(id, label, shape, tensor.dtype())
                : GraphNode.leaf(id, label, shape, tensor.dtype());
    }

    /// The graph so far, with one tensor marked as its output.
    GraphModel model(Tensor output) {
        int place = place(output);
        nodes.set(place, nodes.get(place).asOutput());
        return new GraphModel(nodes, edges);
    }
}
