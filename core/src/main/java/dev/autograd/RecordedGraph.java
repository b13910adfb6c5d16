package dev.autograd;

import dev.autograd.engine.Recorder;
import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphNode;
import dev.autograd.op.Op;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// Builds a graph from the operators that a thread runs.
final class RecordedGraph implements Recorder {
    private final List<GraphNode> nodes = new ArrayList<>();
    private final List<GraphEdge> edges = new ArrayList<>();
    private final IdentityHashMap<Tensor, Integer> places =
            new IdentityHashMap<>(); // of the node that a tensor is or comes from

    @Override
    public void record(Op op, Tensor[] inputs, Tensor[] outputs) {
        int[] from = new int[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            from[i] = place(inputs[i]);
        }
        Tensor first = outputs[0];
        int place = nodes.size();
        nodes.add(GraphNode.operation(place, op.label(), first.shape().toString(), first.dtype()));
        for (int i = 0; i < inputs.length; i++) {
            edges.add(new GraphEdge(from[i], place, i, inputs[i].shape().toString(), inputs[i].dtype()));
        }
        for (Tensor output : outputs) {
            places.put(output, place);
        }
    }

    @Override
    public void alias(Tensor known, Tensor other) {
        places.put(other, place(known));
    }

    private int place(Tensor tensor) {
        return places.computeIfAbsent(tensor, _ -> {
            nodes.add(leaf(nodes.size(), tensor));
            return nodes.size() - 1;
        });
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
