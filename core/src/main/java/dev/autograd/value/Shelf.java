package dev.autograd.value;

import org.jspecify.annotations.Nullable;

/// The arrays of some kilobytes that one thread has at hand to be used again. To fill a fresh one with zeros takes some
/// hundred nanoseconds, so finding one here must cost next to nothing: a table by type and length in which a size
/// pushes out another that wants its place, and no lock. What finds no room is left to the garbage collector.
///
/// Fresh arrays of a training step of 120 KB pass through all caches; from here come those that are still in them.
final class Shelf {
    private static final ThreadLocal<Shelf> OWN = ThreadLocal.withInitial(Shelf::new);

    private static final int BITS = 6;
    private static final int SIZES = 1 << BITS;
    private static final int SAME = 16; // arrays of one size

    /// About the second-level cache of a core: memory that lies deeper is no better than fresh memory.
    private static final int MOST_BYTES = 1 << 20;

    private final @Nullable Object[] arrays = new Object[SIZES * SAME];
    private final @Nullable DType[] types = new DType[SIZES];
    private final int[] lengths = new int[SIZES];
    private final int[] counts = new int[SIZES];
    private int bytes; // of all arrays

    private Shelf() {}

    /// The calling thread's.
    static Shelf own() {
        return OWN.get();
    }

    /// Fibonacci hashing: the upper bits of a product with 2^32 divided by the golden ratio.
    private static int place(DType dtype, int length) {
        return ((length + dtype.ordinal()) * 0x9E3779B9) >>> (32 - BITS);
    }

    private boolean holds(int place, DType dtype, int length) {
        return lengths[place] == length && types[place] == dtype;
    }

    /// An array of any contents, or null when there is none.
    @Nullable
    Object take(DType dtype, int length) {
        int place = place(dtype, length);
        if (!holds(place, dtype, length) || counts[place] == 0) {
            return null;
        }
        bytes -= length * dtype.bytes();
        int at = place * SAME + --counts[place];
        Object array = arrays[at];
        arrays[at] = null;
        return array;
    }

    /// Takes an array that nobody reads or writes from now on.
    void put(Object array, DType dtype, int length) {
        int place = place(dtype, length);
        if (!holds(place, dtype, length)) {
            clear(place);
            types[place] = dtype;
            lengths[place] = length;
        }
        int more = length * dtype.bytes();
        if (counts[place] < SAME && bytes + more <= MOST_BYTES) {
            bytes += more;
            arrays[place * SAME + counts[place]++] = array;
        }
    }

    private void clear(int place) {
        DType dtype = types[place];
        while (dtype != null && counts[place] > 0) {
            take(dtype, lengths[place]);
        }
    }

    /// How many arrays of a size are here.
    int count(DType dtype, int length) {
        int place = place(dtype, length);
        return holds(place, dtype, length) ? counts[place] : 0;
    }
}
