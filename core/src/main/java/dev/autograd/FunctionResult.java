package dev.autograd;

import static dev.autograd.FunctionForward.indexOf;

import dev.autograd.FunctionPlan.Kept;
import dev.autograd.FunctionPlan.Like;
import dev.autograd.FunctionPlan.Place;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Modes;
import dev.autograd.engine.Node;
import dev.autograd.engine.Tape;
import dev.autograd.op.layout.Alias;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run of a function gave, checked.
///
/// @param plan what it decided
/// @param tensors the outputs as they go onto the tape, followed by the saved tensors that are neither
///     inputs nor outputs
record FunctionResult(FunctionPlan plan, Tensor[] tensors) {
    /// What `forward` returned.
    static FunctionResult of(FunctionForward ctx, @Nullable Tensor @Nullable [] returned) {
        Tensor[] made = present(ctx, "forward", returned);
        checkMarks(ctx, made);
        Tensor[] outputs = new Tensor[made.length];
        Arrays.setAll(outputs, o -> output(ctx, o, made[o]));
        return of(
                ctx,
                ctx.kept(),
                made,
                outputs,
                Arrays.stream(made).map(Like::of).toList());
    }

    /// What `vmap` returned: outputs and saved tensors have the examples in front.
    static FunctionResult ofMap(FunctionForward ctx, Batch batch, @Nullable Tensor @Nullable [] returned) {
        Tensor[] made = present(ctx, "vmap", returned);
        for (int o = 0; o < made.length; o++) {
            checkExamples(ctx, "returned as output " + o, made[o], batch);
        }
        Tensor[] saved = ctx.kept().clone();
        for (int k = 0; k < saved.length; k++) {
            int input = inputOf(saved[k], batch);
            if (input >= 0) {
                saved[k] = batch.example(input);
            } else {
                checkExamples(ctx, "saved as value " + k, saved[k], batch);
            }
        }
        return of(
                ctx,
                saved,
                made,
                made,
                Arrays.stream(made).map(FunctionResult::example).toList());
    }

    private static Tensor[] present(FunctionForward ctx, String method, @Nullable Tensor @Nullable [] returned) {
        if (returned == null || returned.length == 0) {
            throw ctx.refusal(method + " returned no output");
        }
        Tensor[] made = new Tensor[returned.length];
        for (int o = 0; o < made.length; o++) {
            Tensor one = returned[o];
            if (one == null) {
                throw ctx.refusal(method + " returned null as output " + o);
            }
            made[o] = one;
        }
        return made;
    }

    private static void checkMarks(FunctionForward ctx, Tensor[] made) {
        for (Tensor x : ctx.dirty()) {
            if (indexOf(made, x) < 0) {
                throw ctx.refusal("forward marked its input " + indexOf(ctx.given(), x) + " " + x.shape()
                        + " as dirty, but did not return it");
            }
        }
        for (Tensor y : ctx.constant()) {
            if (indexOf(made, y) < 0) {
                throw ctx.refusal("markNonDifferentiable was given a tensor " + y.shape() + " that is no output");
            }
        }
        for (int i = 0; i < ctx.given().length; i++) {
            if (ctx.isSecretlyChanged(i)) {
                throw ctx.refusal("forward changed its input " + i + " " + ctx.inputShape(i)
                        + " in place; call markDirty before, and return it");
            }
        }
    }

    /// An output as it goes onto the tape: a new tensor, since what `forward` returned may be known
    /// elsewhere.
    private static Tensor output(FunctionForward ctx, int o, Tensor made) {
        if (ctx.dirty().contains(made)) {
            return made.detach(); // whose place the input takes
        }
        boolean isInput = indexOf(ctx.given(), made) >= 0;
        if (!isInput && made.requiresGrad()) {
            Node maker = made.gradFn();
            throw ctx.refusal(
                    "forward returned as output " + o + " a tensor " + made.shape() + " that is on the tape, as "
                            + (maker == null ? "a leaf" : "a result of " + maker.name())
                            + ", and no input of the function; give it as an input, or return its detach()");
        }
        boolean isView = isInput || made.isView();
        return isView && !made.isBatched() ? Tape.view(made, made.layout()) : made.detach();
    }

    private static int inputOf(Tensor x, Batch batch) {
        for (int i = 0; i < batch.inputCount(); i++) {
            if (batch.in(i) == x || batch.example(i) == x) {
                return i;
            }
        }
        return -1;
    }

    private static void checkExamples(FunctionForward ctx, String what, Tensor x, Batch batch) {
        if (x.dim() == 0 || x.size(0) != batch.size()) {
            throw ctx.refusal("vmap " + what + " a tensor " + x.shape() + ", whose first dimension is not the "
                    + batch.size() + " examples");
        }
    }

    private static Like example(Tensor all) {
        long[] sizes = all.shape().sizes();
        return new Like(Shape.of(Arrays.copyOfRange(sizes, 1, sizes.length)), all.dtype());
    }

    private static FunctionResult of(
            FunctionForward ctx, Tensor[] saved, Tensor[] made, Tensor[] outputs, List<Like> likes) {
        List<Kept> kept = new ArrayList<>();
        List<Tensor> tensors = new ArrayList<>(Arrays.asList(outputs));
        for (Tensor x : saved) {
            int input = indexOf(ctx.given(), x);
            int output = indexOf(made, x);
            if (output >= 0 && (input < 0 || ctx.dirty().contains(x))) {
                kept.add(new Kept(Place.OUTPUT, output));
            } else if (input >= 0) {
                kept.add(new Kept(Place.INPUT, input));
            } else {
                kept.add(new Kept(Place.VALUE, tensors.size() - outputs.length));
                tensors.add(value(x));
            }
        }
        boolean[] constant = new boolean[made.length];
        int[] dirty = new int[made.length];
        for (int o = 0; o < made.length; o++) {
            constant[o] = ctx.constant().contains(made[o]);
            dirty[o] = ctx.dirty().contains(made[o]) ? indexOf(ctx.given(), made[o]) : -1;
        }
        FunctionPlan plan = new FunctionPlan(kept, constant, ctx.materialize(), dirty, ctx.inputs, likes);
        return new FunctionResult(plan, tensors.toArray(Tensor[]::new));
    }

    /// A saved tensor that is neither input nor output, as a new tensor: one that the function has from
    /// elsewhere keeps its place on the tape.
    private static Tensor value(Tensor x) {
        return x.requiresGrad() ? Modes.quiet(() -> Modes.withGrad(true, () -> Alias.of(x)[0])) : x.detach();
    }
}
