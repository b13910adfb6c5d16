package dev.autograd.op.indexing;

import dev.autograd.Tensor;
import dev.autograd.kernel.Strided;
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
        int[] result = new int[(int) index.numel()];
        long[] wide = longs(index);
        for (int i = 0; i < result.length; i++) {
            if (wide[i] < 0 || wide[i] >= size) {
                throw outOfBounds(op, wide[i], dim, size);
            }
            result[i] = (int) wide[i];
        }
        return result;
    }

    /// As [#read], where negative indices count from the end.
    static int[] readWrapped(String op, Tensor index, int dim, long size) {
        int[] result = new int[(int) index.numel()];
        long[] wide = longs(index);
        for (int i = 0; i < result.length; i++) {
            if (wide[i] < -size || wide[i] >= size) {
                throw outOfBounds(op, wide[i], dim, size);
            }
            result[i] = (int) (wide[i] < 0 ? wide[i] + size : wide[i]);
        }
        return result;
    }

    static IndexOutOfBoundsException outOfBounds(String op, long index, int dim, long size) {
        return new IndexOutOfBoundsException(
                op + ": index " + index + " is out of bounds for dimension " + dim + " of size " + size);
    }

    private static long[] longs(Tensor index) {
        long[] wide = new long[(int) index.numel()];
        Strided.gather(index.storage().array(), index.layout(), wide, 0);
        return wide;
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
        Storage storage = Storage.allocate(x.dtype(), x.numel());
        Strided.gather(x.storage().array(), x.layout(), storage.array(), 0);
        return storage;
    }

    /// Where the elements of `index` point to in a dense tensor: each to the place with its own coordinates but in dimension
    /// `dim`, whose coordinate is the index itself.
    ///
    /// @throws IndexOutOfBoundsException when an index is outside the dimension
    static int[] places(String op, Shape shape, int dim, Tensor index) {
        int[] places = read(op, index, dim, size(shape, dim));
        Shape coordinates = index.shape();
        if (shape.rank() == 0 || coordinates.rank() == 0) {
            return places;
        }
        Layout dense = shape.contiguous();
        int[] at = new int[coordinates.rank()];
        int base = 0; // of the element's own coordinates without `dim`
        for (int i = 0; i < places.length; i++) {
            places[i] = base + places[i] * (int) dense.stride(dim);
            for (int d = at.length - 1; d >= 0; d--) {
                int stride = d == dim ? 0 : (int) dense.stride(d);
                base += stride;
                if (++at[d] < coordinates.size(d)) {
                    break;
                }
                base -= at[d] * stride;
                at[d] = 0;
            }
        }
        return places;
    }
}
