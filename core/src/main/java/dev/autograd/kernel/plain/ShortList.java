package dev.autograd.kernel.plain;

/// Picks the few smallest of many keys by keeping a sorted list of the best so far at the front of the same arrays.
final class ShortList {
    private ShortList() {}

    /// Leaves the `k` smallest of the first `n` keys, in order, at the front, and their positions with them. Among
    /// equal keys the earlier one goes first, since a later one does not displace it.
    static void select(long[] keys, int[] positions, int k, int n) {
        for (int i = 0; i < n; i++) {
            long key = keys[i];
            int size = Math.min(i, k);
            if (size == k && (k == 0 || key >= keys[k - 1])) {
                continue;
            }
            int place = placeAfterEquals(keys, size, key);
            int moved = Math.min(size, k - 1) - place;
            System.arraycopy(keys, place, keys, place + 1, moved);
            System.arraycopy(positions, place, positions, place + 1, moved);
            keys[place] = key;
            positions[place] = i;
        }
    }

    private static int placeAfterEquals(long[] keys, int size, long key) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys[middle] <= key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
