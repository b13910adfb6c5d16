package dev.autograd;

import dev.autograd.engine.Batch;
import org.jspecify.annotations.Nullable;

/// A function of one output as one of several.
record FunctionOfOne(Function function) implements Function.All {
    @Override
    public Tensor[] forward(Function.Context ctx, Tensor... inputs) {
        return new Tensor[] {function.forward(ctx, inputs)};
    }

    @Override
    public @Nullable Tensor[] backward(Function.Context ctx, @Nullable Tensor... gradOutputs) {
        Tensor only = gradOutputs[0]; // there is one, or backward would not run
        if (only == null) {
            throw new IllegalStateException("no gradient arrived at " + name());
        }
        return function.backward(ctx, only);
    }

    @Override
    public @Nullable Tensor[] jvp(Function.Context ctx, @Nullable Tensor... tangents) {
        return new @Nullable Tensor[] {function.jvp(ctx, tangents)};
    }

    @Override
    public Tensor @Nullable [] vmap(Function.Context ctx, Batch batch) {
        Tensor all = function.vmap(ctx, batch);
        return all == null ? null : new Tensor[] {all};
    }

    @Override
    public String name() {
        return function.name();
    }

    @Override
    public boolean onceDifferentiable() {
        return function.onceDifferentiable();
    }
}
