package dev.autograd;

import dev.autograd.engine.Mode;
import dev.autograd.engine.Modes;
import dev.autograd.engine.ThreadState;
import dev.autograd.engine.Walk;
import dev.autograd.value.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Switches modes, asks for gradients, and keeps each thread's random generator.
///
/// ```java
/// try (var _ = Autograd.noGrad()) {
///     weights.sub_(weights.grad().mul(0.1));
/// }
/// float[] scores = Autograd.inferenceMode(() -> model.forward(x).toFloatArray());
/// ```
///
/// Modes nest, end with their block however it is left, and belong to the thread that sets them: nothing is global.
/// Each
/// has two forms. The one that is closed is the thread's alone: no thread started meanwhile sees it. The one that runs
/// a
/// lambda is also followed by threads that a `StructuredTaskScope` forks inside it: they start with all modes that were
/// set when the lambda began. Threads that are started otherwise, and those of pools, start with none.
public final class Autograd {
    private Autograd() {}

    /// Stops recording on this thread until the result is closed.
    ///
    /// What operators make is off the tape. Tensors may be changed in place that could not while recording, such as
    /// parameters. A view that is made of a tensor on the tape is a constant to it from then on, like
    /// [Tensor#detach()], and may only be changed under noGrad as well.
    public static Modes noGrad() {
        return Modes.open(Mode.NO_GRAD);
    }

    /// Runs code without recording, as [#noGrad()].
    public static void noGrad(Runnable body) {
        Modes.within(Mode.NO_GRAD, body);
    }

    /// Runs code without recording, as [#noGrad()], and returns its result.
    public static <T extends @Nullable Object> T noGrad(Supplier<T> body) {
        return Modes.within(Mode.NO_GRAD, body);
    }

    /// Records again, inside [#noGrad()], until the result is closed.
    ///
    /// @throws IllegalStateException inside [#inferenceMode()], where nothing can be recorded
    public static Modes enableGrad() {
        return Modes.open(Mode.ENABLE_GRAD);
    }

    /// Runs code with recording, as [#enableGrad()].
    ///
    /// @throws IllegalStateException inside [#inferenceMode()]
    public static void enableGrad(Runnable body) {
        Modes.within(Mode.ENABLE_GRAD, body);
    }

    /// Runs code with recording, as [#enableGrad()], and returns its result.
    ///
    /// @throws IllegalStateException inside [#inferenceMode()]
    public static <T extends @Nullable Object> T enableGrad(Supplier<T> body) {
        return Modes.within(Mode.ENABLE_GRAD, body);
    }

    /// Whether this thread records.
    public static boolean isGradEnabled() {
        return ThreadState.current().gradEnabled();
    }

    /// Stops recording on this thread for good until the result is closed, for programs that only run models.
    ///
    /// As [#noGrad()], and what is made meanwhile is an [inference tensor][Tensor#isInference()]: an operator that
    /// is
    /// recorded later refuses to save it, and it may not be changed in place outside this mode, each with an
    /// [IllegalStateException]. So no result can find its way into a training step unnoticed. A [Tensor#clone()]
    /// made
    /// outside is a normal tensor. Views of normal tensors stay normal.
    public static Modes inferenceMode() {
        return Modes.open(Mode.INFERENCE);
    }

    /// Runs code in inference mode, as [#inferenceMode()].
    public static void inferenceMode(Runnable body) {
        Modes.within(Mode.INFERENCE, body);
    }

    /// Runs code in inference mode, as [#inferenceMode()], and returns its result.
    public static <T extends @Nullable Object> T inferenceMode(Supplier<T> body) {
        return Modes.within(Mode.INFERENCE, body);
    }

    /// Whether this thread is in inference mode.
    public static boolean isInferenceModeEnabled() {
        return ThreadState.current().inference();
    }

    /// Looks for the first NaN or infinity on this thread until the result is closed.
    ///
    /// Every operator and every gradient rule is looked at. The first that makes a NaN or an infinity of numbers
    /// that
    /// are none is an [ArithmeticException] that names the operator, the shapes, types and ranges of its inputs,
    /// which
    /// gradient it is, and the line of the program that ran the operator. An operator that passes on what an input
    /// or a
    /// setting holds already, as a mask of -infinity, is not to blame; a gradient rule always is. An error about a
    /// value
    /// that was saved and then changed in place names both lines. Everything takes several times as long.
    ///
    /// For the lines of operators the mode must be on while they run, not only during backward.
    public static Modes detectAnomaly() {
        return detectAnomaly(true);
    }

    /// As [#detectAnomaly()].
    ///
    /// @param checkNan whether to look for NaN and infinity, or only to remember lines for other errors
    public static Modes detectAnomaly(boolean checkNan) {
        return Modes.open(checkNan ? Mode.DETECT_ANOMALY : Mode.TRACE_ANOMALY);
    }

    /// Runs code that is looked at, as [#detectAnomaly()].
    public static void detectAnomaly(Runnable body) {
        Modes.within(Mode.DETECT_ANOMALY, body);
    }

    /// Runs code that is looked at, as [#detectAnomaly()], and returns its result.
    public static <T extends @Nullable Object> T detectAnomaly(Supplier<T> body) {
        return Modes.within(Mode.DETECT_ANOMALY, body);
    }

    /// Runs code that is looked at, as [#detectAnomaly(boolean)].
    public static void detectAnomaly(boolean checkNan, Runnable body) {
        Modes.within(checkNan ? Mode.DETECT_ANOMALY : Mode.TRACE_ANOMALY, body);
    }

    /// Runs code that is looked at, as [#detectAnomaly(boolean)], and returns its result.
    public static <T extends @Nullable Object> T detectAnomaly(boolean checkNan, Supplier<T> body) {
        return Modes.within(checkNan ? Mode.DETECT_ANOMALY : Mode.TRACE_ANOMALY, body);
    }

    /// Refuses on this thread, until the result is closed, what would depend on the order in which threads run.
    ///
    /// Operators give the same bits on any number of threads anyway. What is left is one thing: when several
    /// threads add
    /// to the gradient of one leaf, their order decides how the sum is rounded. In this mode a backward throws an
    /// [IllegalStateException] instead, before any gradient has changed, when another thread's backward has added
    /// to the
    /// gradient of a leaf that it reaches since that was last set or cleared ([Tensor#setGrad], or an optimiser's
    /// `zeroGrad`; changing the gradient's values in place is neither). It is the later backward that is refused;
    /// one
    /// outside this mode never is.
    public static Modes deterministic() {
        return Modes.open(Mode.DETERMINISTIC);
    }

    /// Runs code in deterministic mode, as [#deterministic()].
    public static void deterministic(Runnable body) {
        Modes.within(Mode.DETERMINISTIC, body);
    }

    /// Runs code in deterministic mode, as [#deterministic()], and returns its result.
    public static <T extends @Nullable Object> T deterministic(Supplier<T> body) {
        return Modes.within(Mode.DETERMINISTIC, body);
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
