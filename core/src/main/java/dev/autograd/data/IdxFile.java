package dev.autograd.data;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;

/// A table of numbers in the IDX format, in which MNIST and its relatives come: images are `UBYTE` of (count, rows,
/// columns), labels `UBYTE` of (count).
///
/// ```java
/// IdxFile images = IdxFile.read(folder.resolve("train-images-idx3-ubyte.gz"));
/// int count = images.dims()[0];
/// float[] pixels = images.toFloats(1f / 255);
/// ```
///
/// Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", section "file formats".
///
/// @param type the type of the elements
/// @param dims the sizes; their product is the array's length
/// @param array the elements, the last dimension running fastest: a `byte[]`, `short[]`, `int[]`, `float[]` or
///     `double[]`, shared and not copied
public record IdxFile(IdxType type, int[] dims, Object array) {
    /// The most bytes of elements that [#read(Path)] accepts: 1 GiB, twenty times the MNIST training images.
    public static final long DEFAULT_LIMIT = 1L << 30;

    public IdxFile {
        dims = dims.clone();
    }

    /// Reads `file`, gzipped or not, whatever its name; elements of more than [#DEFAULT_LIMIT] bytes are refused.
    ///
    /// @throws dev.autograd.io.FormatException if the file is damaged, is not IDX, or is larger than the limit
    /// @throws IOException if the file cannot be read
    public static IdxFile read(Path file) throws IOException {
        return read(file, DEFAULT_LIMIT);
    }

    /// Reads `file`, gzipped or not, whatever its name; elements of more than `limit` bytes are refused before
    /// anything is allocated for them.
    ///
    /// @throws dev.autograd.io.FormatException if the file is damaged, is not IDX, or is larger than the limit
    /// @throws IOException if the file cannot be read
    public static IdxFile read(Path file, long limit) throws IOException {
        return IdxReader.read(file, limit);
    }

    /// A copy of the sizes.
    @Override
    public int[] dims() {
        return dims.clone();
    }

    /// The elements themselves, for the types of one byte.
    ///
    /// @throws IllegalStateException if the elements are wider
    public byte[] bytes() {
        if (array instanceof byte[] bytes) {
            return bytes;
        }
        throw new IllegalStateException("IdxFile.bytes: the elements must be UBYTE or BYTE, but are " + type);
    }

    /// The elements times `scale`, multiplied in float64 and rounded once, as fresh floats; `UBYTE` counts from 0
    /// to 255.
    public float[] toFloats(float scale) {
        float[] floats = new float[Array.getLength(array)];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) (element(i) * scale);
        }
        return floats;
    }

    /// The elements as fresh ints, such as class labels; `UBYTE` counts from 0 to 255.
    ///
    /// @throws IllegalStateException if the elements are fractions
    public int[] toInts() {
        if (type == IdxType.FLOAT || type == IdxType.DOUBLE) {
            throw new IllegalStateException("IdxFile.toInts: the elements must be whole numbers, but are " + type);
        }
        int[] ints = new int[Array.getLength(array)];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = (int) element(i);
        }
        return ints;
    }

    /// Every type's values fit a double exactly.
    private double element(int i) {
        return switch (array) {
            case byte[] values -> type == IdxType.UBYTE ? values[i] & 0xFF : values[i];
            case short[] values -> values[i];
            case int[] values -> values[i];
            case float[] values -> values[i];
            case double[] values -> values[i];
            default -> throw new AssertionError("no such array: " + array.getClass());
        };
    }

    /// The type and the sizes, such as `UBYTE[60000, 28, 28]`.
    @Override
    public String toString() {
        return type + Arrays.toString(dims);
    }
}
