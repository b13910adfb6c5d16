package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.op.layout.Alias;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One run of a function with inputs that are tracked for a transform (`vjp`, `jvp`, ...), whether or not the caller
/// tracks them: between these inputs and the outputs lies the piece of tape that the transform walks.
///
/// What the caller differentiates itself stays connected: an input that requires a gradient is aliased on the tape, so
/// that transforms nest. All other inputs become leaves of their own, and what depends on nothing else that requires a
/// gradient is handed out detached.
public final class Tracked {
    private final Tensor[] inputs;
    private final Tensor[] outputs;
    private final boolean isOpen; // whether the caller differentiates what this depends on

    private Tracked(Tensor[] inputs, Tensor[] outputs, boolean isOpen) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.isOpen = isOpen;
    }

    /// Runs a function.
    ///
    /// @throws IllegalArgumentException when an input is of no floating type
    public static Tracked run(String name, Function<Tensor[], Tensor[]> function, Tensor... given) {
        boolean recording = ThreadState.current().gradEnabled();
        return Modes.withGrad(true, () -> {
            Tensor[] inputs = new Tensor[given.length];
            boolean isOpen = false;
            for (int i = 0; i < given.length; i++) {
                if (!given[i].dtype().isFloating()) {
                    throw new IllegalArgumentException(name + ": input " + i + " " + given[i].shape() + " is "
                            + given[i].dtype() + ", but only float32 and float64 tensors have derivatives");
                }
                boolean tracked = recording && given[i].requiresGrad();
                inputs[i] = tracked
                        ? Alias.of(given[i])[0]
                        : TensorAccess.get().fresh(given[i]).requiresGrad_();
                isOpen |= tracked;
            }
            Tensor[] outputs = function.apply(inputs.clone());
            isOpen |= recording && Reach.from(outputs, nodes(inputs)).isOpen();
            return new Tracked(inputs, outputs, isOpen);
        });
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
        Tensor[] result = outputs.clone();
        for (int i = 0; i < result.length && !isOpen; i++) {
            result[i] = TensorAccess.get().fresh(result[i]);
        }
        return result;
    }

    /// The products of cotangents of the outputs and the derivative, for every input; zeros where an input has no
    /// influence.
    public Tensor[] pullback(Tensor... cotangents) {
        boolean record = isRecorded(cotangents);
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
        GraphUse use = record ? GraphUse.CREATE : GraphUse.RETAIN;
        @Nullable
        Tensor[] gradients = Walk.gradients(
                Arrays.copyOf(roots, n), Arrays.copyOf(starts, n), inputs, use, Caller.of("vjp", roots[0]));
        return orZeros(gradients, inputs);
    }

    /// The derivative, to be applied to tangents any number of times.
    public Function<Tensor[], Tensor[]> pushforward() {
        Linearization linearization = new Linearization(inputs, outputs);
        return tangents -> {
            for (int i = 0; i < inputs.length; i++) {
                check("jvp: tangent ", i, tangents[i], "input", inputs[i]);
            }
            return Modes.withGrad(isRecorded(tangents), () -> orZeros(linearization.push(tangents), outputs));
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
