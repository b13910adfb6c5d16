package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.engine.profile.Frame;
import dev.autograd.engine.profile.Kind;
import dev.autograd.engine.profile.Profile;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The part of a tape between inputs and outputs, read forwards: tangents of the inputs are pushed through it, node by
/// node in ascending number, by each operator's forward-mode rule. This is the function's linear approximation at the
/// point where it ran, and can be applied to any number of tangents.
///
/// Each push visits every node once and keeps a tangent only until its last consumer has run.
public final class Linearization {
    private static final int OUTSIDE = -1; // the place of what does not depend on the inputs

    private final Node[] nodes; // the inputs' nodes first, then what depends on them, ascending
    private final int[][] sources; // by node: the place of each of its inputs
    private final int[] lastUse; // by node: the place of its last consumer
    private final int[] inputPlaces;
    private final int[] inputSlots;
    private final int[] outputPlaces;
    private final int[] outputSlots;
    private final Shape[] inputShapes;

    /// The tape from inputs to outputs. Inputs and outputs must require a gradient; an output that does not
    /// depend on an input has no tangent.
    public Linearization(Tensor[] inputs, @Nullable Tensor[] outputs) {
        TensorAccess access = TensorAccess.get();
        IdentityHashMap<Node, Integer> places = new IdentityHashMap<>();
        List<Node> kept = new ArrayList<>();
        inputPlaces = new int[inputs.length];
        inputSlots = new int[inputs.length];
        inputShapes = new Shape[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            Node node = access.node(inputs[i]);
            inputPlaces[i] = place(node, places, kept);
            inputSlots[i] = access.slot(inputs[i]);
            inputShapes[i] = inputs[i].shape();
        }
        int boundary = kept.size();
        for (Node node : Reach.from(outputs, Set.copyOf(places.keySet()), 0).nodes()) {
            if (dependsOn(node, places)) {
                place(node, places, kept);
            }
        }
        nodes = kept.toArray(new Node[0]);
        sources = new int[nodes.length][];
        lastUse = new int[nodes.length];
        for (int at = boundary; at < nodes.length; at++) {
            sources[at] = sources(nodes[at], places);
            for (int source : sources[at]) {
                if (source != OUTSIDE) {
                    lastUse[source] = at;
                }
            }
        }
        outputPlaces = new int[outputs.length];
        outputSlots = new int[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            Tensor output = outputs[i];
            outputPlaces[i] = OUTSIDE;
            if (output != null && output.requiresGrad()) {
                outputPlaces[i] = places.getOrDefault(access.node(output), OUTSIDE);
                outputSlots[i] = access.slot(output);
            }
            if (outputPlaces[i] != OUTSIDE) {
                lastUse[outputPlaces[i]] = Integer.MAX_VALUE;
            }
        }
    }

    private static int place(Node node, IdentityHashMap<Node, Integer> places, List<Node> kept) {
        return places.computeIfAbsent(node, _ -> {
            kept.add(node);
            return kept.size() - 1;
        });
    }

    private static boolean dependsOn(Node node, IdentityHashMap<Node, Integer> places) {
        for (int i = 0; i < node.inputCount(); i++) {
            Node input = node.input(i);
            if (input != null && places.containsKey(input)) {
                return true;
            }
        }
        return false;
    }

    private static int[] sources(Node node, IdentityHashMap<Node, Integer> places) {
        int[] result = new int[node.inputCount()];
        for (int i = 0; i < result.length; i++) {
            Node input = node.input(i);
            result[i] = input == null ? OUTSIDE : places.getOrDefault(input, OUTSIDE);
        }
        return result;
    }

    /// The tangents of the outputs for given tangents of the inputs; null for inputs that do not move, and for
    /// outputs that do not move then.
    ///
    /// @throws IllegalArgumentException when a tangent has not the shape of its input
    public @Nullable Tensor[] push(@Nullable Tensor... tangents) {
        @Nullable Tensor[] @Nullable [] at = new Tensor[nodes.length][];
        for (int i = 0; i < tangents.length; i++) {
            Tensor tangent = tangents[i];
            if (tangent != null) {
                if (!tangent.shape().equals(inputShapes[i])) {
                    throw new IllegalArgumentException("jvp: tangent " + i + " has shape " + tangent.shape()
                            + ", but its input has shape " + inputShapes[i]);
                }
                slots(at, inputPlaces[i])[inputSlots[i]] = tangent;
            }
        }
        try (Reading _ = Reading.open()) {
            for (int place = 0; place < nodes.length; place++) {
                if (sources[place] != null) {
                    visit(place, at);
                }
            }
        }
        @Nullable Tensor[] result = new Tensor[outputPlaces.length];
        for (int i = 0; i < result.length; i++) {
            @Nullable Tensor[] slots = outputPlaces[i] == OUTSIDE ? null : at[outputPlaces[i]];
            result[i] = slots == null ? null : slots[outputSlots[i]];
        }
        return result;
    }

    private @Nullable Tensor[] slots(@Nullable Tensor[] @Nullable [] at, int place) {
        @Nullable Tensor[] slots = at[place];
        if (slots == null) {
            slots = new Tensor[nodes[place].outputCount()];
            at[place] = slots;
        }
        return slots;
    }

    private void visit(int place, @Nullable Tensor[] @Nullable [] at) {
        OpNode node = (OpNode) nodes[place];
        int[] from = sources[place];
        @Nullable Tensor[] tangents = new Tensor[from.length];
        boolean moves = false;
        for (int i = 0; i < from.length; i++) {
            @Nullable Tensor[] slots = from[i] == OUTSIDE ? null : at[from[i]];
            tangents[i] = slots == null ? null : slots[node.inputSlot(i)];
            moves |= tangents[i] != null;
        }
        if (moves) {
            @Nullable Tensor[] outputs = rule(node, tangents);
            check(node, outputs);
            at[place] = outputs;
        }
        for (int source : from) {
            if (source != OUTSIDE && lastUse[source] == place) {
                at[source] = null;
            }
        }
    }

    private static @Nullable Tensor[] rule(OpNode node, @Nullable Tensor[] tangents) {
        Profile profile = ThreadState.current().profile();
        if (profile == null) {
            return node.op().jvp(new Forward(node, tangents));
        }
        Frame frame = profile.enter(Kind.TANGENT, node.name());
        try {
            return node.op().jvp(new Forward(node, tangents));
        } finally {
            profile.leave(frame);
        }
    }

    private static void check(OpNode node, @Nullable Tensor[] outputs) {
        if (outputs.length != node.outputCount()) {
            throw new IllegalStateException(node.name() + ": the forward-mode rule returned " + outputs.length
                    + " tangents for " + node.outputCount() + " outputs: " + Arrays.toString(outputs));
        }
        for (int i = 0; i < outputs.length; i++) {
            Tensor tangent = outputs[i];
            if (tangent != null && (!tangent.shape().equals(node.shape(i)) || tangent.dtype() != node.dtype(i))) {
                throw new IllegalStateException(node.name() + ": the forward-mode rule returned " + tangent.dtype()
                        + " " + tangent.shape() + " for output " + i + ", which is " + node.dtype(i) + " "
                        + node.shape(i));
            }
        }
    }
}
