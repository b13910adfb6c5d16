package dev.autograd.kernel.plain;

/// A stable merge sort of keys that carries their positions along.
final class StableSort {
    /// Runs of this length are sorted by insertion first.
    private static final int RUN = 16;

    private StableSort() {}

    /// Sorts the first `n` keys, and the positions with them.
    static void sort(long[] keys, int[] positions, int n) {
        for (int from = 0; from < n; from += RUN) {
            insertion(keys, positions, from, Math.min(n, from + RUN));
        }
        if (n <= RUN) {
            return;
        }
        long[] fromKeys = keys;
        int[] fromPositions = positions;
        long[] toKeys = new long[n];
        int[] toPositions = new int[n];
        for (int width = RUN; width < n; width *= 2) {
            for (int from = 0; from < n; from += 2 * width) {
                int middle = Math.min(n, from + width);
                int end = Math.min(n, from + 2 * width);
                merge(fromKeys, fromPositions, from, middle, end, toKeys, toPositions);
            }
            long[] sortedKeys = toKeys;
            int[] sortedPositions = toPositions;
            toKeys = fromKeys;
            toPositions = fromPositions;
            fromKeys = sortedKeys;
            fromPositions = sortedPositions;
        }
        if (fromKeys != keys) {
            System.arraycopy(fromKeys, 0, keys, 0, n);
            System.arraycopy(fromPositions, 0, positions, 0, n);
        }
    }

    private static void insertion(long[] keys, int[] positions, int from, int end) {
        for (int i = from + 1; i < end; i++) {
            long key = keys[i];
            int position = positions[i];
            int hole = i;
            for (; hole > from && keys[hole - 1] > key; hole--) {
                keys[hole] = keys[hole - 1];
                positions[hole] = positions[hole - 1];
            }
            keys[hole] = key;
            positions[hole] = position;
        }
    }

    /// Merges the sorted `[from, middle)` and `[middle, end)`, the first going first among equals.
    private static void merge(
            long[] keys, int[] positions, int from, int middle, int end, long[] toKeys, int[] toPositions) {
        int left = from;
        int right = middle;
        for (int to = from; to < end; to++) {
            boolean takeLeft = right >= end || (left < middle && keys[left] <= keys[right]);
            int taken = takeLeft ? left++ : right++;
            toKeys[to] = keys[taken];
            toPositions[to] = positions[taken];
        }
    }
}
