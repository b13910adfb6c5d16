package dev.autograd.op;

import dev.autograd.Tensor;
import dev.autograd.value.Shape;

/// NumPy's broadcasting: shapes are aligned at their last dimensions, and a dimension of size 1 stretches to the
/// other's size.
public final class Broadcast {
    private Broadcast() {}

    /// The shape that both broadcast to.
    ///
    /// @throws IllegalArgumentException when some dimension has two sizes, neither of them 1
    public static Shape shapes(String op, Shape a, Shape b) {
        if (a == b || a.equals(b) || b.rank() == 0) {
            return a;
        }
        if (a.rank() == 0) {
            return b;
        }
        int rank = Math.max(a.rank(), b.rank());
        long[] sizes = new long[rank];
        for (int i = 0; i < rank; i++) {
            long x = aligned(a, i, rank);
            long y = aligned(b, i, rank);
            if (x != y && x != 1 && y != 1) {
                throw new IllegalArgumentException(op + ": shapes " + a + " and " + b + " do not broadcast: dimension "
                        + (i - rank) + " is " + x + " in one and " + y + " in the other; sizes must be equal or 1");
            }
            sizes[i] = x == 1 ? y : x;
        }
        return Shape.of(sizes);
    }

    private static long aligned(Shape shape, int i, int rank) {
        int own = i - (rank - shape.rank());
        return own < 0 ? 1 : shape.size(own);
    }

    /// Whether a tensor of shape `from` can be expanded to `to`.
    public static boolean fits(Shape from, Shape to) {
        int added = to.rank() - from.rank();
        if (added < 0) {
            return false;
        }
        for (int i = 0; i < from.rank(); i++) {
            if (from.size(i) != 1 && from.size(i) != to.size(added + i)) {
                return false;
            }
        }
        return true;
    }

    /// Undoes a broadcast in a gradient: sums over the dimensions that were stretched or added, down to `target`.
    public static Tensor sumTo(Tensor gradient, Shape target) {
        Shape shape = gradient.shape();
        if (shape == target || shape.equals(target)) {
            return gradient;
        }
        int added = shape.rank() - target.rank();
        int[] dims = new int[shape.rank()];
        int n = 0;
        for (int i = 0; i < shape.rank(); i++) {
            if (i < added || (target.size(i - added) == 1 && shape.size(i) != 1)) {
                dims[n++] = i;
            }
        }
        return n == 0
                ? gradient.reshape(target)
                : gradient.sum(java.util.Arrays.copyOf(dims, n)).reshape(target);
    }
}
