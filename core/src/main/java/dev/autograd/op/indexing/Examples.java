package dev.autograd.op.indexing;

import dev.autograd.Tensor;
import dev.autograd.engine.Batch;
import dev.autograd.value.Shape;
import java.util.Arrays;

/// What the batching rules of this package have in common. A scalar counts as a vector of one, as it does in the
/// operators themselves.
///
/// An index that all examples share points along a dimension further behind. Where it differs, the examples are moved
/// into the dimension that it points along, one after another, so that every example's index points into its own part.
final class Examples {
    private Examples() {}

    /// All examples of an input, of at least one dimension each.
    static Tensor of(Batch b, int input) {
        Tensor all = b.stacked(input);
        return all.dim() > 1 ? all : all.unsqueeze(1);
    }

    /// The examples of `(B, ..., n, ...)` one after another in their dimension `dim`: `(..., B n, ...)`.
    static Tensor into(int dim, Tensor all) {
        int[] order = new int[all.dim()];
        Arrays.setAll(order, i -> i < dim ? i + 1 : i == dim ? 0 : i);
        return all.permute(order).flatten(dim, dim + 1);
    }

    /// Undoes [#into].
    static Tensor outOf(int dim, Tensor joined, long examples, long size) {
        long[] sizes = new long[joined.dim() + 1];
        int[] order = new int[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = i == dim ? examples : i == dim + 1 ? size : joined.size(i < dim ? i : i - 1);
            order[i] = i == 0 ? dim : i <= dim ? i - 1 : i;
        }
        return joined.reshape(Shape.of(sizes)).permute(order);
    }

    /// The index of every example, `(B, k)`, into a dimension as one vector into that dimension of all examples
    /// [joined][#into].
    ///
    /// @throws IndexOutOfBoundsException when an index is outside its example's dimension
    static Tensor joined(String op, Axis axis, long size, Tensor index) {
        Tensor example = Tensor.arange(index.size(0)).unsqueeze(1).expand(index.shape());
        Shape sizes = Shape.of(index.size(0), size);
        return LinearIndex.strict(op, axis.seen() - 1, sizes, example, index).reshape(index.numel());
    }
}
