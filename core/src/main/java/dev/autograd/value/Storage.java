package dev.autograd.value;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// A flat array of elements, shared by a tensor and its views, with a version that counts in-place changes.
///
/// The array is `boolean[]`, `int[]`, `long[]`, `float[]` or `double[]` on the Java heap: garbage-collected, never
/// leaked. The version is what lets `backward` notice that a value it saved was changed afterwards.
///
/// Arrays of some kilobytes may be used again once nobody can need their values: those of gradients that `backward`
/// has passed on, and those of a [Region] at its end. The storage then has no array any more, and says so.
public final class Storage {
    /// The longest array that every JVM can allocate.
    public static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

    private final DType dtype;
    private @Nullable Object array; // null once given back
    private final int length;
    private int version;

    @Nullable
    Region region; // that may give the array back

    int holders; // within it
    private @Nullable StackTraceElement changedAt; // known only where anomaly detection was on

    private Storage(DType dtype, Object array, int length) {
        this.dtype = dtype;
        this.array = array;
        this.length = length;
    }

    /// A new storage of zeros.
    ///
    /// @throws IllegalArgumentException when the length exceeds what one Java array can hold
    /// @throws OutOfMemoryError when the heap has no room for it; says how many bytes were asked for and are free
    public static Storage allocate(DType dtype, long length) {
        return ArrayPool.isSmall(dtype, length)
                ? small(dtype, (int) length)
                : large(dtype, length, ArrayPool.SHARED::zeros);
    }

    /// A new storage of undefined contents, for who writes every element: an array that was used before costs
    /// half as much to fill as a fresh one.
    ///
    /// @throws IllegalArgumentException when the length exceeds what one Java array can hold
    /// @throws OutOfMemoryError when the heap has no room for it; says how many bytes were asked for and are free
    public static Storage forResult(DType dtype, long length) {
        return ArrayPool.isSmall(dtype, length)
                ? small(dtype, (int) length)
                : large(dtype, length, ArrayPool.SHARED::any);
    }

    /// A new array of zeros that is nobody's storage.
    ///
    /// @throws IllegalArgumentException when the length exceeds what one Java array can hold
    /// @throws OutOfMemoryError when the heap has no room for it; says how many bytes were asked for and are free
    public static Object newArray(DType dtype, long length) {
        return make(dtype, length, DType::newArray);
    }

    private static Storage small(DType dtype, int length) {
        try {
            return new Storage(dtype, dtype.newArray(length), length);
        } catch (OutOfMemoryError e) {
            throw outOfMemory(dtype, length, e);
        }
    }

    private static Storage large(DType dtype, long length, Maker maker) {
        Storage storage = new Storage(dtype, make(dtype, length, maker), (int) length);
        Region region = Region.recording();
        if (region != null) {
            region.add(storage);
        }
        return storage;
    }

    /// Makes an array of a type and a length.
    private interface Maker {
        Object make(DType dtype, int length);
    }

    private static Object make(DType dtype, long length, Maker maker) {
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    cannotAllocate(dtype, length) + ": one tensor holds at most " + MAX_LENGTH + " elements");
        }
        try {
            return maker.make(dtype, (int) length);
        } catch (OutOfMemoryError e) {
            throw outOfMemory(dtype, length, e);
        }
    }

    private static OutOfMemoryError outOfMemory(DType dtype, long length, OutOfMemoryError cause) {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        var error = new OutOfMemoryError(cannotAllocate(dtype, length) + ": of the heap's " + runtime.maxMemory()
                + " bytes " + (runtime.maxMemory() - used) + " are free; java -Xmx makes it larger");
        error.initCause(cause);
        return error;
    }

    private static String cannotAllocate(DType dtype, long length) {
        BigInteger bytes = BigInteger.valueOf(length).multiply(BigInteger.valueOf(dtype.bytes()));
        return "cannot allocate " + length + " elements of " + dtype + " (" + bytes + " bytes)";
    }

    /// A storage around the array, which is not copied.
    public static Storage wrap(float[] array) {
        return new Storage(DType.FLOAT32, array, array.length);
    }

    /// A storage around the array, which is not copied.
    public static Storage wrap(double[] array) {
        return new Storage(DType.FLOAT64, array, array.length);
    }

    /// A storage around the array, which is not copied.
    public static Storage wrap(long[] array) {
        return new Storage(DType.INT64, array, array.length);
    }

    /// A storage around the array, which is not copied.
    public static Storage wrap(int[] array) {
        return new Storage(DType.INT32, array, array.length);
    }

    /// A storage around the array, which is not copied.
    public static Storage wrap(boolean[] array) {
        return new Storage(DType.BOOL, array, array.length);
    }

    /// A storage around an existing array of the type's Java primitive, which is not copied.
    public static Storage wrap(DType dtype, Object array) {
        return switch (dtype) {
            case BOOL -> wrap((boolean[]) array);
            case INT32 -> wrap((int[]) array);
            case INT64 -> wrap((long[]) array);
            case FLOAT32 -> wrap((float[]) array);
            case FLOAT64 -> wrap((double[]) array);
        };
    }

    /// The type of the elements.
    public DType dtype() {
        return dtype;
    }

    /// Where the elements live.
    public Device device() {
        return Device.CPU;
    }

    /// The number of elements.
    public int length() {
        return length;
    }

    /// The backing array itself; who writes to it must call [#touch()]. Who reads it while a [Region] that
    /// the storage belongs to ends reads what others write.
    ///
    /// @throws IllegalStateException when the array was given back
    public Object array() {
        Object present = array;
        if (present == null) {
            throw new IllegalStateException("the memory of this tensor (" + length + " elements of " + dtype
                    + ") was given back at the end of its scope; name what is used afterwards with keep()");
        }
        return present;
    }

    /// Whether the array was given back, so that the elements are gone.
    public boolean isGivenBack() {
        return array == null;
    }

    /// Lets go of the array, which others may use from now on.
    void giveBack() {
        Object present = array;
        if (present != null) {
            array = null;
            region = null;
            ArrayPool.SHARED.giveBack(present, dtype, length);
        }
    }

    /// How often the contents were changed in place.
    public int version() {
        return version;
    }

    /// Notes an in-place change.
    public void touch() {
        touch(null);
    }

    /// Notes an in-place change and the line that asked for it, or null when nobody wanted to know.
    public void touch(@Nullable StackTraceElement line) {
        version++;
        changedAt = line;
    }

    /// The line that asked for the last in-place change, or null when it is not known: only anomaly detection looks
    /// for it.
    public @Nullable StackTraceElement changedAt() {
        return changedAt;
    }
}
