package dev.autograd.data;

import dev.autograd.Tensor;
import java.util.Objects;

/// Examples that are the rows of two tensors.
public final class TensorDataset implements Dataset {
    private final Rows x;
    private final Rows y;

    /// Example `i` is row `i` of `x` and of `y`. The tensors are not copied when they are dense.
    ///
    /// @throws IllegalArgumentException when a tensor has no rows to count, or their numbers differ
    public TensorDataset(Tensor x, Tensor y) {
        if (x.dim() == 0 || y.dim() == 0 || x.size(0) != y.size(0)) {
            throw new IllegalArgumentException(
                    "TensorDataset: x and y must have equally many rows, but their shapes are " + x.shape() + " and "
                            + y.shape());
        }
        this.x = new Rows(x);
        this.y = new Rows(y);
    }

    @Override
    public int size() {
        return x.count();
    }

    @Override
    public Example get(int index) {
        Objects.checkIndex(index, size());
        return new Example(x.get(index), y.get(index));
    }

    @Override
    public Batch gather(int... indices) {
        for (int index : indices) {
            Objects.checkIndex(index, size());
        }
        return new Batch(x.gather(indices), y.gather(indices));
    }
}
