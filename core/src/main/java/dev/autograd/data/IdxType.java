package dev.autograd.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// The element types of the IDX format, with the codes that stand for them in a file.
public enum IdxType {
    /// Bytes from 0 to 255, kept in a `byte[]`; [Byte#toUnsignedInt] gives their value.
    UBYTE(0x08, 1),
    BYTE(0x09, 1),
    SHORT(0x0B, 2),
    INT(0x0C, 4),
    FLOAT(0x0D, 4),
    DOUBLE(0x0E, 8);

    private final int code;
    private final int bytes;

    IdxType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    static Optional<IdxType> ofCode(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    /// The size of one element in bytes.
    public int bytes() {
        return bytes;
    }

    /// An array of this type's Java primitive.
    Object newArray(int length) {
        return switch (this) {
            case UBYTE, BYTE -> new byte[length];
            case SHORT -> new short[length];
            case INT -> new int[length];
            case FLOAT -> new float[length];
            case DOUBLE -> new double[length];
        };
    }

    /// Copies `n` elements from the start of `source` to `array` from `at`.
    static void decode(ByteBuffer source, Object array, int at, int n) {
        switch (array) {
            case byte[] values -> source.get(0, values, at, n);
            case short[] values -> source.asShortBuffer().get(values, at, n);
            case int[] values -> source.asIntBuffer().get(values, at, n);
            case float[] values -> source.asFloatBuffer().get(values, at, n);
            case double[] values -> source.asDoubleBuffer().get(values, at, n);
            default -> throw new AssertionError("no decoder for " + array.getClass());
        }
    }
}
