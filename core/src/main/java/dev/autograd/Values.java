package dev.autograd;

import dev.autograd.kernel.Strided;
import dev.autograd.op.Check;
import dev.autograd.value.DType;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import java.lang.reflect.Array;

/// How a tensor's values are read from Java.
final class Values {
    private Values() {}

    static int only(Tensor x) {
        Check.that(
                x.numel() == 1,
                () -> "item: the tensor must have one element, but shape " + x.shape() + " has " + x.numel());
        return (int) x.layout().offset();
    }

    static int position(Tensor x, long[] index) {
        Shape shape = x.shape();
        if (index.length != shape.rank()) {
            throw new IndexOutOfBoundsException("get: " + index.length + " indices for shape " + shape + ", which has "
                    + shape.rank() + " dimensions");
        }
        Layout layout = x.layout();
        long position = layout.offset();
        for (int i = 0; i < index.length; i++) {
            long size = shape.size(i);
            if (index[i] < -size || index[i] >= size) {
                throw new IndexOutOfBoundsException("get: index " + index[i] + " is out of bounds for dimension " + i
                        + " of size " + size + " of shape " + shape);
            }
            position += (index[i] < 0 ? index[i] + size : index[i]) * layout.stride(i);
        }
        return (int) position;
    }

    static Object flat(Tensor x, DType dtype) {
        Object array = Storage.newArray(dtype, x.numel()); // refuses what no array can hold
        Strided.gather(x.storage().array(), x.layout(), array, 0);
        return array;
    }

    static Object nested(Tensor x) {
        Object flat = flat(x, x.dtype());
        if (x.dim() <= 1) {
            return flat;
        }
        return nest(flat, 0, x.shape(), 0);
    }

    private static Object nest(Object flat, int at, Shape shape, int dim) {
        int n = (int) shape.size(dim);
        if (dim == shape.rank() - 1) {
            Object row = Array.newInstance(flat.getClass().componentType(), n);
            System.arraycopy(flat, at, row, 0, n);
            return row;
        }
        int below = 1;
        Class<?> type = flat.getClass().componentType();
        for (int i = dim + 1; i < shape.rank(); i++) {
            below *= (int) shape.size(i);
            type = type.arrayType();
        }
        Object rows = Array.newInstance(type, n);
        for (int i = 0; i < n; i++) {
            Array.set(rows, i, nest(flat, at + i * below, shape, dim + 1));
        }
        return rows;
    }

    static boolean allClose(Tensor a, Tensor b, double rtol, double atol) {
        if (!a.shape().equals(b.shape()) || a.dtype() != b.dtype()) {
            return false;
        }
        double[] x = a.toDoubleArray();
        double[] y = b.toDoubleArray();
        for (int i = 0; i < x.length; i++) {
            boolean same = x[i] == y[i] || (Double.isNaN(x[i]) && Double.isNaN(y[i]));
            boolean close = Double.isFinite(y[i]) && Math.abs(x[i] - y[i]) <= atol + rtol * Math.abs(y[i]);
            if (!same && !close) {
                return false;
            }
        }
        return true;
    }
}
