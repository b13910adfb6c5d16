package dev.autograd.op.layout;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.value.Layout;
import org.jspecify.annotations.Nullable;

/// The whole tensor as a view: the same values at a place of their own on the tape. Gradient: passed on.
public final class Alias extends View {
    private static final Alias OP = new Alias();

    private Alias() {}

    /// A view of all of a tensor.
    public static Tensor of(Tensor x) {
        return Tape.run(OP, x);
    }

    @Override
    public String name() {
        return "alias";
    }

    @Override
    public String onnx() {
        return "Identity";
    }

    @Override
    Layout layout(Layout input) {
        return input;
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return b.grad();
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return new Tensor[] {f.tangent()};
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return new Tensor[] {of(b.in(0))};
    }
}
