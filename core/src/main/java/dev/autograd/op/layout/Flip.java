package dev.autograd.op.layout;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Strided;
import dev.autograd.op.Check;
import dev.autograd.op.Op;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// Reverses the order along dimensions, in a copy. Gradient: flipped back.
public final class Flip implements Op {
    private final int[] dims;

    private Flip(int[] dims) {
        this.dims = dims;
    }

    /// Reverses the given dimensions; none given means none.
    public static Tensor of(Tensor x, int... dims) {
        int[] checked = dims.length == 0 ? dims : Check.dims("flip", dims, x.shape());
        return Tape.run(new Flip(checked), x);
    }

    @Override
    public String name() {
        return "flip";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = inputs[0];
        Storage storage = Storage.forResult(x.dtype(), x.shape().numel());
        Strided.gather(x.storage().array(), x.layout().flip(dims), storage.array(), 0);
        return new Tensor[] {Tape.wrap(storage, x.shape().contiguous())};
    }

    @Override
    public String gradientRule() {
        return "x: grad, reversed again";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return Tape.run(this, b.grad());
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return f.linear(this);
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new Flip(Batch.moved(dims)));
    }
}
