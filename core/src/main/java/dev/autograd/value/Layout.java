package dev.autograd.value;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Where a tensor's elements lie in its storage: element `(i, j, ...)` is at `offset + i * stride(0) + j * stride(1) +
/// ...`.
///
/// Strides and offset count elements. A stride of 0 repeats one element along a dimension, as `expand` does. Every
/// method that returns a layout returns a view: nothing is copied.
public final class Layout {
    private final Shape shape;
    private final long[] strides;
    private final long offset;
    private final boolean contiguous;

    Layout(Shape shape, long[] strides, long offset) {
        this.shape = shape;
        this.strides = strides;
        this.offset = offset;
        this.contiguous = isRowMajor(shape, strides);
    }

    /// A layout with the given strides and offset, in elements.
    ///
    /// @throws IllegalArgumentException when the counts differ, or a stride or the offset is negative
    public static Layout of(Shape shape, long[] strides, long offset) {
        if (strides.length != shape.rank()) {
            throw new IllegalArgumentException("layout: shape " + shape + " has " + shape.rank() + " dimensions but "
                    + strides.length + " strides");
        }
        for (long stride : strides) {
            if (stride < 0) {
                throw new IllegalArgumentException("layout: stride " + stride + " of shape " + shape + " is negative");
            }
        }
        if (offset < 0) {
            throw new IllegalArgumentException("layout: offset " + offset + " is negative");
        }
        return new Layout(shape, strides.clone(), offset);
    }

    static long[] rowMajorStrides(Shape shape) {
        long[] strides = new long[shape.rank()];
        long stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= Math.max(1, shape.size(i));
        }
        return strides;
    }

    private static boolean isRowMajor(Shape shape, long[] strides) {
        if (shape.numel() == 0) {
            return true;
        }
        long expected = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            long size = shape.size(i);
            if (size != 1) {
                if (strides[i] != expected) {
                    return false;
                }
                expected *= size;
            }
        }
        return true;
    }

    /// The sizes of the dimensions.
    public Shape shape() {
        return shape;
    }

    /// The distance between neighbours along a dimension, counted from the front.
    public long stride(int dim) {
        return strides[dim];
    }

    /// A copy of the strides.
    public long[] strides() {
        return strides.clone();
    }

    /// The position of the first element in the storage.
    public long offset() {
        return offset;
    }

    /// Whether the elements lie densely in row-major order, at any offset.
    public boolean isContiguous() {
        return contiguous;
    }

    /// Whether different indices always reach different elements. Layouts made by views answer exactly; of others,
    /// whose dimensions interleave, some are said to overlap that do not.
    public boolean isInjective() {
        if (shape.numel() <= 1 || contiguous) {
            return true;
        }
        long reach = 0; // the largest distance within the dimensions of smaller strides
        for (int dim : IntStream.range(0, strides.length)
                .filter(i -> shape.size(i) > 1)
                .boxed()
                .sorted(Comparator.comparingLong(i -> Math.abs(strides[i])))
                .toList()) {
            long stride = Math.abs(strides[dim]);
            if (stride <= reach) {
                return false;
            }
            reach += (shape.size(dim) - 1) * stride;
        }
        return true;
    }

    /// The length that a storage must have at least.
    public long extent() {
        if (shape.numel() == 0) {
            return 0;
        }
        long last = offset;
        for (int i = 0; i < strides.length; i++) {
            last += (shape.size(i) - 1) * strides[i];
        }
        return last + 1;
    }

    /// Dimension `i` of the result is dimension `order[i]` of this.
    public Layout permute(int... order) {
        long[] newSizes = new long[order.length];
        long[] newStrides = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            newSizes[i] = shape.size(order[i]);
            newStrides[i] = strides[order[i]];
        }
        return new Layout(Shape.of(newSizes), newStrides, offset);
    }

    /// Every `step`-th element of one dimension, `length` of them, from `start`.
    public Layout slice(int dim, long start, long length, long step) {
        long[] newStrides = strides.clone();
        newStrides[dim] *= step;
        return new Layout(shape.with(dim, length), newStrides, offset + start * strides[dim]);
    }

    /// Without one dimension, at one index of it.
    public Layout select(int dim, long index) {
        return new Layout(Shape.of(without(shape.sizes(), dim)), without(strides, dim), offset + index * strides[dim]);
    }

    /// With a dimension of size 1 in front of `dim`.
    public Layout unsqueeze(int dim) {
        long stride = dim < strides.length ? shape.size(dim) * strides[dim] : 1;
        return new Layout(Shape.of(with(shape.sizes(), dim, 1)), with(strides, dim, stride), offset);
    }

    /// Without a dimension of size 1.
    public Layout squeeze(int dim) {
        return select(dim, 0);
    }

    /// Repeats dimensions of size 1, and adds dimensions in front, until the shape is `target`, with which this
    /// shape must be broadcastable.
    public Layout expand(Shape target) {
        int added = target.rank() - strides.length;
        long[] newStrides = new long[target.rank()];
        for (int i = 0; i < strides.length; i++) {
            boolean repeated = shape.size(i) == 1 && target.size(added + i) != 1;
            newStrides[added + i] = repeated ? 0 : strides[i];
        }
        return new Layout(target, newStrides, offset);
    }

    /// Backwards along some dimensions, by negative strides; only for copying from, since no tensor has such a
    /// layout.
    public Layout flip(int... dims) {
        long[] newStrides = strides.clone();
        long start = offset;
        for (int dim : dims) {
            start += Math.max(0, shape.size(dim) - 1) * strides[dim];
            newStrides[dim] = -strides[dim];
        }
        return new Layout(shape, newStrides, start);
    }

    /// The same elements in the same order under another shape, or null when no strides can express that.
    public @Nullable Layout view(Shape target) {
        if (contiguous) {
            return offset == 0 ? target.contiguous() : new Layout(target, rowMajorStrides(target), offset);
        }
        long[] newStrides = new long[target.rank()];
        int t = target.rank() - 1;
        int from = strides.length - 1;
        // Walk chunks of dimensions that are contiguous among themselves; each must be filled exactly by target
        // dimensions.
        while (from >= 0) {
            long chunkStride = strides[from];
            long chunk = shape.size(from);
            while (from > 0 && (shape.size(from - 1) == 1 || strides[from - 1] == chunk * chunkStride)) {
                chunk *= shape.size(--from);
            }
            from--;
            long filled = 1;
            while (t >= 0 && (filled < chunk || target.size(t) == 1)) {
                newStrides[t] = filled * chunkStride;
                filled *= target.size(t--);
            }
            if (filled != chunk) {
                return null;
            }
        }
        return t >= 0 ? null : new Layout(target, newStrides, offset);
    }

    private static long[] without(long[] values, int at) {
        long[] result = new long[values.length - 1];
        System.arraycopy(values, 0, result, 0, at);
        System.arraycopy(values, at + 1, result, at, result.length - at);
        return result;
    }

    private static long[] with(long[] values, int at, long value) {
        long[] result = new long[values.length + 1];
        System.arraycopy(values, 0, result, 0, at);
        result[at] = value;
        System.arraycopy(values, at, result, at + 1, values.length - at);
        return result;
    }

    @Override
    public String toString() {
        return "Layout[shape " + shape + ", strides " + Arrays.toString(strides) + ", offset " + offset + "]";
    }
}
