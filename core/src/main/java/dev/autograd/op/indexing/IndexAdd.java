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

/// Adds to the given indices of one dimension; an index that is given twice is added to twice. Gradient: the result's
/// for the tensor added to, and its values at the indices for what is added.
public final class IndexAdd implements Op {
    private final int dim;

    private IndexAdd(int dim) {
        this.dim = dim;
    }

    /// A copy of `x` with `source` added at the indices of a dimension.
    ///
    /// @param index integers, a vector with one entry for every index of the dimension in `source`
    /// @throws IllegalArgumentException when shapes or types do not fit
    /// @throws IndexOutOfBoundsException when there is no such dimension, or an index is outside it
    public static Tensor of(Tensor x, int dim, Tensor index, Tensor source) {
        int d = Check.dim("indexAdd", dim, x.shape());
        Check.index("indexAdd", "index", index);
        Check.that(
                index.dim() <= 1, () -> "indexAdd: index must have one dimension, but its shape is " + index.shape());
        Check.sameDtype("indexAdd", "input", x, "source", source);
        Shape wanted = x.dim() == 0 ? x.shape() : x.shape().with(d, index.numel());
        Check.that(
                source.shape().equals(wanted),
                () -> "indexAdd: source must have shape " + wanted + " for input " + x.shape() + " and " + index.numel()
                        + " indices of dimension " + dim + ", but has " + source.shape());
        Check.that(
                x.dim() > 0 || index.numel() == 1,
                () -> "indexAdd: input is a scalar, to which only one index can be added, but index has shape "
                        + index.shape());
        return Tape.run(new IndexAdd(d), x, source, index);
    }

    @Override
    public String name() {
        return "indexAdd";
    }

    @Override
    public boolean differentiable(int input) {
        return input < 2;
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Shape shape = inputs[0].shape();
        int size = (int) Indices.size(shape, dim);
        int[] index = Indices.read("indexAdd", inputs[2], dim, size);
        Storage out = Indices.copy(inputs[0]);
        Tensor source = Copy.dense(inputs[1]);
        int outer = Indices.product(shape, 0, dim);
        int inner = Indices.product(shape, dim + 1, shape.rank());
        Picks.add(source.storage().array(), (int) source.layout().offset(), outer, size, inner, index, out.array());
        return new Tensor[] {Tape.wrap(out, shape.contiguous())};
    }

    @Override
    public long saves(int input) {
        return input == 1 ? Op.input(2) : 0;
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return input == 0 ? b.grad() : IndexSelect.of(b.grad(), dim, b.in(2));
    }
}
