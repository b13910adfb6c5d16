package dev.autograd.op.indexing;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Elements;
import dev.autograd.op.Op;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;

/// One element for every element of an index: that with the index's own coordinates, but the index in one dimension; in
/// two dimensions and along the second, `out[i][j] = x[i][index[i][j]]`. Gradient: added to the places they came from.
public final class Gather implements Op {
    private final Axis axis;

    private Gather(Axis axis) {
        this.axis = axis;
    }

    /// Gathers along a dimension; the result has the shape of `index`.
    ///
    /// @param index integers, with as many dimensions as `x` and nowhere larger than it but in `dim`
    /// @throws IllegalArgumentException when shapes do not fit or `index` holds no integers
    /// @throws IndexOutOfBoundsException when there is no such dimension, or an index is outside it
    public static Tensor of(Tensor x, int dim, Tensor index) {
        return Tape.run(new Gather(Along.check("gather", x, dim, index)), x, index);
    }

    @Override
    public String name() {
        return "gather";
    }

    @Override
    public String onnx() {
        return "GatherElements";
    }

    @Override
    public boolean differentiable(int input) {
        return input == 0;
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = inputs[0];
        Shape shape = inputs[1].shape();
        int[] places = Indices.places("gather", x.shape(), axis, inputs[1]);
        Tensor dense = Copy.dense(x);
        int offset = (int) dense.layout().offset();
        for (int i = 0; offset != 0 && i < places.length; i++) {
            places[i] += offset;
        }
        Storage out = Storage.forResult(x.dtype(), shape.numel());
        Elements.take(dense.storage().array(), places, out.array(), 0);
        return new Tensor[] {Tape.wrap(out, shape.contiguous())};
    }

    @Override
    public long saves(int input) {
        return Op.input(1);
    }

    @Override
    public String gradientRule() {
        return "x: grad added in the places that were picked";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        Tensor zeros = Tensor.zeros(b.inputShape(0), b.inputDtype(0));
        return ScatterAdd.of(zeros, axis.dim(), b.in(1), b.grad());
    }

    @Override
    public Tensor[] jvp(Forward f) {
        return new Tensor[] {Tape.run(this, f.tangent(), f.in(1))};
    }

    @Override
    public Tensor[] vmap(Batch b) {
        Tensor index = Examples.of(b, 1);
        Tensor gathered = b.isBatched(0)
                ? Tape.run(new Gather(axis.behindExamples()), Examples.of(b, 0), index)
                : fromShared(b.in(0), index);
        return new Tensor[] {gathered.reshape(b.shape(b.example(1).shape()))};
    }

    /// What many examples gather from one tensor, as one example that gathers more.
    private Tensor fromShared(Tensor x, Tensor index) {
        int dim = axis.dim();
        Tensor gathered = Tape.run(this, x, Examples.into(dim, index));
        return Examples.outOf(dim, gathered, index.size(0), index.size(dim + 1));
    }
}
