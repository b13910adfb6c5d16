package dev.autograd.op.indexing;

import dev.autograd.Index;
import dev.autograd.Tensor;
import dev.autograd.op.Check;
import java.util.Arrays;

/// One value at the given indices of a dimension, as `torch.index_fill`: recorded as [PutItem].
public final class IndexFill {
    private IndexFill() {}

    /// A copy of `x` with the value at the indices, which count from the end when negative.
    ///
    /// @param index integers, a vector
    /// @param value a scalar of the type of `x`
    /// @throws IllegalArgumentException when shapes or types do not fit
    /// @throws IndexOutOfBoundsException when there is no such dimension, or an index is outside it
    public static Tensor of(Tensor x, int dim, Tensor index, Tensor value) {
        int d = Check.dim("indexFill", dim, x.shape());
        Check.index("indexFill", "index", index);
        Check.that(
                index.dim() <= 1, () -> "indexFill: index must have one dimension, but its shape is " + index.shape());
        Check.that(value.dim() == 0, () -> "indexFill: value must be a scalar, but its shape is " + value.shape());
        if (x.dim() == 0) { // counts as a vector of one
            return of(x.reshape(1), 0, index, value).reshape(x.shape());
        }
        Index[] entries = new Index[d + 1];
        Arrays.fill(entries, Index.all());
        entries[d] = Index.of(index);
        return PutItem.of("indexFill", x, value, entries);
    }
}
