package dev.autograd;

import dev.autograd.engine.Mode;
import dev.autograd.engine.Modes;
import dev.autograd.engine.Recomputation;
import dev.autograd.engine.SavedTensorScope;
import dev.autograd.engine.ThreadState;
import dev.autograd.value.Random;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
/// Modes nest, end with their block however it is left, and belong to the thread that sets them: nothing is
/// global. Each has two forms. The one that is closed is the thread's alone: no thread started meanwhile
/// sees it. The one that runs a lambda is also followed by threads that a `StructuredTaskScope` forks
/// inside it: they start with all modes that were set when the lambda began. Threads that are started
/// otherwise, and those of pools, start with none.
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
    /// As [#noGrad()], and what is made meanwhile is an [inference tensor][Tensor#isInference()]: an
    /// operator that is recorded later refuses to save it, and it may not be changed in place outside this
    /// mode, each with an [IllegalStateException]. So no result can find its way into a training step
    /// unnoticed. A [Tensor#clone()] made outside is a normal tensor. Views of normal tensors stay normal.
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
    /// Every operator and every gradient rule is looked at. The first that makes a NaN or an infinity of
    /// numbers that are none is an [ArithmeticException] that names the operator, the shapes, types and
    /// ranges of its inputs, which gradient it is, and the line of the program that ran the operator. An
    /// operator that passes on what an input or a setting holds already, as a mask of -infinity, is not to
    /// blame; a gradient rule always is. An error about a value that was saved and then changed in place
    /// names both lines. Everything takes several times as long.
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
    /// Operators give the same bits on any number of threads anyway. What is left is one thing: when
    /// several threads add to the gradient of one leaf, their order decides how the sum is rounded. In this
    /// mode a backward throws an [IllegalStateException] instead, before any gradient has changed, when
    /// another thread's backward has added to the gradient of a leaf that it reaches since that was last
    /// set or cleared ([Tensor#setGrad], or an optimiser's `zeroGrad`; changing the gradient's values in
    /// place is neither). It is the later backward that is refused; one outside this mode never is.
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
    /// @throws IllegalStateException when the output is no scalar and the options give no gradient for it,
    ///     or when it does not depend on some input, unless [GradOptions#withMaterializeGrads()] asks for
    ///     zeros
    /// @throws IllegalArgumentException when a gradient in the options does not fit, or the options allow
    ///     null in the result: the form with arrays returns that
    /// @throws BackwardException when the graph was freed already or changed in place, or a gradient rule or a hook
    /// fails
    public static Tensor[] grad(Tensor output, GradOptions options, Tensor... inputs) {
        return Differentiation.withoutNull(new Tensor[] {output}, inputs, options);
    }

    /// The gradients of the sum of `outputs[i] * gradOutputs[i]` by the inputs, each of its input's shape
    /// and type; no tensor's `grad` changes.
    ///
    /// Tensor hooks of the inputs run. Hooks of nodes run where the node's gradient rule does, and a rule runs only
    /// where it leads to an input.
    ///
    /// @return in the order of the inputs; null for an input that no output depends on, where
    ///     [GradOptions#withAllowUnused()] says so
    /// @throws IllegalStateException when an output is no scalar and the options give no gradient for it,
    ///     when an output or an input does not require a gradient, or when no output depends on some input,
    ///     unless the options allow that
    /// @throws IllegalArgumentException when there are no outputs or no inputs, or a gradient in the options does
    /// not fit
    /// @throws BackwardException when the graph was freed already or changed in place, or a gradient rule or a hook
    /// fails
    public static @Nullable Tensor[] grad(Tensor[] outputs, Tensor[] inputs, GradOptions options) {
        return Differentiation.of(outputs, inputs, options);
    }

    /// The function that computes the gradient of a function of one tensor that returns one number. The
    /// results can be differentiated again, by the same or by any other transform, and mapped by
    /// [#vmap(Function)]:
    ///
    /// ```java
    /// Tensor perExample = Autograd.vmap(x -> Autograd.grad(w -> loss(w, x)).apply(weights), examples);
    /// ```
    ///
    /// The function returned throws IllegalArgumentException when its argument is of no floating type, or the given
    /// function returns more than one element.
    public static UnaryOperator<Tensor> grad(Function<Tensor, Tensor> function) {
        return x -> Transforms.grad("grad", in -> function.apply(in[0]), x)[0];
    }

    /// As [#grad(Function)], at once and for several inputs.
    ///
    /// @return the gradient by each input; zeros for those without influence
    /// @throws IllegalArgumentException when an input is of no floating type, or the function returns more than one
    ///     element
    public static Tensor[] grad(Function<Tensor[], Tensor> function, Tensor[] inputs) {
        return Transforms.grad("grad", function, inputs);
    }

    /// Runs a function and returns, with its value, its derivative applied from the left (reverse mode):
    /// the pullback maps a cotangent `v` of the output to `v J`.
    ///
    /// @throws IllegalArgumentException when the input is of no floating type
    public static Vjp vjp(Function<Tensor, Tensor> function, Tensor input) {
        Vjp.All all = Transforms.vjp(Transforms.all(function), input);
        return new Vjp(all.outputs()[0], v -> all.pullback().apply(new Tensor[] {v})[0]);
    }

    /// As [#vjp(Function, Tensor)], for several inputs and outputs.
    ///
    /// @throws IllegalArgumentException when an input is of no floating type
    public static Vjp.All vjp(Function<Tensor[], Tensor[]> function, Tensor[] inputs) {
        return Transforms.vjp(function, inputs);
    }

    /// Runs a function and computes its derivative in a direction (forward mode): `J v`, the Jacobian-vector
    /// product,
    /// in one pass forward.
    ///
    /// @param tangent the direction `v`, of the input's shape and type
    /// @throws IllegalArgumentException when the input is of no floating type, or the tangent differs in shape or
    /// type
    public static Jvp jvp(Function<Tensor, Tensor> function, Tensor input, Tensor tangent) {
        Jvp.All all = Transforms.jvp(Transforms.all(function), new Tensor[] {input}, new Tensor[] {tangent});
        return new Jvp(all.outputs()[0], all.tangents()[0]);
    }

    /// As [#jvp(Function, Tensor, Tensor)], for several inputs and outputs.
    ///
    /// @param tangents one for each input
    /// @throws IllegalArgumentException as for one input, or when there are more or fewer tangents than inputs
    public static Jvp.All jvp(Function<Tensor[], Tensor[]> function, Tensor[] inputs, Tensor[] tangents) {
        return Transforms.jvp(function, inputs, tangents);
    }

    /// Runs a function once and returns, with its value, its derivative there as a linear function: as
    /// [#jvp(Function, Tensor, Tensor)] for any number of directions, without running the function again.
    ///
    /// @throws IllegalArgumentException when the input is of no floating type
    public static Linearized linearize(Function<Tensor, Tensor> function, Tensor input) {
        Linearized.All all = Transforms.linearize(Transforms.all(function), input);
        return new Linearized(all.outputs()[0], v -> all.pushforward().apply(new Tensor[] {v})[0]);
    }

    /// As [#linearize(Function, Tensor)], for several inputs and outputs.
    ///
    /// @throws IllegalArgumentException when an input is of no floating type
    public static Linearized.All linearize(Function<Tensor[], Tensor[]> function, Tensor[] inputs) {
        return Transforms.linearize(function, inputs);
    }

    /// All derivatives of every element of the output by every element of the input, of the output's shape
    /// followed by the input's. Computed from the side that has fewer elements: forward where the input
    /// has, in reverse where the output has.
    ///
    /// @throws IllegalArgumentException when the input is of no floating type
    public static Tensor jacobian(Function<Tensor, Tensor> function, Tensor input) {
        return Jacobians.jacobian(Transforms.all(function), input)[0][0];
    }

    /// As [#jacobian(Function, Tensor)], for several inputs and outputs.
    ///
    /// @return by output, then by input
    /// @throws IllegalArgumentException when an input is of no floating type
    public static Tensor[][] jacobian(Function<Tensor[], Tensor[]> function, Tensor[] inputs) {
        return Jacobians.jacobian(function, inputs);
    }

    /// All second derivatives of a function that returns one number, of the input's shape twice. Computed
    /// forward over reverse.
    ///
    /// @throws IllegalArgumentException when the input is of no floating type, or the function returns more
    ///     than one element
    public static Tensor hessian(Function<Tensor, Tensor> function, Tensor input) {
        return Jacobians.hessian(in -> function.apply(in[0]), input)[0][0];
    }

    /// As [#hessian(Function, Tensor)], for several inputs.
    ///
    /// @return by input twice: of the first input's shape followed by the second's
    /// @throws IllegalArgumentException as for one input
    public static Tensor[][] hessian(Function<Tensor[], Tensor> function, Tensor[] inputs) {
        return Jacobians.hessian(function, inputs);
    }

    /// The Hessian of a function that returns one number times a vector, without computing the Hessian: one pass
    /// forward through the computation of the gradient.
    ///
    /// @param vector of the input's shape and type
    /// @throws IllegalArgumentException when the input is of no floating type, the vector differs in shape
    ///     or type, or the function returns more than one element
    public static Tensor hvp(Function<Tensor, Tensor> function, Tensor input, Tensor vector) {
        return Transforms.hvp(in -> function.apply(in[0]), new Tensor[] {input}, new Tensor[] {vector})[0];
    }

    /// As [#hvp(Function, Tensor, Tensor)], for several inputs.
    ///
    /// @param vectors one for each input
    /// @throws IllegalArgumentException as for one input, or when there are more or fewer vectors than inputs
    public static Tensor[] hvp(Function<Tensor[], Tensor> function, Tensor[] inputs, Tensor[] vectors) {
        return Transforms.hvp(function, inputs, vectors);
    }

    /// The function that maps a function of one example over the first dimension of a tensor: the function
    /// sees tensors of one example's shape, and every operator in it runs once, on all examples. Tensors
    /// that the function captures are shared by all examples. The results stand along the first dimension
    /// of what is returned.
    ///
    /// Values cannot be read inside the function, since they stand for all examples: no `item()`, no branch on a
    /// value.
    /// Random operators draw anew for every example.
    ///
    /// The function returned throws IllegalArgumentException when its argument is a scalar.
    public static UnaryOperator<Tensor> vmap(Function<Tensor, Tensor> function) {
        return x -> vmap(function, x);
    }

    /// As [#vmap(Function)], at once.
    ///
    /// @throws IllegalArgumentException when the input is a scalar
    public static Tensor vmap(Function<Tensor, Tensor> function, Tensor input) {
        return Transforms.vmap(Transforms.all(function), input)[0];
    }

    /// As [#vmap(Function)], at once and for two inputs, whose examples go together.
    ///
    /// @throws IllegalArgumentException when an input is a scalar, or first dimensions differ
    public static Tensor vmap(BinaryOperator<Tensor> function, Tensor a, Tensor b) {
        return Transforms.vmap(in -> new Tensor[] {function.apply(in[0], in[1])}, a, b)[0];
    }

    /// As [#vmap(Function)], at once and for several inputs and outputs.
    ///
    /// @throws IllegalArgumentException when there is no input, one is a scalar, or first dimensions differ
    public static Tensor[] vmap(Function<Tensor[], Tensor[]> function, Tensor[] inputs) {
        return Transforms.vmap(function, inputs);
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

    /// Adds the gradients of the sum of `tensors[i] * gradients[i]` to all leaves that the tensors depend
    /// on, in one pass.
    ///
    /// @param gradients of each tensor's shape and type; null for 1 where the tensor is a scalar
    /// @throws IllegalStateException when a tensor is no scalar and has no gradient, or is not on the tape
    /// @throws IllegalArgumentException when there are no tensors, or a gradient does not fit
    /// @throws BackwardException when the graph was freed already or changed in place, or a gradient rule or a hook
    /// fails
    public static void backward(Tensor[] tensors, @Nullable Tensor[] gradients, BackwardOptions options) {
        Differentiation.accumulate(tensors, gradients, options);
    }

    /// Runs a function without keeping the values that its operators save for backward: when a backward
    /// pass needs the first of them, it runs the function again and uses what that run saves. So a network
    /// takes the memory of the borders between its parts and of one part, and about a third more time:
    ///
    /// ```java
    /// for (Layer block : blocks) {
    ///     x = Autograd.checkpoint(block::forward, x);
    /// }
    /// ```
    ///
    /// Results and gradients are those of calling the function itself, bit for bit, in every mode of
    /// differentiation and at every order. Tensors that the function captures get their gradients as well.
    /// Where nothing is recorded, as under [#noGrad()], the function is just called.
    ///
    /// The function must do the same in both runs, and have no effect beyond its result. It sees again, and
    /// leaves unchanged in the end: the modes of the first call, the random numbers that it drew in the
    /// first run, be it from [#random()], from a layer's or from any other generator, on its own thread.
    /// Not restored is what else it reads: the training mode of modules, and tensors that were changed in
    /// place meanwhile. When the second run saves other values than the first (by their order, operators,
    /// shapes and types), draws other numbers, or fails, the pass that needed it throws a
    /// [BackwardException] that names the value. The same happens when an input, or a captured tensor that
    /// an operator saved, was changed in place since.
    ///
    /// Inside the function, hooks of [#savedTensorHooks(SavedTensorHooks)] that were set outside see
    /// nothing; they keep the function's input. Checkpoints may be nested.
    ///
    /// @throws IllegalStateException when the function changes its input in place, so that it could not run again
    public static Tensor checkpoint(Function<Tensor, Tensor> function, Tensor input) {
        return Recomputation.checkpoint(Transforms.all(function), input)[0];
    }

    /// As [#checkpoint(Function, Tensor)], for two inputs.
    ///
    /// @throws IllegalStateException when the function changes an input in place
    public static Tensor checkpoint(BinaryOperator<Tensor> function, Tensor a, Tensor b) {
        return Recomputation.checkpoint(in -> new Tensor[] {function.apply(in[0], in[1])}, a, b)[0];
    }

    /// As [#checkpoint(Function, Tensor)], for several inputs and outputs.
    ///
    /// @throws IllegalStateException when the function changes an input in place
    public static Tensor[] checkpoint(Function<Tensor[], Tensor[]> function, Tensor[] inputs) {
        return Recomputation.checkpoint(function, inputs);
    }

    /// Lets hooks decide what is kept of the tensors that operators save on this thread, until the result is
    /// closed:
    /// `pack` makes something of each, `unpack` makes the tensor of it again. [SavedTensorHooks] says when both are
    /// called. Scopes may be nested: only the hooks of the innermost are called.
    ///
    /// ```java
    /// try (var _ = Autograd.savedTensorHooks(x -> compress(x), bytes -> decompress(bytes))) {
    ///     loss = model.forward(x);
    /// }
    /// loss.backward(); // unpacks, in the scope or out of it
    /// ```
    ///
    /// What fails in `pack` is an IllegalStateException of the operator that saves, what fails in `unpack`
    /// a [BackwardException] of the pass that reads; each names the operator and the value, with what was
    /// thrown as its cause.
    public static <P> SavedTensorScope savedTensorHooks(Function<Tensor, P> pack, Function<P, Tensor> unpack) {
        return savedTensorHooks(SavedTensorHooks.of(pack, unpack));
    }

    /// As [#savedTensorHooks(Function, Function)].
    public static SavedTensorScope savedTensorHooks(SavedTensorHooks<?> hooks) {
        return SavedTensorScope.open(hooks);
    }

    /// As [#savedTensorHooks(SavedTensorHooks)], while `body` runs.
    public static void savedTensorHooks(SavedTensorHooks<?> hooks, Runnable body) {
        try (SavedTensorScope _ = SavedTensorScope.open(hooks)) {
            body.run();
        }
    }

    /// As [#savedTensorHooks(SavedTensorHooks)], while `body` runs, and returns its result.
    public static <T extends @Nullable Object> T savedTensorHooks(SavedTensorHooks<?> hooks, Supplier<T> body) {
        try (SavedTensorScope _ = SavedTensorScope.open(hooks)) {
            return body.get();
        }
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
