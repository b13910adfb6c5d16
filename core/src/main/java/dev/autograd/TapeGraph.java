package dev.autograd;

import dev.autograd.engine.LeafNode;
import dev.autograd.engine.Node;
import dev.autograd.engine.OpNode;
import dev.autograd.engine.Reachable;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.NodeFacts;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Builds a graph from the tape behind tensors.
final class TapeGraph {
    private final GraphBuilder builder;
    private final GraphOptions options;
    private final IdentityHashMap<Node, Integer> places = new IdentityHashMap<>();
    private final IdentityHashMap<Tensor, Integer> given = new IdentityHashMap<>(); // of tensors off the tape
    private final BitSet outputs = new BitSet();

    /// Everything behind tensors that are on the tape.
    TapeGraph(GraphOptions options, Tensor... tensors) {
        this.builder = new GraphBuilder(options);
        this.options = options;
        for (Node node : reachable(tensors)) {
            add(node);
        }
        for (Tensor tensor : tensors) {
            int place = place(tensor.trackedNode());
            outputs.set(place);
            noteTensor(place, tensor);
        }
    }

    static GraphModel of(GraphOptions options, Tensor... tensors) {
        TapeGraph graph = new TapeGraph(options, tensors);
        return graph.builder.model(graph.outputs, GraphBuilder.Sides.NONE);
    }

    GraphBuilder builder() {
        return builder;
    }

    /// The places of nodes of the tape.
    IdentityHashMap<Node, Integer> places() {
        return places;
    }

    /// The leaves that want a gradient, by place.
    Map<Integer, Tensor> leaves() {
        Map<Integer, Tensor> leaves = new HashMap<>();
        places.forEach((node, place) -> {
            if (node instanceof LeafNode leaf) {
                leaves.put(place, leaf.tensor());
            }
        });
        return leaves;
    }

    /// The places of the tensors that the graph was asked for: a fresh set.
    BitSet outputs() {
        return (BitSet) outputs.clone();
    }

    /// The place of a tensor that is in the graph, or null.
    @Nullable
    Integer find(Tensor tensor) {
        Integer place = given.get(tensor);
        return place != null || !tensor.requiresGrad() ? place : places.get(tensor.trackedNode());
    }

    /// All nodes behind the tensors, producers before consumers.
    private static List<Node> reachable(Tensor[] tensors) {
        List<Node> found =
                Reachable.from(Arrays.stream(tensors).map(Tensor::trackedNode).toList());
        found.sort(Comparator.comparingLong(Node::number));
        return found;
    }

    private void add(Node node) {
        switch (node) {
            case LeafNode leaf -> places.put(leaf, builder.leaf(leaf.tensor(), false));
            case OpNode op -> addOperation(op);
        }
    }

    private int place(Node node) {
        return Objects.requireNonNull(places.get(node), "producers come first");
    }

    private void addOperation(OpNode op) {
        Map<Integer, Integer> off = offTape(op);
        int place = builder.operation(op.op(), op.shape(0), op.dtype(0), bytes(op), op.module(), false);
        places.put(op, place);
        for (int i = 0; i < op.inputCount(); i++) {
            Node input = op.input(i);
            Integer from = input == null ? off.get(i) : Integer.valueOf(place(input));
            if (from == null) {
                builder.notePartial(place);
                continue;
            }
            if (input == null) {
                Tensor saved = Objects.requireNonNull(op.savedTensor(i));
                builder.edge(from, place, i, saved.shape(), saved.dtype());
            } else {
                int slot = op.inputSlot(i);
                builder.edge(from, place, i, input.shape(slot), input.dtype(slot));
            }
            if (i == 0) {
                builder.noteView(place, from);
            }
        }
        note(op, place);
    }

    private static long bytes(OpNode op) {
        long bytes = 0;
        for (int i = 0; i < op.outputCount(); i++) {
            bytes += GraphNotes.bytes(op.shape(i), op.dtype(i));
        }
        return bytes;
    }

    /// The nodes of inputs off the tape whose values were saved, by input.
    private Map<Integer, Integer> offTape(OpNode op) {
        Map<Integer, Integer> found = Map.of();
        for (int i = 0; i < op.inputCount(); i++) {
            Tensor saved = op.input(i) == null ? op.savedTensor(i) : null;
            if (saved != null) {
                found = found.isEmpty() ? new HashMap<>() : found;
                Integer known = given.get(saved);
                if (known == null) {
                    known = builder.leaf(saved, false);
                    given.put(saved, known);
                }
                found.put(i, known);
            }
        }
        return found;
    }

    /// Notes what the tape knows of an operator beside its shapes.
    private void note(OpNode op, int place) {
        String freed = op.freed();
        StackTraceElement line = options.callSites() ? op.ranAt() : null;
        if (freed != null || line != null || options.savedTensors()) {
            NodeFacts.Builder facts = builder.node(place).facts().toBuilder();
            facts.freed(freed).callSite(GraphNotes.line(line));
            if (options.savedTensors()) {
                facts.saved(GraphNotes.saved(op));
            }
            builder.note(place, facts.build());
        }
        for (int i = 0; i < op.inputCount() + op.outputCount(); i++) {
            Tensor saved = op.savedTensor(i);
            if (saved != null && op.isUnchanged(i) && saved.gradFn() instanceof OpNode made) {
                noteTensor(place(made), saved);
            }
        }
    }

    /// Notes what is known of an operator's result from the tensor itself.
    private void noteTensor(int place, Tensor tensor) {
        String name = tensor.name();
        if (name != null) {
            builder.name(place, name);
        }
        NodeFacts facts = builder.node(place).facts();
        if (options.values() && facts.values() == null) {
            builder.note(
                    place,
                    facts.toBuilder()
                            .values(GraphNotes.summary(tensor))
                            .gradient(GraphNotes.summary(tensor.retainsGrad() ? tensor.grad() : null))
                            .build());
        }
    }
}
