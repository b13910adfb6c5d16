package dev.autograd.op.layout;

import dev.autograd.Tensor;
import dev.autograd.op.Check;
import dev.autograd.value.Shape;
import java.util.Arrays;

/// Cuts a tensor into slices along a dimension. Each piece is a [Slice], so gradients are a slice's.
public final class Split {
    private Split() {}

    /// Pieces of `size`, the last of which may be shorter; one empty piece of an empty dimension.
    public static Tensor[] bySize(Tensor x, long size, int dim) {
        int d = dim("split", x, dim);
        long total = x.shape().size(d);
        Check.that(
                size > 0 || (size == 0 && total == 0),
                () -> "split: the size of a piece must be positive, but is " + size);
        long count = size == 0 ? 1 : Math.max(1, Math.ceilDiv(total, size));
        Check.that(
                count <= Integer.MAX_VALUE,
                () -> "split: pieces of " + size + " cut dimension " + dim + " of shape " + x.shape() + " into " + count
                        + ", more than an array holds");
        int n = (int) count;
        long[] sizes = new long[n];
        for (int i = 0; i < n; i++) {
            sizes[i] = Math.min(size, total - i * size);
        }
        return pieces(x, sizes, d);
    }

    /// Pieces of the given sizes.
    public static Tensor[] bySizes(Tensor x, long[] sizes, int dim) {
        int d = dim("split", x, dim);
        long total = x.shape().size(d);
        Check.that(
                Arrays.stream(sizes).allMatch(size -> size >= 0)
                        && Arrays.stream(sizes).sum() == total,
                () -> "split: sizes " + Arrays.toString(sizes) + " must add up to " + total + ", the size of dimension "
                        + dim + " of shape " + x.shape() + ", but add up to "
                        + Arrays.stream(sizes).sum());
        return pieces(x, sizes, d);
    }

    /// At most `chunks` pieces of equal size, the last of which may be shorter.
    public static Tensor[] chunk(Tensor x, int chunks, int dim) {
        int d = dim("chunk", x, dim);
        Check.that(chunks > 0, () -> "chunk: the number of chunks must be positive, but is " + chunks);
        long total = x.shape().size(d);
        if (total == 0) {
            return pieces(x, new long[chunks], d);
        }
        return bySize(x, Math.ceilDiv(total, chunks), d);
    }

    private static int dim(String op, Tensor x, int dim) {
        Shape shape = x.shape();
        Check.that(shape.rank() > 0, () -> op + ": a scalar has no dimensions to cut");
        return Check.dim(op, dim, shape);
    }

    private static Tensor[] pieces(Tensor x, long[] sizes, int dim) {
        Tensor[] pieces = new Tensor[sizes.length];
        long at = 0;
        for (int i = 0; i < sizes.length; i++) {
            pieces[i] = x.narrow(dim, at, sizes[i]);
            at += sizes[i];
        }
        return pieces;
    }
}
