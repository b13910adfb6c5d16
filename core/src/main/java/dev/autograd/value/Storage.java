package dev.autograd.value;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// A flat array of elements, shared by a tensor and its views, with a version that counts in-place changes.
///
/// The array is `boolean[]`, `int[]`, `long[]`, `float[]` or `double[]` on the Java heap: garbage-collected, never
/// leaked. The version is what lets `backward` notice that a value it saved was changed afterwards.
public final class Storage {
    /// The longest array that every JVM can allocate.
    public static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

    private final DType dtype;
    private final Object array;
    private final int length;
    private int version;
    private @Nullable StackTraceElement changedAt; // known only where anomaly detection was on

    private Storage(DType dtype, Object array, int length) {
        this.dtype = dtype;
        this.array = array;
        this.length = length;
    }

    /// A new storage of zeros.
    ///
    /// @throws IllegalArgumentException when the length exceeds what one Java array can hold
    /// @throws OutOfMemoryError when the heap has no room, with the bytes that were asked for
    public static Storage allocate(DType dtype, long length) {
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    refusal(dtype, length) + "one tensor holds at most " + MAX_LENGTH + " elements");
        }
        try {
            return new Storage(dtype, dtype.newArray((int) length), (int) length);
        } catch (OutOfMemoryError e) {
            var error = new OutOfMemoryError(refusal(dtype, length) + e.getMessage());
            error.initCause(e);
            throw error;
        }
    }

    private static String refusal(DType dtype, long length) {
        BigInteger bytes = BigInteger.valueOf(length).multiply(BigInteger.valueOf(dtype.bytes()));
        return "cannot allocate " + length + " elements of " + dtype + " (" + bytes + " bytes): ";
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

    /// The backing array itself; who writes to it must call [#touch()].
    public Object array() {
        return array;
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
