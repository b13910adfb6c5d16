package dev.autograd.kernel;

/// Linear recurrences along the middle axis of contiguous `(outer, len, inner)` arrays.
public final class Recurrence {
    private Recurrence() {}

    /// Which neighbour an element is computed from.
    public enum Direction {
        /// From the one before: the recurrence starts at index 0.
        FORWARD,
        /// From the one after: the recurrence starts at the last index.
        BACKWARD
    }

    /// `y[i] = a[i] * y[i - 1] + b[i]`, or with `y[i + 1]` backward, where the neighbour of the first one computed
    /// is 0. The arrays are all `float[]` or all `double[]`, and `y` is written from its start.
    public static void solve(
            Object a,
            int aOffset,
            Object b,
            int bOffset,
            Object y,
            int outer,
            int len,
            int inner,
            Direction direction) {
        boolean forward = direction == Direction.FORWARD;
        int first = forward ? 0 : (len - 1) * inner;
        int step = forward ? inner : -inner;
        for (int o = 0; o < outer && len > 0; o++) {
            int row = o * len * inner + first;
            System.arraycopy(b, bOffset + row, y, row, inner); // what its factor multiplies is 0
            for (int i = 1; i < len; i++) {
                row += step;
                switch (y) {
                    case float[] out -> row((float[]) a, aOffset, (float[]) b, bOffset, out, row, step, inner);
                    case double[] out -> row((double[]) a, aOffset, (double[]) b, bOffset, out, row, step, inner);
                    default -> throw new IllegalArgumentException("not an array of a floating type: " + y.getClass());
                }
            }
        }
    }

    private static void row(float[] a, int aOffset, float[] b, int bOffset, float[] y, int row, int step, int inner) {
        for (int j = row; j < row + inner; j++) {
            y[j] = a[aOffset + j] * y[j - step] + b[bOffset + j];
        }
    }

    private static void row(
            double[] a, int aOffset, double[] b, int bOffset, double[] y, int row, int step, int inner) {
        for (int j = row; j < row + inner; j++) {
            y[j] = a[aOffset + j] * y[j - step] + b[bOffset + j];
        }
    }
}
