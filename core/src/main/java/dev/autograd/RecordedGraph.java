package dev.autograd;

import dev.autograd.engine.CallSite;
import dev.autograd.engine.ModuleCall;
import dev.autograd.engine.Node;
import dev.autograd.engine.OpNode;
import dev.autograd.engine.Recorder;
import dev.autograd.engine.ThreadState;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.NodeFacts;
import dev.autograd.graph.ValueSummary;
import dev.autograd.op.Op;
import dev.autograd.op.layout.AsStrided;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/// Builds a graph from the operators that a thread runs.
final class RecordedGraph implements Recorder {
    private final GraphBuilder builder;
    private final GraphOptions options;
    private final Outside outside;
    private final ThreadState thread = ThreadState.current();
    private final IdentityHashMap<Tensor, Integer> places =
            new IdentityHashMap<>(); // of the node that a tensor is or comes from
    private final IdentityHashMap<Tensor, Integer> changes =
            new IdentityHashMap<>(); // of the node that last changed a tensor in place
    private final IdentityHashMap<Node, Integer> taped; // the places of nodes of the tape
    private final Deque<Rule> rules = new ArrayDeque<>(); // that run, the innermost first
    private int walks; // that go on
    private long started; // when the operator that runs did, or 0

    /// A gradient rule that runs.
    ///
    /// @param place of the node that it belongs to, or null when that is not in the graph
    private record Rule(OpNode node, @Nullable Integer place, long started) {}

    /// Says what a tensor is that the graph has not seen.
    @FunctionalInterface
    interface Outside {
        /// The place of a tensor, which is added to the graph when it is new there.
        int place(Tensor tensor, boolean inBackward);
    }

    /// An empty graph.
    RecordedGraph(GraphOptions options) {
        this.builder = new GraphBuilder(options);
        this.options = options;
        this.outside = builder::leaf;
        this.taped = new IdentityHashMap<>();
    }

    /// A graph that goes on from what is there.
    ///
    /// @param taped the places of nodes of the tape
    RecordedGraph(GraphBuilder builder, IdentityHashMap<Node, Integer> taped, Outside outside) {
        this.builder = builder;
        this.options = builder.notes().options();
        this.outside = outside;
        this.taped = taped;
    }

    @Override
    public boolean isTimed() {
        return options.time();
    }

    @Override
    public void start() {
        started = System.nanoTime();
    }

    @Override
    public void record(Op op, Tensor[] inputs, Tensor[] outputs) {
        Long nanos = started == 0 ? null : Long.valueOf(System.nanoTime() - started);
        started = 0;
        int[] from = new int[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            from[i] = place(inputs[i]);
        }
        int place = operation(op, outputs);
        for (int i = 0; i < inputs.length; i++) {
            builder.edge(from[i], place, i, inputs[i].shape(), inputs[i].dtype());
        }
        if (from.length > 0) {
            builder.noteView(place, from[0]);
        }
        note(place, op, outputs, nanos);
        for (Tensor output : outputs) {
            put(output, place);
        }
    }

    private int operation(Op op, Tensor... outputs) {
        long bytes = 0;
        for (Tensor output : outputs) {
            bytes += GraphNotes.bytes(output.shape(), output.dtype());
        }
        Tensor first = outputs[0];
        ModuleCall call = walks > 0 ? null : thread.moduleCall();
        return builder.operation(op, first.shape(), first.dtype(), bytes, call, walks > 0);
    }

    /// Notes what only the run of an operator knows.
    private void note(int place, Op op, Tensor[] outputs, @Nullable Long nanos) {
        Rule rule = rules.peek();
        if (rule != null) {
            builder.attribute(place, "rule", rule.node().name());
        }
        OpNode node = outputs[0].gradFn() instanceof OpNode made && made.op() == op ? made : null;
        if (node != null) {
            taped.put(node, place);
        }
        boolean plain = nanos == null && !options.values() && !options.callSites();
        if (plain && rule == null && (node == null || !options.savedTensors())) {
            return;
        }
        NodeFacts.Builder facts = builder.node(place).facts().toBuilder();
        if (nanos != null) {
            facts.forwardNanos(nanos);
        }
        if (rule != null && rule.place() != null) {
            facts.of(rule.place().longValue());
        }
        if (node != null && options.savedTensors()) {
            facts.saved(GraphNotes.saved(node));
        }
        if (options.values()) {
            facts.values(GraphNotes.summary(outputs[0]));
        }
        if (options.callSites()) {
            facts.callSite(GraphNotes.line(CallSite.find()));
        }
        builder.note(place, facts.build());
    }

    @Override
    public void alias(Tensor known, Tensor other) {
        put(other, place(known));
    }

    @Override
    public void enterBackward() {
        walks++;
    }

    @Override
    public void leaveBackward() {
        walks--;
    }

    @Override
    public void enterRule(OpNode node, @Nullable Tensor[] gradients) {
        Integer place = taped.get(node);
        if (place != null && options.values()) {
            ValueSummary values = GraphNotes.summary(gradients[0]);
            builder.note(
                    place,
                    builder.node(place).facts().toBuilder().gradient(values).build());
        }
        rules.push(new Rule(node, place, options.time() ? System.nanoTime() : 0));
    }

    @Override
    public void leaveRule() {
        Rule rule = rules.pop();
        if (rule.place() != null && options.time()) {
            NodeFacts facts = builder.node(rule.place()).facts();
            Long before = facts.backwardNanos();
            long nanos = System.nanoTime() - rule.started() + (before == null ? 0 : before);
            builder.note(rule.place(), facts.toBuilder().backwardNanos(nanos).build());
        }
    }

    private void put(Tensor tensor, int place) {
        if (places.put(tensor, place) != null) {
            changes.put(tensor, place);
        }
    }

    /// The place of a tensor, which is added to the graph when it is new there.
    int place(Tensor tensor) {
        Tensor base = tensor.base();
        Integer changed = base == null ? null : changes.get(base);
        if (base != null && changed != null && places.getOrDefault(tensor, -1) < changed) {
            addView(tensor, base);
        }
        Integer place = places.get(tensor);
        if (place == null) {
            place = outside.place(tensor, walks > 0);
            places.put(tensor, place);
        }
        return place;
    }

    /// What a view shows since its base was changed in place.
    private void addView(Tensor view, Tensor base) {
        int from = place(base);
        int place = operation(new AsStrided(base.layout(), view.layout()), view);
        builder.edge(from, place, 0, base.shape(), base.dtype());
        builder.noteView(place, from);
        places.put(view, place);
    }

    /// Whether a backward pass goes on.
    boolean isInBackward() {
        return walks > 0;
    }

    /// The places of all tensors that the graph has seen.
    IdentityHashMap<Tensor, Integer> places() {
        return places;
    }

    GraphBuilder builder() {
        return builder;
    }

    /// The graph so far, with one tensor marked as its output.
    GraphModel model(Tensor output) {
        BitSet outputs = new BitSet();
        outputs.set(place(output));
        return model(outputs);
    }

    /// The graph so far, with what nothing has used marked as outputs.
    GraphModel model() {
        return model(builder.unused());
    }

    private GraphModel model(BitSet outputs) {
        places.forEach((tensor, place) -> {
            String name = tensor.name();
            if (name != null) {
                builder.name(place, name);
            }
        });
        builder.leaves().forEach((place, leaf) -> {
            Integer gradient = leaf.grad() == null ? null : places.get(leaf.grad());
            if (gradient != null) {
                builder.name(gradient, builder.node(place).label() + ".grad");
            }
        });
        return builder.model(outputs, GraphBuilder.Sides.BACKWARD);
    }
}
