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

/// Adds to the given indices of one dimension; an index that is given twice is added to twice. Gradient: the result's
/// for the tensor added to, and its values at the indices for what is added.
public final class IndexAdd implements Op {
    private final Axis axis;

    private IndexAdd(Axis axis) {
        this.axis = axis;
    }

    /// A copy of `x` with `source` added at the indices of a dimension.
    ///
    /// @param index integers, a vector with one entry for every index of the dimension in `source`
    /// @throws IllegalArgumentException when shapes or types do not fit
    /// @throws IndexOutOfBoundsException when there is no such dimension, or an index is outside it
    public static Tensor of(Tensor x, int dim, Tensor index, Tensor source) {
        Axis axis = Axis.of("indexAdd", dim, x.shape());
        Check.index("indexAdd", "index", index);
        Check.that(
                index.dim() <= 1, () -> "indexAdd: index must have one dimension, but its shape is " + index.shape());
        Check.sameDtype("indexAdd", "input", x, "source", source);
        Shape wanted = x.dim() == 0 ? x.shape() : x.shape().with(axis.dim(), index.numel());
        Check.that(
                source.shape().equals(wanted),
                () -> "indexAdd: source must have shape " + wanted + " for input " + x.shape() + " and " + index.numel()
                        + " indices of dimension " + dim + ", but has " + source.shape());
        Check.that(
                x.dim() > 0 || index.numel() == 1,
                () -> "indexAdd: input is a scalar, to which only one index can be added, but index has shape "
                        + index.shape());
        return Tape.run(new IndexAdd(axis), x, source, index);
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
        int dim = axis.dim();
        int size = (int) axis.size(shape);
        int[] index = Indices.read("indexAdd", inputs[2], axis.seen(), size);
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
    public String gradientRule() {
        return """
                x: grad
                source: grad at the indices""";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return input == 0 ? b.grad() : IndexSelect.of(b.grad(), axis.dim(), b.in(2));
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        Tensor source = f.tangent(1);
        return new Tensor[] {source == null ? f.tangent(0) : Tape.run(this, f.outputTangent(0), source, f.in(2))};
    }

    @Override
    public Tensor[] vmap(Batch b) {
        Tensor x = Examples.of(b, 0);
        Tensor source = Examples.of(b, 1);
        Tensor all = b.isBatched(2)
                ? byOwnIndex(x, source, Examples.of(b, 2))
                : Tape.run(new IndexAdd(axis.behindExamples()), x, source, b.in(2));
        return new Tensor[] {all.reshape(b.shape(b.example(0).shape()))};
    }

    private Tensor byOwnIndex(Tensor x, Tensor source, Tensor index) {
        int dim = axis.dim();
        long size = x.size(dim + 1);
        Tensor joined = Examples.joined("indexAdd", axis, size, index);
        Tensor sum = Tape.run(this, Examples.into(dim, x), Examples.into(dim, source), joined);
        return Examples.outOf(dim, sum, x.size(0), size);
    }
}
