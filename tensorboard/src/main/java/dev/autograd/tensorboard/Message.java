package dev.autograd.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A protocol buffer under construction: fields by their numbers, as
/// <https://protobuf.dev/programming-guides/encoding> lays them out. Fields that hold the default of their type may be
/// left out, but are written all the same: readers that look for them find them.
final class Message {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// A field of a whole number, a truth value or a row of an enumeration.
    Message put(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    Message put(int field, double value) {
        tag(field, FIXED64);
        fixed(Double.doubleToRawLongBits(value), Double.BYTES);
        return this;
    }

    Message put(int field, float value) {
        tag(field, FIXED32);
        fixed(Float.floatToRawIntBits(value), Float.BYTES);
        return this;
    }

    Message put(int field, String value) {
        return put(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message put(int field, Message value) {
        return put(field, value.bytes());
    }

    /// A repeated field of doubles, packed.
    Message put(int field, double[] values) {
        tag(field, BYTES);
        varint((long) values.length * Double.BYTES);
        for (double value : values) {
            fixed(Double.doubleToRawLongBits(value), Double.BYTES);
        }
        return this;
    }

    Message put(int field, byte[] value) {
        tag(field, BYTES);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    /// An entry of a map with strings for keys.
    Message put(int field, String key, Message value) {
        return put(field, new Message().put(1, key).put(2, value));
    }

    private void tag(int field, int type) {
        varint(((long) field << 3) | type);
    }

    /// Seven bits a byte, the lowest first; all but the last byte have the eighth bit set.
    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private void fixed(long bits, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (bits >>> (8 * i)));
        }
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
