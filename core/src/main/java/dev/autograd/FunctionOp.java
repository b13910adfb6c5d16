package dev.autograd;

import dev.autograd.FunctionPlan.Kept;
import dev.autograd.FunctionPlan.Like;
import dev.autograd.FunctionPlan.Place;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.History;
import dev.autograd.engine.Modes;
import dev.autograd.engine.Tape;
import dev.autograd.engine.ThreadState;
import dev.autograd.op.Op;
import dev.autograd.op.layout.Alias;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One call of a user's function, as an operator like any other. Its outputs are the function's, followed
/// by what the function saved beside inputs and outputs, so that all that it saves is inputs and outputs to
/// the tape.
final class FunctionOp implements Op {
    private final Function.All function;
    private final @Nullable FunctionNeeds needs; // null where the inputs say it
    private @Nullable FunctionPlan plan; // after the run

    private FunctionOp(Function.All function, @Nullable FunctionNeeds needs) {
        this.function = function;
        this.needs = needs;
    }

    /// Runs a function.
    static Tensor[] apply(Function.All function, Tensor... inputs) {
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i] == null) {
                throw new IllegalArgumentException(function.name() + ": input " + i + " is null");
            }
        }
        FunctionOp op = new FunctionOp(function, null);
        Tensor[] made = Tape.runAll(op, inputs);
        FunctionPlan plan = op.plan();
        Tensor[] outputs = Arrays.copyOf(made, plan.outputs().size());
        for (int o = 0; o < outputs.length; o++) {
            int dirty = plan.dirty()[o];
            if (dirty >= 0) {
                outputs[o] = replace(inputs[dirty], made[o]);
            }
        }
        return outputs;
    }

    /// Gives an input that was changed in place the place of the output.
    private static Tensor replace(Tensor input, Tensor output) {
        History.moved(input, output);
        return input;
    }

    /// The name of a function that gives itself none.
    static String name(Object function) {
        String name = function.getClass().getSimpleName();
        return name.isEmpty() ? "Function" : name; // an anonymous class has none
    }

    private FunctionPlan plan() {
        FunctionPlan known = plan;
        if (known == null) {
            throw new IllegalStateException(name() + " has not run");
        }
        return known;
    }

    @Override
    public String name() {
        return function.name();
    }

    @Override
    public boolean isUsers() {
        return true;
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        FunctionForward ctx = new FunctionForward(name(), needs == null ? FunctionNeeds.of(inputs) : needs, inputs);
        Tensor[] returned = Modes.quiet(() -> ctx.call("forward", () -> function.forward(ctx, inputs.clone())));
        return decided(FunctionResult.of(ctx, returned));
    }

    private Tensor[] decided(FunctionResult result) {
        plan = result.plan();
        return result.tensors();
    }

    @Override
    public boolean differentiableOutput(int output) {
        return output < plan().outputs().size() && !plan().constant()[output];
    }

    @Override
    public long saves(int input) {
        return plan().saves();
    }

    @Override
    public String gradientRule() {
        return "each input: what " + name() + ".backward gives";
    }

    @Override
    public @Nullable Tensor[] gradients(Backward b) {
        FunctionBackward ctx = new FunctionBackward(name(), plan(), b, b::needs);
        @Nullable Tensor[] given = given(b);
        int[] versions = versions(given);
        boolean once = function.onceDifferentiable();
        boolean records = ThreadState.current().gradEnabled() && !once;
        @Nullable
        Tensor[] found =
                Modes.withGrad(records, () -> ctx.call("backward", () -> function.backward(ctx, given.clone())));
        if (!Arrays.equals(versions, versions(given))) {
            throw new IllegalStateException(
                    name()
                            + ": backward changed a gradient that it was given in place, which others may hold; change a clone() of it");
        }
        return checked(found, b, once, given);
    }

    private @Nullable Tensor[] given(Backward b) {
        @Nullable Tensor[] given = new Tensor[plan().outputs().size()];
        for (int o = 0; o < given.length; o++) {
            Tensor gradient = b.grad(o);
            given[o] = gradient == null && plan().materialize()
                    ? plan().outputs().get(o).zeros()
                    : gradient;
        }
        return given;
    }

    private static int[] versions(@Nullable Tensor[] gradients) {
        return Arrays.stream(gradients)
                .mapToInt(g -> g == null || g.isBatched() ? 0 : g.storage().version())
                .toArray();
    }

    private @Nullable Tensor[] checked(
            @Nullable Tensor @Nullable [] found, Backward b, boolean once, @Nullable Tensor[] given) {
        int n = plan().inputs().size();
        if (found == null || found.length != n) {
            throw new IllegalStateException(name() + ": backward returned "
                    + (found == null ? "null" : count(found.length, "gradient")) + ", but the function has "
                    + count(n, "input") + "; return one gradient for each, or null for one that needs none");
        }
        @Nullable Tensor[] gradients = new Tensor[n];
        for (int i = 0; i < n; i++) {
            if (b.needs(i)) {
                Tensor gradient = checked(i, found[i]);
                gradients[i] = once && ThreadState.current().gradEnabled()
                        ? b.opaque(
                                new FunctionBarrier(
                                        name(),
                                        name() + ": is onceDifferentiable, so its gradient cannot be differentiated"),
                                gradient,
                                given)
                        : handedOver(gradient);
            }
        }
        return gradients;
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    private Tensor checked(int i, @Nullable Tensor gradient) {
        Like input = plan().inputs().get(i);
        if (gradient == null) {
            throw new IllegalStateException(name() + ": backward returned no gradient for input " + i + ", " + input
                    + ", which needs one; return zeros if the input has no influence");
        }
        if (!input.fits(gradient)) {
            throw new IllegalStateException(name() + ": backward returned a gradient " + Like.of(gradient)
                    + " for input " + i + ", which is " + input);
        }
        return gradient;
    }

    /// The gradient as a tensor that the engine never adds to in place: the function may hold what it
    /// returned.
    private static Tensor handedOver(Tensor gradient) {
        if (gradient.isBatched()) {
            return gradient.clone();
        }
        return gradient.requiresGrad() ? Alias.of(gradient)[0] : Tape.view(gradient, gradient.layout());
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        FunctionBackward ctx = new FunctionBackward(name(), plan(), f, f::moves);
        int n = plan().inputs().size();
        @Nullable Tensor[] tangents = new Tensor[n];
        for (int i = 0; i < n; i++) {
            Like input = plan().inputs().get(i);
            boolean zeros = !f.moves(i) && plan().materialize() && input.dtype().isFloating();
            tangents[i] = zeros ? input.zeros() : f.tangent(i);
        }
        @Nullable Tensor[] found = ctx.call("jvp", () -> function.jvp(ctx, tangents));
        int outputs = plan().outputs().size();
        if (found == null || found.length != outputs) {
            throw new IllegalStateException(name() + ": jvp returned "
                    + (found == null ? "null" : count(found.length, "tangent")) + ", but the function has "
                    + count(outputs, "output"));
        }
        @Nullable Tensor[] result = new Tensor[plan().width()];
        for (int o = 0; o < outputs; o++) {
            Tensor tangent = found[o];
            Like output = plan().outputs().get(o);
            if (tangent != null && !output.fits(tangent)) {
                throw new IllegalStateException(name() + ": jvp returned a tangent " + Like.of(tangent) + " for output "
                        + o + ", which is " + output);
            }
            result[o] = plan().constant()[o] ? null : tangent;
        }
        return result;
    }

    @Override
    public Tensor[] vmap(Batch batch) {
        Tensor[] examples = new Tensor[batch.inputCount()];
        Arrays.setAll(examples, batch::example);
        FunctionNeeds inMap = FunctionNeeds.inMap(batch, needs);
        FunctionForward ctx = new FunctionForward(name(), inMap, examples);
        Tensor[] all = ctx.call("vmap", () -> function.vmap(ctx, batch));
        if (all != null) {
            return decided(FunctionResult.ofMap(ctx, batch, all));
        }
        // What was saved is handed on to the tape of this map, or of a map inside that asked for it.
        boolean recorded = FunctionNeeds.of(examples).any() || (needs != null && needs.any());
        return batch.loop(name(), one -> {
            FunctionOp call = new FunctionOp(function, inMap);
            Tensor[] outputs = Tape.runAll(call, one);
            if (plan != null && !plan.agrees(call.plan())) {
                throw new IllegalStateException(name()
                        + ": forward saved or returned other tensors for one example of a vmap than for another");
            }
            plan = call.plan();
            return recorded
                    ? withBarriers(one, outputs)
                    : Arrays.copyOf(outputs, plan().outputs().size());
        });
    }

    /// The outputs of one example, where who differentiates outside of the map is told of saved values that
    /// they depend on the inputs in a way that is not known.
    private Tensor[] withBarriers(Tensor[] inputs, Tensor[] outputs) {
        if (!ThreadState.current().gradEnabled()) {
            return outputs;
        }
        for (int k = 0; k < plan().kept().size(); k++) {
            Kept kept = plan().kept().get(k);
            if (kept.place() == Place.VALUE) {
                int at = plan().outputs().size() + kept.index();
                outputs[at] = withBarrier(k, outputs[at], inputs);
            }
        }
        return outputs;
    }

    private Tensor withBarrier(int index, Tensor saved, Tensor[] inputs) {
        if (!saved.dtype().isFloating() || saved.requiresGrad()) {
            return saved;
        }
        return Modes.quiet(() -> Modes.withGrad(true, () -> {
            Tensor value = Alias.of(saved)[0]; // in a map inside one, what is behind it stays on the tape there
            Tape.record(FunctionBarrier.ofSaved(name(), index, value.shape()), inputs, new Tensor[] {value});
            return value;
        }));
    }
}
