package dev.autograd.op.indexing;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Picks;
import dev.autograd.op.Check;
import dev.autograd.op.Op;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// The given indices of one dimension. Gradient: added to the places they came from.
public final class IndexSelect implements Op {
    private final String name;
    private final Axis axis;

    private IndexSelect(String name, Axis axis) {
        this.name = name;
        this.axis = axis;
    }

    /// Picks along a dimension.
    ///
    /// @param index integers, a vector or a scalar
    /// @throws IllegalArgumentException when `index` is no vector of integers
    /// @throws IndexOutOfBoundsException when there is no such dimension, or an index is outside it
    public static Tensor of(Tensor x, int dim, Tensor index) {
        return of("indexSelect", x, dim, index);
    }

    /// As above, for an operator of that name.
    static Tensor of(String name, Tensor x, int dim, Tensor index) {
        Axis axis = Axis.of(name, dim, x.shape());
        Check.index(name, "index", index);
        Check.that(index.dim() <= 1, () -> name + ": index must have one dimension, but its shape is " + index.shape());
        Check.that(
                x.dim() > 0 || index.numel() == 1,
                () -> name + ": input is a scalar, from which only one index can be picked, but index has shape "
                        + index.shape());
        return Tape.run(new IndexSelect(name, axis), x, index);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable String onnx() {
        return "Gather";
    }

    @Override
    public boolean differentiable(int input) {
        return input == 0;
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = inputs[0];
        Shape from = x.shape();
        int dim = axis.dim();
        int size = (int) axis.size(from);
        int[] index = Indices.read(name, inputs[1], axis.seen(), size);
        Shape shape = picked(from, index.length);
        Storage out = Storage.forResult(x.dtype(), shape.numel());
        Tensor dense = Copy.dense(x);
        int outer = Indices.product(from, 0, dim);
        int inner = Indices.product(from, dim + 1, from.rank());
        Picks.select(dense.storage().array(), (int) dense.layout().offset(), outer, size, inner, index, out.array());
        return new Tensor[] {Tape.wrap(out, shape.contiguous())};
    }

    private Shape picked(Shape from, long count) {
        return from.rank() == 0 ? from : from.with(axis.dim(), count);
    }

    @Override
    public long saves(int input) {
        return Op.input(1);
    }

    @Override
    public String gradientRule() {
        return "x: grad added at the indices";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        Tensor zeros = Tensor.zeros(b.inputShape(0), b.inputDtype(0));
        return IndexAdd.of(zeros, axis.dim(), b.in(1), b.grad());
    }

    @Override
    public Tensor[] jvp(Forward f) {
        return new Tensor[] {Tape.run(this, f.tangent(), f.in(1))};
    }

    @Override
    public Tensor[] vmap(Batch b) {
        Tensor all = b.isBatched(1)
                ? byOwnIndex(b)
                : Tape.run(new IndexSelect(name, axis.behindExamples()), Examples.of(b, 0), b.in(1));
        Shape example = picked(b.example(0).shape(), b.example(1).numel());
        return new Tensor[] {all.reshape(b.shape(example))};
    }

    private Tensor byOwnIndex(Batch b) {
        int dim = axis.dim();
        Tensor index = Examples.of(b, 1);
        long size = axis.size(b.example(0).shape());
        Tensor picked = b.isBatched(0)
                ? Tape.run(this, Examples.into(dim, Examples.of(b, 0)), Examples.joined(name, axis, size, index))
                : Tape.run(this, vector(b.in(0)), index.reshape(index.numel()));
        return Examples.outOf(dim, picked, b.size(), index.size(1));
    }

    private static Tensor vector(Tensor x) {
        return x.dim() == 0 ? x.unsqueeze(0) : x;
    }
}
