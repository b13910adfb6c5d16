package dev.autograd.op.indexing;

import dev.autograd.Tensor;
import dev.autograd.op.Broadcast;
import dev.autograd.op.Check;
import dev.autograd.value.Shape;

/// Gathering with an index that broadcasts against the tensor in every dimension but the one it points along.
public final class TakeAlongDim {
    private TakeAlongDim() {}

    /// As [Gather#of] after broadcasting, for an index as `argmax` with a kept dimension, or `argsort`, gives;
    /// negative indices count from the end.
    ///
    /// @throws IllegalArgumentException when shapes do not fit or `index` holds no integers
    /// @throws IndexOutOfBoundsException when there is no such dimension, or an index is outside it
    public static Tensor of(Tensor x, Tensor index, int dim) {
        int d = Check.dim("takeAlongDim", dim, x.shape());
        Check.index("takeAlongDim", "index", index);
        Check.that(
                index.dim() == x.dim(),
                () -> "takeAlongDim: index " + index.shape() + " must have as many dimensions as input " + x.shape());
        Shape size = Shape.of(Indices.size(x.shape(), d));
        Tensor positive = LinearIndex.wrapping("takeAlongDim", d, size, index);
        if (x.dim() == 0) {
            return Gather.of(x, d, positive);
        }
        Shape common = Broadcast.shapes(
                "takeAlongDim", x.shape().with(d, 1), index.shape().with(d, 1));
        return Gather.of(x.expand(common.with(d, x.size(d))), d, positive.expand(common.with(d, index.size(d))));
    }
}
