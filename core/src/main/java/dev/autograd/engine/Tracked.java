package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.op.layout.Alias;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One run of a function with inputs that are tracked for a transform (`vjp`, `jvp`, ...), whether or not the caller
/// tracks them: between these inputs and the outputs lies the piece of tape that the transform walks.
///
/// What the caller differentiates itself stays connected: an input that requires a gradient is aliased on the tape, so
/// that transforms nest. All other inputs become leaves of their own, and what depends on nothing else that requires a
/// gradient is handed out detached.
///
/// Inside a map there may be someone else who differentiates: whoever differentiates the map from outside does so on
/// the tensors behind those that are seen here. For them the derivative is recorded too, and handed out detached only
/// from the tape here.
public final class Tracked {
    private final Tensor[] inputs;
    private final Tensor[] outputs;
    private final int transform; // how deeply nested this is
    private final boolean isOpen; // whether the caller differentiates what this depends on
    private final boolean isOpenOutside; // whether someone outside a map does

    private Tracked(Tensor[] inputs, Tensor[] outputs, int transform, boolean isOpen, boolean isOpenOutside) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.transform = transform;
        this.isOpen = isOpen;
        this.isOpenOutside = isOpenOutside;
    }

    /// Runs a function.
    ///
    /// @throws IllegalArgumentException when an input is of no floating type
    public static Tracked run(String name, Function<Tensor[], Tensor[]> function, Tensor... given) {
        ThreadState thread = ThreadState.current();
        boolean recording = thread.gradEnabled();
        int transform = thread.enterTransform();
        try (Modes _ = Modes.open(Mode.ENABLE_GRAD)) {
            Tensor[] inputs = new Tensor[given.length];
            boolean isOpen = false;
            for (int i = 0; i < given.length; i++) {
                if (!given[i].dtype().isFloating()) {
                    throw new IllegalArgumentException(name + ": input " + i + " " + given[i].shape() + " is "
                            + given[i].dtype() + ", but only float32 and float64 tensors have derivatives");
                }
                boolean tracked = recording && given[i].requiresGrad();
                inputs[i] = tracked ? Alias.of(given[i])[0] : leaf(given[i], transform);
                isOpen |= tracked;
            }
            Tensor[] outputs = function.apply(inputs.clone());
            isOpen |= recording && Reach.from(outputs, nodes(inputs), transform).isOpen();
            return new Tracked(inputs, outputs, transform, isOpen, recording && isTrackedOutside(outputs, transform));
        } finally {
            thread.leaveTransform();
        }
    }

    private static Tensor leaf(Tensor given, int transform) {
        Tensor leaf = TensorAccess.get().fresh(given).requiresGrad_();
        ((LeafNode) TensorAccess.get().node(leaf)).belongsTo(transform);
        return leaf;
    }

    /// Whether someone who was there before this transform differentiates what stands behind tensors of a map.
    private static boolean isTrackedOutside(Tensor[] tensors, int transform) {
        List<Tensor> values = new ArrayList<>();
        for (Tensor tensor : tensors) {
            values.addAll(Batched.behind(tensor));
        }
        return !values.isEmpty()
                && Reach.from(values.toArray(new Tensor[0]), Set.of(), transform)
                        .isOpen();
    }

    private static Set<Node> nodes(Tensor[] tensors) {
        Set<Node> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Tensor tensor : tensors) {
            nodes.add(TensorAccess.get().node(tensor));
        }
        return nodes;
    }

    /// What the function returned: on the tape where the caller differentiates it, otherwise off it.
    public Tensor[] outputs() {
        return handedOut(outputs.clone(), isOpen, isOpenOutside);
    }

    private static Tensor[] handedOut(Tensor[] results, boolean isOpen, boolean isOpenOutside) {
        for (int i = 0; i < results.length && !isOpen; i++) {
            results[i] = isOpenOutside ? TensorAccess.get().fresh(results[i]) : results[i].detach();
        }
        return results;
    }

    /// The products of cotangents of the outputs and the derivative, for every input; zeros where an input has no
    /// influence.
    public Tensor[] pullback(Tensor... cotangents) {
        boolean here = isRecorded(cotangents);
        boolean outside = isRecordedOutside(cotangents);
        Tensor[] roots = new Tensor[outputs.length];
        Tensor[] starts = new Tensor[outputs.length];
        int n = 0;
        for (int i = 0; i < outputs.length; i++) {
            check("vjp: cotangent ", i, cotangents[i], "output", outputs[i]);
            if (outputs[i].requiresGrad()) {
                roots[n] = outputs[i];
                starts[n++] = cotangents[i];
            }
        }
        if (n == 0) {
            return orZeros(new Tensor[inputs.length], inputs);
        }
        GraphUse use = here || outside ? GraphUse.CREATE : GraphUse.RETAIN;
        @Nullable
        Tensor[] gradients = Walk.gradients(
                Arrays.copyOf(roots, n), Arrays.copyOf(starts, n), inputs, use, Caller.of("vjp", roots[0]));
        return handedOut(orZeros(gradients, inputs), here, outside);
    }

    /// The derivative, to be applied to tangents any number of times.
    public Function<Tensor[], Tensor[]> pushforward() {
        Linearization linearization = new Linearization(inputs, outputs);
        return tangents -> {
            for (int i = 0; i < inputs.length; i++) {
                check("jvp: tangent ", i, tangents[i], "input", inputs[i]);
            }
            boolean here = isRecorded(tangents);
            boolean outside = isRecordedOutside(tangents);
            Tensor[] results = Modes.withGrad(here || outside, () -> orZeros(linearization.push(tangents), outputs));
            return handedOut(results, here, outside);
        };
    }

    /// Whether someone may want to differentiate what is computed with the derivative.
    private boolean isRecorded(Tensor[] given) {
        boolean record = isOpen;
        for (Tensor tensor : given) {
            record |= tensor.requiresGrad();
        }
        return record && ThreadState.current().gradEnabled();
    }

    private boolean isRecordedOutside(Tensor[] given) {
        return ThreadState.current().gradEnabled() && (isOpenOutside || isTrackedOutside(given, transform));
    }

    private static void check(String what, int i, Tensor given, String other, Tensor like) {
        if (!given.shape().equals(like.shape()) || given.dtype() != like.dtype()) {
            throw new IllegalArgumentException(what + i + " is " + given.dtype() + " " + given.shape() + ", but "
                    + other + " " + i + " is " + like.dtype() + " " + like.shape());
        }
    }

    private static Tensor[] orZeros(@Nullable Tensor[] found, Tensor[] like) {
        Tensor[] result = new Tensor[found.length];
        for (int i = 0; i < result.length; i++) {
            Tensor tensor = found[i];
            result[i] = tensor != null ? tensor : Tensor.zerosLike(like[i]);
        }
        return result;
    }
}
