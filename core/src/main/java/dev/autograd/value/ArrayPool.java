package dev.autograd.value;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Arrays that nobody needs any more, by type and length, to be used again: a fresh array of a million floats costs
/// more than the sum of two of them, because it is filled with zeros and lies in memory that no cache holds.
///
/// Arrays of up to 64 KB lie on the [Shelf] of the thread that gave them back. For larger ones there is one
/// pool for all threads, since a service runs steps now on one, now on another; each use of it stands for
/// some microseconds of work. The garbage collector may take what lies there when memory is short.
///
/// With `-Dautograd.poison=true` arrays of every size are used again, and are filled with values that no computation
/// survives when they are given back and when they are handed out: whoever reads what it did not write shows itself.
final class ArrayPool {
    private static final boolean POISON = Boolean.getBoolean("autograd.poison");

    /// Below this many bytes a fresh array costs no more than to look for a used one.
    private static final long LEAST_BYTES = POISON ? 1 : 1_024;

    /// Up to so many bytes to lock, and to tell the collector of each array, would cost what is saved.
    private static final int SHELVED_BYTES = 65_536;

    /// The share of the heap that may lie here.
    private static final long MOST_BYTES = Runtime.getRuntime().maxMemory() / 8;

    static final ArrayPool SHARED = new ArrayPool();

    private final Map<Size, ArrayDeque<SoftReference<Object>>> free = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes; // of all that is free

    private ArrayPool() {}

    /// What arrays must share to stand in for each other.
    private record Size(DType dtype, int length) {
        long bytes() {
            return (long) length * dtype.bytes();
        }
    }

    /// Whether arrays of this size are left to the garbage collector.
    static boolean isSmall(DType dtype, long length) {
        return length < LEAST_BYTES / dtype.bytes();
    }

    private static boolean isShelved(DType dtype, int length) {
        return length <= SHELVED_BYTES / dtype.bytes();
    }

    /// An array of zeros.
    Object zeros(DType dtype, int length) {
        Object used = take(dtype, length);
        if (used == null) {
            return dtype.newArray(length);
        }
        clear(used);
        return used;
    }

    /// An array of any contents.
    Object any(DType dtype, int length) {
        Object used = take(dtype, length);
        if (used != null) {
            return used;
        }
        Object fresh = dtype.newArray(length);
        if (POISON) {
            poison(fresh);
        }
        return fresh;
    }

    /// Takes an array that nobody reads or writes from now on.
    void giveBack(Object array, DType dtype, int length) {
        if (POISON) {
            poison(array);
        }
        if (isShelved(dtype, length)) {
            Shelf.own().put(array, dtype, length);
            return;
        }
        Size size = new Size(dtype, length);
        synchronized (free) {
            free.computeIfAbsent(size, _ -> new ArrayDeque<>()).push(new SoftReference<>(array));
            bytes += size.bytes();
            evict();
        }
    }

    /// How many arrays of a size wait to be used again by this thread.
    int free(DType dtype, int length) {
        if (isShelved(dtype, length)) {
            return Shelf.own().count(dtype, length);
        }
        synchronized (free) {
            return free.getOrDefault(new Size(dtype, length), new ArrayDeque<>())
                    .size();
        }
    }

    /// Lets go of the sizes that were asked for least recently.
    private void evict() {
        Iterator<Map.Entry<Size, ArrayDeque<SoftReference<Object>>>> eldest =
                free.entrySet().iterator();
        while (bytes > MOST_BYTES) {
            var entry = eldest.next();
            bytes -= entry.getKey().bytes() * entry.getValue().size();
            eldest.remove();
        }
    }

    private @Nullable Object take(DType dtype, int length) {
        return isShelved(dtype, length) ? Shelf.own().take(dtype, length) : take(new Size(dtype, length));
    }

    private @Nullable Object take(Size size) {
        synchronized (free) {
            ArrayDeque<SoftReference<Object>> fitting = free.get(size);
            while (fitting != null && !fitting.isEmpty()) {
                bytes -= size.bytes();
                Object array = fitting.pop().get(); // the one that caches know best
                if (array != null) {
                    return array;
                }
            }
            return null;
        }
    }

    private static void clear(Object array) {
        switch (array) {
            case boolean[] values -> Arrays.fill(values, false);
            case int[] values -> Arrays.fill(values, 0);
            case long[] values -> Arrays.fill(values, 0);
            case float[] values -> Arrays.fill(values, 0);
            case double[] values -> Arrays.fill(values, 0);
            default -> throw new IllegalArgumentException("no array of elements: " + array.getClass());
        }
    }

    private static void poison(Object array) {
        switch (array) {
            case boolean[] values -> Arrays.fill(values, true);
            case int[] values -> Arrays.fill(values, Integer.MIN_VALUE + 7);
            case long[] values -> Arrays.fill(values, Long.MIN_VALUE + 7);
            case float[] values -> Arrays.fill(values, Float.NaN);
            case double[] values -> Arrays.fill(values, Double.NaN);
            default -> throw new IllegalArgumentException("no array of elements: " + array.getClass());
        }
    }
}
