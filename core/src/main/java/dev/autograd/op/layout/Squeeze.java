package dev.autograd.op.layout;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.op.Check;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;
import org.jspecify.annotations.Nullable;

/// Adds or drops dimensions of size 1. Gradient: reshaped back.
public final class Squeeze extends View {
    private final String name;
    private final boolean[] dropped; // by dimension, when dropping
    private final int added; // position, when adding

    private Squeeze(String name, boolean[] dropped, int added) {
        this.name = name;
        this.dropped = dropped;
        this.added = added;
    }

    /// Without the dimensions of size 1 among those given; none given means all.
    public static Tensor squeeze(Tensor x, int... dims) {
        Shape shape = x.shape();
        boolean[] dropped = new boolean[shape.rank()];
        for (int dim : Check.dims("squeeze", dims, shape)) {
            dropped[dim] = shape.size(dim) == 1;
        }
        return Tape.run(new Squeeze("squeeze", dropped, -1), x);
    }

    /// With a new dimension of size 1 at a position from `-rank - 1` to `rank`.
    public static Tensor unsqueeze(Tensor x, int dim) {
        return Tape.run(new Squeeze("unsqueeze", new boolean[0], Check.newDim("unsqueeze", dim, x.shape())), x);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String onnx() {
        return added < 0 ? "Squeeze" : "Unsqueeze";
    }

    @Override
    Layout layout(Layout input) {
        if (added >= 0) {
            return input.unsqueeze(added);
        }
        Layout layout = input;
        for (int i = dropped.length - 1; i >= 0; i--) {
            layout = dropped[i] ? layout.squeeze(i) : layout;
        }
        return layout;
    }

    @Override
    public String gradientRule() {
        return "x: grad in the shape of x";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return b.grad().reshape(b.inputShape(0));
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return f.linear(this);
    }

    @Override
    public Tensor[] vmap(Batch b) {
        boolean[] moved = new boolean[dropped.length + 1];
        System.arraycopy(dropped, 0, moved, 1, dropped.length);
        return b.run(new Squeeze(name, moved, added < 0 ? -1 : added + 1));
    }
}
