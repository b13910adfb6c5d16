package dev.autograd.data;

import java.util.Objects;

/// Some of the examples of another data set, in an order of their own.
public final class Subset implements Dataset {
    private final Dataset whole;
    private final int[] indices;

    /// The examples of `whole` with the given numbers.
    ///
    /// @throws IndexOutOfBoundsException when there is no such example
    public Subset(Dataset whole, int... indices) {
        for (int index : indices) {
            Objects.checkIndex(index, whole.size());
        }
        this.whole = whole;
        this.indices = indices.clone();
    }

    /// The numbers in the whole data set: a fresh array.
    public int[] indices() {
        return indices.clone();
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public Example get(int index) {
        return whole.get(indices[Objects.checkIndex(index, indices.length)]);
    }

    @Override
    public Batch gather(int... wanted) {
        int[] mapped = new int[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            mapped[i] = indices[Objects.checkIndex(wanted[i], indices.length)];
        }
        return whole.gather(mapped);
    }
}
