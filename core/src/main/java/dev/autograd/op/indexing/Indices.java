package dev.autograd.op.indexing;

import dev.autograd.Tensor;
import dev.autograd.kernel.Strided;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.DType;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;

/// Reads index tensors, and makes sure of every index before anything is written.
final class Indices {
    private Indices() {}

    /// The indices in row-major order.
    ///
    /// @param size of the dimension that they pick from
    /// @throws IndexOutOfBoundsException when one is not from 0 to `size - 1`
    static int[] read(String op, Tensor index, int dim, long size) {
        return read(op, index, dim, size, 0);
    }

    /// As [#read], where negative indices count from the end.
    static int[] readWrapped(String op, Tensor index, int dim, long size) {
        return read(op, index, dim, size, size);
    }

    /// @param below how far below 0 an index may be
    private static int[] read(String op, Tensor index, int dim, long size, long below) {
        Tensor dense = Copy.dense(index, DType.INT64);
        long[] wide = (long[]) dense.storage().array();
        int offset = (int) dense.layout().offset();
        int[] result = new int[(int) index.numel()];
        for (int i = 0; i < result.length; i++) {
            long one = wide[offset + i];
            if (one < -below || one >= size) {
                throw outOfBounds(op, one, dim, size);
            }
            result[i] = (int) (one < 0 ? one + size : one);
        }
        return result;
    }

    static IndexOutOfBoundsException outOfBounds(String op, long index, int dim, long size) {
        return new IndexOutOfBoundsException(
                op + ": index " + index + " is out of bounds for dimension " + dim + " of size " + size);
    }

    /// The size of a dimension, where a scalar counts as a vector of one.
    static long size(Shape shape, int dim) {
        return shape.rank() == 0 ? 1 : shape.size(dim);
    }

    /// The product of the sizes of dimensions `from` to `to - 1`.
    static int product(Shape shape, int from, int to) {
        int product = 1;
        for (int i = from; i < to; i++) {
            product *= (int) shape.size(i);
        }
        return product;
    }

    /// A dense copy that may be written to.
    static Storage copy(Tensor x) {
        Storage storage = Storage.forResult(x.dtype(), x.numel());
        Strided.gather(x.storage().array(), x.layout(), storage.array(), 0);
        return storage;
    }

    /// Where the elements of `index` point to in a dense tensor: each to the place with its own coordinates
    /// but in one dimension, whose coordinate is the index itself.
    ///
    /// @throws IndexOutOfBoundsException when an index is outside the dimension
    static int[] places(String op, Shape shape, Axis axis, Tensor index) {
        int[] places = read(op, index, axis.seen(), axis.size(shape));
        Shape coordinates = index.shape();
        if (shape.rank() == 0 || coordinates.rank() == 0) {
            return places;
        }
        spread(places, coordinates, shape.contiguous(), axis.dim());
        return places;
    }

    /// Adds to every index, once it is multiplied by its dimension's stride, the place of its own other
    /// coordinates: row by row of the last dimension.
    private static void spread(int[] places, Shape coordinates, Layout dense, int dim) {
        int last = coordinates.rank() - 1;
        int length = (int) coordinates.size(last);
        int stride = (int) dense.stride(dim);
        int step = dim == last ? 0 : 1;
        int[] at = new int[last];
        int base = 0; // of the row's own coordinates but that of `dim`
        for (int start = 0; start < places.length; start += length) {
            for (int i = 0; i < length; i++) {
                places[start + i] = base + i * step + places[start + i] * stride;
            }
            for (int d = last - 1; d >= 0; d--) {
                int own = d == dim ? 0 : (int) dense.stride(d);
                base += own;
                if (++at[d] < coordinates.size(d)) {
                    break;
                }
                base -= at[d] * own;
                at[d] = 0;
            }
        }
    }
}
