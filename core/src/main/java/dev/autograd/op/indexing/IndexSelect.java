package dev.autograd.op.indexing;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
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
    private final int dim;

    private IndexSelect(String name, int dim) {
        this.name = name;
        this.dim = dim;
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
        int d = Check.dim(name, dim, x.shape());
        Check.index(name, "index", index);
        Check.that(index.dim() <= 1, () -> name + ": index must have one dimension, but its shape is " + index.shape());
        Check.that(
                x.dim() > 0 || index.numel() == 1,
                () -> name + ": input is a scalar, from which only one index can be picked, but index has shape "
                        + index.shape());
        return Tape.run(new IndexSelect(name, d), x, index);
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
        int size = (int) Indices.size(from, dim);
        int[] index = Indices.read(name, inputs[1], dim, size);
        Shape shape = from.rank() == 0 ? from : from.with(dim, index.length);
        Storage out = Storage.allocate(x.dtype(), shape.numel());
        Tensor dense = Copy.dense(x);
        int outer = Indices.product(from, 0, dim);
        int inner = Indices.product(from, dim + 1, from.rank());
        Picks.select(dense.storage().array(), (int) dense.layout().offset(), outer, size, inner, index, out.array());
        return new Tensor[] {Tape.wrap(out, shape.contiguous())};
    }

    @Override
    public long saves(int input) {
        return Op.input(1);
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        Tensor zeros = Tensor.zeros(b.inputShape(0), b.inputDtype(0));
        return IndexAdd.of(zeros, dim, b.in(1), b.grad());
    }
}
