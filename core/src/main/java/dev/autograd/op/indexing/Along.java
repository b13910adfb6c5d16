package dev.autograd.op.indexing;

import dev.autograd.Tensor;
import dev.autograd.engine.Tape;
import dev.autograd.op.Check;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;

/// What gather and scatter have in common: an index with as many dimensions as the tensor, nowhere larger than it but
/// along one.
final class Along {
    private Along() {}

    /// The dimension, after checking the index against the tensor.
    static Axis check(String op, Tensor x, int dim, Tensor index) {
        Axis axis = Axis.of(op, dim, x.shape());
        int d = axis.dim();
        Check.index(op, "index", index);
        ranks(op, "input", x, index);
        for (int i = 0; i < Math.min(index.dim(), x.dim()); i++) {
            if (!(i == d || index.size(i) <= x.size(i))) {
                throw new IllegalArgumentException(op + ": index " + index.shape() + " must not be larger than input "
                        + x.shape() + " but in dimension " + d + "; it is in dimension " + i);
            }
        }
        return axis;
    }

    /// As above, and against a source from which the elements at the index's own coordinates are taken.
    static Axis check(String op, Tensor x, int dim, Tensor index, Tensor source) {
        Axis axis = check(op, x, dim, index);
        Check.sameDtype(op, "input", x, "source", source);
        ranks(op, "source", source, index);
        for (int i = 0; i < Math.min(index.dim(), source.dim()); i++) {
            if (!(index.size(i) <= source.size(i))) {
                throw new IllegalArgumentException(op + ": index " + index.shape() + " must not be larger than source "
                        + source.shape() + "; it is in dimension " + i);
            }
        }
        return axis;
    }

    private static void ranks(String op, String argument, Tensor x, Tensor index) {
        Check.that(
                Math.max(1, x.dim()) == Math.max(1, index.dim()),
                () -> // a scalar counts as a vector of one
                op + ": index " + index.shape() + " must have as many dimensions as " + argument + " " + x.shape());
    }

    /// The elements of a source at the coordinates of an index, dense and off the tape.
    static Tensor part(Tensor source, Shape coordinates) {
        Layout layout = source.layout();
        for (int i = 0; i < Math.min(layout.shape().rank(), coordinates.rank()); i++) {
            layout = layout.slice(i, 0, coordinates.size(i), 1);
        }
        return Copy.dense(Tape.view(source, layout));
    }

    /// A gradient of the part brought to the source's shape with zeros.
    static Tensor whole(Tensor part, Shape source) {
        long[] amounts = new long[2 * Math.min(source.rank(), part.dim())];
        for (int i = 0; i < amounts.length / 2; i++) {
            int dim = source.rank() - 1 - i;
            amounts[2 * i + 1] = source.size(dim) - part.size(dim);
        }
        return (part.numel() == source.numel() ? part : part.pad(0, amounts)).reshape(source);
    }
}
