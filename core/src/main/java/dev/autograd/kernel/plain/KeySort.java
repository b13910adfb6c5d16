package dev.autograd.kernel.plain;

import dev.autograd.kernel.Sort;

/// Sorting of any element type by way of `long` keys in the same order.
///
/// @param <A> the array type of the elements
final class KeySort<A> implements Sort<A> {
    /// Up to this many, the best are kept in a sorted list; for more, or for most of the row, sorting everything is
    /// quicker.
    private static final int SHORT_LIST = 512;

    private final Keys<A> keys;

    KeySort(Keys<A> keys) {
        this.keys = keys;
    }

    @Override
    public void sort(
            A x,
            int xOffset,
            Order order,
            A values,
            int valuesOffset,
            long[] indices,
            int indicesOffset,
            int rows,
            int n) {
        topk(x, xOffset, n, order, values, valuesOffset, indices, indicesOffset, rows, n);
    }

    @Override
    public void topk(
            A x,
            int xOffset,
            int k,
            Order order,
            A values,
            int valuesOffset,
            long[] indices,
            int indicesOffset,
            int rows,
            int n) {
        long[] keysOfRow = new long[n];
        int[] positions = new int[n];
        boolean shortList = k <= SHORT_LIST && k < n / 4;
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < n; i++) {
                long key = keys.key(x, xOffset + row * n + i);
                keysOfRow[i] = order == Order.ASCENDING ? key : ~key;
                positions[i] = i;
            }
            if (shortList) {
                ShortList.select(keysOfRow, positions, k, n);
            } else {
                StableSort.sort(keysOfRow, positions, n);
            }
            for (int i = 0; i < k; i++) {
                indices[indicesOffset + row * k + i] = positions[i];
                System.arraycopy(x, xOffset + row * n + positions[i], values, valuesOffset + row * k + i, 1);
            }
        }
    }
}
