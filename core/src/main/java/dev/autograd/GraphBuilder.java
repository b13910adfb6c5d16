package dev.autograd;

import dev.autograd.engine.ModuleCall;
import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.NodeFacts;
import dev.autograd.graph.NodeKind;
import dev.autograd.graph.OperatorFamily;
import dev.autograd.op.Op;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A graph in the making. Nodes are known by their places, which become their ids.
final class GraphBuilder {
    private final GraphNotes notes;
    private final List<GraphNode> nodes = new ArrayList<>();
    private final List<GraphEdge> edges = new ArrayList<>();
    private final List<@Nullable ModuleCall> calls = new ArrayList<>(); // of modules that nodes ran in
    private final BitSet backward = new BitSet(); // the nodes of backward passes
    private final BitSet partial = new BitSet(); // the operations that also read what is not in the graph
    private final Map<Integer, Tensor> leaves = new HashMap<>();
    private final Map<Shape, String> texts = new HashMap<>(); // one text for all nodes and edges of a shape

    /// What of the two passes goes into a module called `forward` or `backward`.
    enum Sides {
        NONE,
        BACKWARD,
        BOTH
    }

    GraphBuilder(GraphOptions options) {
        notes = new GraphNotes(options);
    }

    GraphNotes notes() {
        return notes;
    }

    int size() {
        return nodes.size();
    }

    GraphNode node(int place) {
        return nodes.get(place);
    }

    /// Adds what an operator made.
    ///
    /// @param bytes of all its results
    /// @param call of the module that it ran in, or null
    /// @param inBackward whether it ran in a backward pass
    int operation(Op op, Shape shape, DType dtype, long bytes, @Nullable ModuleCall call, boolean inBackward) {
        int place = nodes.size();
        backward.set(place, inBackward);
        return add(
                GraphNode.operation(place, op.label(), text(shape), dtype)
                        .of(op.family())
                        .with(notes.ofOperator(op, dtype, bytes, inBackward)),
                call);
    }

    /// Adds a tensor that no operator of the graph made.
    int leaf(Tensor tensor, boolean inBackward) {
        String name = tensor.name();
        boolean parameter = tensor.isLeaf() && tensor.requiresGrad();
        String label = name != null ? name : parameter ? "Param" : "Non-Param";
        return leaf(tensor, label, inBackward);
    }

    /// As above, under a name.
    int leaf(Tensor tensor, String label, boolean inBackward) {
        int place = nodes.size();
        String shape = text(tensor.shape());
        GraphNode node = tensor.isLeaf() && tensor.requiresGrad()
                ? GraphNode.parameter(place, label, shape, tensor.dtype())
                : GraphNode.leaf(place, label, shape, tensor.dtype());
        leaves.put(place, tensor);
        backward.set(place, inBackward);
        return add(node.with(notes.ofLeaf(tensor)), null);
    }

    private int add(GraphNode node, @Nullable ModuleCall call) {
        nodes.add(node);
        calls.add(call);
        return nodes.size() - 1;
    }

    void edge(int from, int to, int input, Shape shape, DType dtype) {
        edges.add(new GraphEdge(from, to, input, text(shape), dtype));
    }

    /// Notes that an operator also read what is not in the graph.
    void notePartial(int place) {
        partial.set(place);
    }

    private String text(Shape shape) {
        return texts.computeIfAbsent(shape, Shape::toString);
    }

    /// Notes what else is known of a node.
    void note(int place, NodeFacts facts) {
        nodes.set(place, nodes.get(place).with(facts));
    }

    /// Notes the node whose memory a view shows, where views are asked for.
    void noteView(int place, int of) {
        if (notes.options().views() && nodes.get(place).family() == OperatorFamily.VIEW) {
            Long base = nodes.get(of).facts().base();
            note(
                    place,
                    nodes.get(place).facts().toBuilder()
                            .base(base == null ? Long.valueOf(of) : base)
                            .build());
        }
    }

    /// Gives a node a further attribute.
    void attribute(int place, String key, String value) {
        nodes.set(place, nodes.get(place).with(key, value));
    }

    /// Gives the result of an operator the name of a tensor; of several names the first in the alphabet
    /// stays.
    void name(int place, String name) {
        NodeFacts facts = nodes.get(place).facts();
        String known = facts.name();
        if (nodes.get(place).kind() == NodeKind.OPERATION && (known == null || name.compareTo(known) < 0)) {
            note(place, facts.toBuilder().name(name).build());
        }
    }

    /// The tensors that no operator of the graph made, by place.
    Map<Integer, Tensor> leaves() {
        return Collections.unmodifiableMap(leaves);
    }

    /// The operations that nothing in the graph uses.
    BitSet unused() {
        BitSet unused = new BitSet(nodes.size());
        for (int place = 0; place < nodes.size(); place++) {
            unused.set(place, nodes.get(place).kind() == NodeKind.OPERATION);
        }
        for (GraphEdge edge : edges) {
            unused.clear((int) edge.from());
        }
        return unused;
    }

    /// The graph so far.
    ///
    /// @param outputs the places of the nodes that it was asked for
    GraphModel model(BitSet outputs, Sides sides) {
        GraphModules modules = new GraphModules(nodes, edges, calls, leaves, partial, backward, sides);
        List<GraphNode> finished = new ArrayList<>(nodes.size());
        for (int place = 0; place < nodes.size(); place++) {
            GraphNode node = modules.placed(place);
            finished.add(outputs.get(place) ? node.asOutput() : node);
        }
        return new GraphModel(finished, edges, modules.known());
    }
}
