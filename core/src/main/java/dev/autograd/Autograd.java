package dev.autograd;

import dev.autograd.engine.Modes;
import dev.autograd.engine.ThreadState;
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

    /// The gradients of a scalar by the inputs; no tensor's `grad` changes, and the graph is freed.
    ///
    /// @throws IllegalStateException when the output is no scalar, or does not depend on some input
    /// @throws BackwardException when the graph was freed already or changed in place, or a gradient rule or a hook
    /// fails
    public static Tensor[] grad(Tensor output, Tensor... inputs) {
        return grad(output, GradOptions.DEFAULT, inputs);
    }

    /// The gradients of an output by the inputs; no tensor's `grad` changes.
    ///
    /// ```java
    /// Tensor slope = Autograd.grad(y, GradOptions.DEFAULT.withCreateGraph(), x)[0];
    /// Tensor curvature = Autograd.grad(slope, x)[0];
    /// ```
    ///
    /// @throws IllegalStateException when the output is no scalar and the options give no gradient for it, or when
    /// it
    ///     does not depend on some input, unless [GradOptions#withMaterializeGrads()] asks for zeros
    /// @throws IllegalArgumentException when a gradient in the options does not fit, or the options allow null in
    /// the
    ///     result: the form with arrays returns that
    /// @throws BackwardException when the graph was freed already or changed in place, or a gradient rule or a hook
    /// fails
    public static Tensor[] grad(Tensor output, GradOptions options, Tensor... inputs) {
        return Differentiation.withoutNull(new Tensor[] {output}, inputs, options);
    }

    /// The gradients of the sum of `outputs[i] * gradOutputs[i]` by the inputs, each of its input's shape and type;
    /// no
    /// tensor's `grad` changes.
    ///
    /// Tensor hooks of the inputs run. Hooks of nodes run where the node's gradient rule does, and a rule runs only
    /// where it leads to an input.
    ///
    /// @return in the order of the inputs; null for an input that no output depends on, where
    ///     [GradOptions#withAllowUnused()] says so
    /// @throws IllegalStateException when an output is no scalar and the options give no gradient for it, when an
    /// output
    ///     or an input does not require a gradient, or when no output depends on some input, unless the options
    /// allow
    ///     that
    /// @throws IllegalArgumentException when there are no outputs or no inputs, or a gradient in the options does
    /// not fit
    /// @throws BackwardException when the graph was freed already or changed in place, or a gradient rule or a hook
    /// fails
    public static @Nullable Tensor[] grad(Tensor[] outputs, Tensor[] inputs, GradOptions options) {
        return Differentiation.of(outputs, inputs, options);
    }

    /// Adds the gradients of the sum of scalars to all leaves that they depend on, in one pass, and frees the
    /// graph.
    ///
    /// @throws IllegalStateException when a tensor is no scalar, or not on the tape
    /// @throws BackwardException when the graph was freed already or changed in place, or a gradient rule or a hook
    /// fails
    public static void backward(Tensor... tensors) {
        backward(tensors, new @Nullable Tensor[tensors.length], BackwardOptions.DEFAULT);
    }

    /// Adds the gradients of the sum of `tensors[i] * gradients[i]` to all leaves that the tensors depend on, in
    /// one
    /// pass.
    ///
    /// @param gradients of each tensor's shape and type; null for 1 where the tensor is a scalar
    /// @throws IllegalStateException when a tensor is no scalar and has no gradient, or is not on the tape
    /// @throws IllegalArgumentException when there are no tensors, or a gradient does not fit
    /// @throws BackwardException when the graph was freed already or changed in place, or a gradient rule or a hook
    /// fails
    public static void backward(Tensor[] tensors, @Nullable Tensor[] gradients, BackwardOptions options) {
        Differentiation.accumulate(tensors, gradients, options);
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
