package dev.autograd;

import dev.autograd.engine.Modes;
import dev.autograd.engine.ThreadState;
import dev.autograd.engine.Walk;
import dev.autograd.value.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Switches gradient mode, asks for gradients, and keeps each thread's random generator.
///
/// Modes belong to the thread that sets them: no other thread, nor any thread started meanwhile, sees them.
///
/// ```java
/// try (var _ = Autograd.noGrad()) {
///     weights.sub_(weights.grad().mul(0.1));
/// }
/// ```
public final class Autograd {
    private Autograd() {}

    /// Stops recording on this thread until the result is closed.
    public static Modes noGrad() {
        return Modes.grad(false);
    }

    /// Runs code without recording.
    public static void noGrad(Runnable body) {
        Modes.withGrad(false, body);
    }

    /// Runs code without recording and returns its result.
    public static <T extends @Nullable Object> T noGrad(Supplier<T> body) {
        return Modes.withGrad(false, body);
    }

    /// Records again, inside [#noGrad()], until the result is closed.
    public static Modes enableGrad() {
        return Modes.grad(true);
    }

    /// Runs code with recording.
    public static void enableGrad(Runnable body) {
        Modes.withGrad(true, body);
    }

    /// Runs code with recording and returns its result.
    public static <T extends @Nullable Object> T enableGrad(Supplier<T> body) {
        return Modes.withGrad(true, body);
    }

    /// Whether this thread records.
    public static boolean isGradEnabled() {
        return ThreadState.current().gradEnabled();
    }

    /// The gradients of a scalar by the inputs; their `grad` is left alone, and the graph is freed.
    ///
    /// @throws IllegalStateException when the output is no scalar, or does not depend on some input
    public static Tensor[] grad(Tensor output, Tensor... inputs) {
        return grad(output, null, false, inputs);
    }

    /// The gradients of an output by the inputs; their `grad` is left alone.
    ///
    /// @param gradient the gradient to start from, or null for 1 when the output is a scalar
    /// @param createGraph record the computation of the gradients, so that they can be differentiated, and keep the
    ///     graph
    /// @throws IllegalStateException when the output is no scalar and has no gradient, or does not depend on some
    ///     input
    public static Tensor[] grad(Tensor output, @Nullable Tensor gradient, boolean createGraph, Tensor... inputs) {
        for (int i = 0; i < inputs.length; i++) {
            if (!inputs[i].requiresGrad()) {
                throw new IllegalStateException(
                        "grad: input " + i + " " + inputs[i].shape() + " does not require a gradient");
            }
        }
        @Nullable
        Tensor[] found = Walk.gradients(
                new Tensor[] {output},
                new Tensor[] {startingGradient("grad", output, gradient)},
                inputs,
                createGraph,
                createGraph);
        Tensor[] result = new Tensor[found.length];
        for (int i = 0; i < found.length; i++) {
            Tensor g = found[i];
            if (g == null) {
                throw new IllegalStateException(
                        "grad: the output does not depend on input " + i + " of shape " + inputs[i].shape());
            }
            result[i] = g;
        }
        return result;
    }

    static Tensor startingGradient(String operation, Tensor root, @Nullable Tensor gradient) {
        if (!root.requiresGrad()) {
            throw new IllegalStateException(operation + ": the tensor " + describe(root)
                    + " does not require a gradient: no input of it does, or it was computed under noGrad or detached");
        }
        if (gradient == null) {
            if (root.numel() != 1) {
                throw new IllegalStateException(
                        operation + ": only a scalar can start by itself, but the tensor has shape " + root.shape()
                                + "; reduce it, for example with sum(), or give a gradient of that shape");
            }
            return Tensor.onesLike(root);
        }
        if (!gradient.shape().equals(root.shape()) || gradient.dtype() != root.dtype()) {
            throw new IllegalArgumentException(operation + ": the gradient has shape " + gradient.shape() + " and type "
                    + gradient.dtype() + ", but the tensor has shape " + root.shape() + " and type " + root.dtype());
        }
        return gradient;
    }

    private static String describe(Tensor tensor) {
        return (tensor.name() == null ? "" : "'" + tensor.name() + "' ") + tensor.shape();
    }

    /// This thread's random generator, used by operators that are given none. Every thread starts from seed 0.
    public static Random random() {
        return ThreadState.current().random();
    }

    /// Starts this thread's random generator anew.
    public static void manualSeed(long seed) {
        ThreadState.current().setRandom(Random.seed(seed));
    }
}
