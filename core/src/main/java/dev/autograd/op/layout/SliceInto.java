package dev.autograd.op.layout;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Strided;
import dev.autograd.op.Op;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// Zeros of a shape with the input written into a range of one dimension: the gradient of a slice. Its own gradient is
/// that slice of the gradient.
record SliceInto(Shape shape, int dim, long start, long length, long step) implements Op {
    @Override
    public String name() {
        return "sliceInto";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = inputs[0];
        Storage storage = Storage.allocate(x.dtype(), shape.numel());
        Tensor dense = Copy.dense(x);
        Strided.scatter(
                dense.storage().array(),
                (int) dense.layout().offset(),
                storage.array(),
                shape.contiguous().slice(dim, start, length, step));
        return new Tensor[] {Tape.wrap(storage, shape.contiguous())};
    }

    @Override
    public String gradientRule() {
        return "x: that slice of grad";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return Tape.run(new Slice(dim, start, length, step, false), b.grad());
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return f.linear(this);
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new SliceInto(b.shape(shape), dim + 1, start, length, step));
    }
}
