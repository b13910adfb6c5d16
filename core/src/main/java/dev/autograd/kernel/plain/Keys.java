package dev.autograd.kernel.plain;

/// Maps the elements of an array to `long` keys that sort as the elements do: equal where they are equal, NaN last.
///
/// @param <A> the array type of the elements
interface Keys<A> {
    long key(A x, int at);

    static long ofFloat(float[] x, int at) {
        // Adding 0 turns -0.0 into 0.0, and floatToIntBits makes all NaNs one: the largest.
        int bits = Float.floatToIntBits(x[at] + 0f);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    static long ofDouble(double[] x, int at) {
        long bits = Double.doubleToLongBits(x[at] + 0.0);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    static long ofInt(int[] x, int at) {
        return x[at];
    }

    static long ofLong(long[] x, int at) {
        return x[at];
    }
}
