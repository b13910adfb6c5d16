package dev.autograd;

import dev.autograd.engine.Caller;
import dev.autograd.engine.GraphUse;
import dev.autograd.engine.Recorder;
import dev.autograd.engine.ThreadState;
import dev.autograd.engine.Walk;
import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.NodeFacts;
import dev.autograd.graph.NodeKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Builds the graph of how gradients are computed: the backward pass runs, recorded as for derivatives of the
/// gradient, and goes to nobody.
final class BackwardGraph {
    private final Tensor root;
    private final Tensor start;
    private final TapeGraph forward;
    private final GraphBuilder builder;
    private final int forwardCount;
    private final BitSet gradients = new BitSet(); // their places

    private BackwardGraph(String operation, GraphOptions options, Tensor root) {
        this.root = root;
        this.start = Roots.gradients(operation, new Tensor[] {root}, null)[0];
        this.forward = new TapeGraph(options, root);
        this.builder = forward.builder();
        this.forwardCount = builder.size();
        run(operation);
    }

    /// The gradients of all leaves behind a scalar.
    static GraphModel backward(GraphOptions options, Tensor root) {
        return new BackwardGraph("Graph.backward", options, root).alone();
    }

    /// The same beside the computation of the scalar itself.
    static GraphModel forwardAndBackward(GraphOptions options, Tensor root) {
        BackwardGraph graph = new BackwardGraph("Graph.forwardAndBackward", options, root);
        graph.gradients.or(graph.forward.outputs());
        return graph.builder.model(graph.gradients, GraphBuilder.Sides.BOTH);
    }

    private void run(String operation) {
        List<Integer> places = new ArrayList<>(); // of leaves, in the order in which they were made
        List<Tensor> leaves = new ArrayList<>();
        new TreeMap<>(forward.leaves()).forEach((place, leaf) -> {
            places.add(place);
            leaves.add(leaf);
        });
        RecordedGraph backward = new RecordedGraph(builder, forward.places(), this::outside);
        ThreadState thread = ThreadState.current();
        Recorder before = thread.recorder();
        thread.setRecorder(backward);
        @Nullable Tensor[] found;
        try {
            found = Walk.gradients(
                    new Tensor[] {root},
                    new Tensor[] {start},
                    leaves.toArray(Tensor[]::new),
                    GraphUse.CREATE,
                    Caller.of(operation, root));
        } finally {
            thread.setRecorder(before);
        }
        for (int i = 0; i < found.length; i++) {
            Tensor gradient = found[i];
            if (gradient != null) {
                note(places.get(i), gradient, backward.place(gradient));
            }
        }
    }

    /// What a gradient rule reads: values of the forward pass, or constants of its own.
    private int outside(Tensor tensor, boolean inBackward) {
        Integer place = forward.find(tensor);
        if (place != null) {
            return place;
        }
        return tensor == start ? builder.leaf(tensor, named(root, "output"), true) : builder.leaf(tensor, true);
    }

    private static String named(Tensor tensor, String otherwise) {
        String name = tensor.name();
        return (name == null ? otherwise : name) + ".grad";
    }

    /// Notes that a gradient is an output, and whose.
    private void note(int leaf, Tensor gradient, int place) {
        gradients.set(place);
        NodeFacts known = builder.node(place).facts();
        String name = builder.node(leaf).label() + ".grad";
        String others = known.name();
        builder.note(
                place,
                known.toBuilder()
                        .name(others == null ? name : others + ", " + name)
                        .build());
        if (builder.notes().options().values()) {
            NodeFacts ofLeaf = builder.node(leaf).facts();
            builder.note(
                    leaf,
                    ofLeaf.toBuilder().gradient(GraphNotes.summary(gradient)).build());
        }
    }

    /// The backward pass, where values of the forward pass are given.
    private GraphModel alone() {
        GraphModel whole = builder.model(gradients, GraphBuilder.Sides.NONE);
        BitSet used = new BitSet(forwardCount);
        List<GraphEdge> edges = new ArrayList<>();
        for (GraphEdge edge : whole.edges()) {
            if (edge.to() >= forwardCount) {
                used.set((int) edge.from());
                edges.add(edge);
            }
        }
        used.or(gradients);
        List<GraphNode> nodes = new ArrayList<>();
        for (GraphNode node : whole.nodes()) {
            if (node.id() >= forwardCount) {
                nodes.add(node.with(node.facts().toBuilder().of(null).build()));
            } else if (used.get((int) node.id())) {
                nodes.add(given(node));
            }
        }
        return new GraphModel(nodes, edges, whole.modules());
    }

    /// A value of the forward pass as a leaf.
    private static GraphNode given(GraphNode node) {
        if (node.kind() != NodeKind.OPERATION) {
            return node;
        }
        String name = node.facts().name();
        GraphNode leaf = GraphNode.leaf(node.id(), name == null ? node.label() : name, node.shape(), node.dtype())
                .in(node.modulePath())
                .with("from", "forward")
                .with(node.facts());
        return node.output() ? leaf.asOutput() : leaf;
    }
}
