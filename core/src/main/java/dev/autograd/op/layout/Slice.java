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

/// A range of one dimension. Gradient: zeros, with the gradient written into the range.
public final class Slice extends View {
    private final int dim;
    private final long start;
    private final long length;
    private final long step;
    private final boolean select;

    Slice(int dim, long start, long length, long step, boolean select) {
        this.dim = dim;
        this.start = start;
        this.length = length;
        this.step = step;
        this.select = select;
    }

    /// Indices from `start` (included) to `end` (excluded), every `step`-th. Negative ends count from the back, and
    /// ends outside the dimension are cut to it, as in Python.
    ///
    /// @throws IllegalArgumentException when `step` is not positive
    public static Tensor slice(Tensor x, int dim, long start, long end, long step) {
        int d = Check.dim("slice", dim, x.shape());
        Check.that(x.shape().rank() > 0, () -> "slice: a scalar has no dimensions to slice");
        Check.that(
                step > 0,
                () -> "slice: step " + step + " of dimension " + dim + " of shape " + x.shape() + " must be positive");
        long size = x.shape().size(d);
        long from = clamp(start, size);
        long to = Math.max(from, clamp(end, size));
        // A step beyond the dimension takes one element, as the dimension's size does, whose stride cannot overflow.
        long within = Math.min(step, Math.max(1, size));
        return Tape.run(new Slice(d, from, Math.ceilDiv(to - from, within), within, false), x);
    }

    private static long clamp(long index, long size) {
        return Math.max(0, Math.min(size, index < 0 ? index + size : index));
    }

    /// `length` indices from `start`.
    ///
    /// @throws IndexOutOfBoundsException when the range leaves the dimension
    public static Tensor narrow(Tensor x, int dim, long start, long length) {
        int d = Check.dim("narrow", dim, x.shape());
        Check.that(x.shape().rank() > 0, () -> "narrow: a scalar has no dimensions to narrow");
        long size = x.shape().size(d);
        long from = start < 0 ? start + size : start;
        if (from < 0 || from > size || length < 0 || length > size - from) {
            throw new IndexOutOfBoundsException("narrow: start " + start + " and length " + length + " leave dimension "
                    + dim + " of size " + size + " of shape " + x.shape());
        }
        return Tape.run(new Slice(d, from, length, 1, false), x);
    }

    /// `length` indices from the one that a scalar holds.
    ///
    /// @throws IllegalArgumentException when `start` is no scalar or no integer
    /// @throws IndexOutOfBoundsException when the range leaves the dimension
    public static Tensor narrow(Tensor x, int dim, Tensor start, long length) {
        Check.index("narrow", "start", start);
        Check.rank("narrow", "start", start, 0);
        return narrow(x, dim, start.itemLong(), length);
    }

    /// One index of a dimension, which the result does not have.
    ///
    /// @throws IndexOutOfBoundsException when the index is outside the dimension
    public static Tensor select(Tensor x, int dim, long index) {
        Check.that(x.shape().rank() > 0, () -> "select: a scalar has no dimensions to index");
        int d = Check.dim("select", dim, x.shape());
        long size = x.shape().size(d);
        if (index < -size || index >= size) {
            throw new IndexOutOfBoundsException("select: index " + index + " is out of bounds for dimension " + dim
                    + " of size " + size + " of shape " + x.shape());
        }
        return Tape.run(new Slice(d, index < 0 ? index + size : index, 1, 1, true), x);
    }

    @Override
    public String name() {
        return select ? "select" : "slice";
    }

    @Override
    public String onnx() {
        return select ? "Gather" : "Slice";
    }

    @Override
    Layout layout(Layout input) {
        return select ? input.select(dim, start) : input.slice(dim, start, length, step);
    }

    @Override
    public String gradientRule() {
        return "x: grad in that slice, 0 elsewhere";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        Shape shape = b.inputShape(0);
        Tensor g = select ? b.grad().unsqueeze(dim) : b.grad();
        return Tape.run(new SliceInto(shape, dim, start, length, step), g);
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return f.linear(this);
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new Slice(dim + 1, start, length, step, select));
    }
}
