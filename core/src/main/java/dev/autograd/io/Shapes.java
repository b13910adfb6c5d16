package dev.autograd.io;

/// The number of elements of a shape that a file claims.
final class Shapes {
    /// The count of a shape that no file can hold.
    static final long INVALID = -1;

    private Shapes() {}

    /// The product of `shape`, or [#INVALID] where a size is negative or the product does not fit a long. A size of
    /// zero does not excuse the others: like the reference implementation, sizes multiply from the left and may not
    /// overflow.
    static long count(long[] shape) {
        long count = 1;
        for (long size : shape) {
            if (size < 0 || Math.multiplyHigh(count, size) != 0 || count * size < 0) {
                return INVALID;
            }
            count *= size;
        }
        return count;
    }

    static String describe(long count) {
        return count == INVALID ? "no countable number of" : Long.toString(count);
    }
}
