package dev.autograd.io;

import dev.autograd.io.SafeTensors.Contents;
import dev.autograd.io.SafeTensors.Header;
import dev.autograd.io.SafeTensors.TensorInfo;
import dev.autograd.value.DType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads the tensors of a safetensors file through one small buffer. The file is not mapped: one that shrinks
/// meanwhile is then an exception and not a fault of the process.
final class SafeTensorsReader {
    /// The longest array that every JVM can allocate.
    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private static final int BUFFER_BYTES = 1 << 18;

    private final Object source;
    private final SeekableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private SafeTensorsReader(Object source, SeekableByteChannel channel) {
        this.source = source;
        this.channel = channel;
    }

    static Contents read(Object source, SeekableByteChannel channel) throws IOException {
        Header header = HeaderReader.read(source, channel);
        for (Map.Entry<String, TensorInfo> entry : header.tensors().entrySet()) {
            checkReadable(source, entry.getKey(), entry.getValue());
        }
        SafeTensorsReader reader = new SafeTensorsReader(source, channel);
        Map<String, RawTensor> tensors =
                LinkedHashMap.newLinkedHashMap(header.tensors().size());
        for (Map.Entry<String, TensorInfo> entry : header.tensors().entrySet()) {
            tensors.put(entry.getKey(), reader.tensor(entry.getKey(), entry.getValue()));
        }
        return new Contents(Collections.unmodifiableMap(tensors), header);
    }

    private static void checkReadable(Object source, String name, TensorInfo info) throws FormatException {
        if (info.type().dtype().isEmpty()) {
            throw new FormatException(
                    source,
                    "tensor " + Names.quote(name) + " has the dtype " + info.type() + ", but only " + readable()
                            + " can be read");
        }
        long count = Shapes.count(info.shape());
        if (count > LONGEST_ARRAY) {
            throw new FormatException(
                    source,
                    "tensor " + Names.quote(name) + " has " + count + " elements, but a Java array holds at most "
                            + LONGEST_ARRAY);
        }
    }

    private static String readable() {
        return String.join(
                ", ",
                Arrays.stream(StoredType.values())
                        .filter(type -> type.dtype().isPresent())
                        .map(StoredType::name)
                        .toList());
    }

    private RawTensor tensor(String name, TensorInfo info) throws IOException {
        StoredType type = info.type();
        DType dtype = type.dtype().orElseThrow();
        int count = (int) Shapes.count(info.shape());
        Object array = dtype.newArray(count);
        int size = type.bits() / Byte.SIZE;
        for (int done = 0; done < count; ) {
            int n = Math.min(BUFFER_BYTES / size, count - done);
            Channels.readFully(source, channel, buffer.clear().limit(n * size));
            decode(name, type, array, done, n);
            done += n;
        }
        return new RawTensor(dtype, info.shape(), array);
    }

    private void decode(String name, StoredType type, Object array, int at, int n) throws FormatException {
        switch (array) {
            case float[] values
            when type == StoredType.F32 -> buffer.asFloatBuffer().get(values, at, n);
            case float[] values -> decodeHalves(type, values, at, n);
            case double[] values -> buffer.asDoubleBuffer().get(values, at, n);
            case long[] values -> buffer.asLongBuffer().get(values, at, n);
            case int[] values
            when type == StoredType.I32 -> buffer.asIntBuffer().get(values, at, n);
            case int[] values -> decodeSmallIntegers(type, values, at, n);
            case boolean[] values -> decodeBooleans(name, values, at, n);
            default -> throw new AssertionError("no decoder for " + type);
        }
    }

    private void decodeHalves(StoredType type, float[] values, int at, int n) {
        for (int i = 0; i < n; i++) {
            short half = buffer.getShort(2 * i);
            values[at + i] = type == StoredType.F16 ? Float.float16ToFloat(half) : Float.intBitsToFloat(half << 16);
        }
    }

    private void decodeSmallIntegers(StoredType type, int[] values, int at, int n) {
        for (int i = 0; i < n; i++) {
            values[at + i] = switch (type) {
                case U8 -> buffer.get(i) & 0xFF;
                case I8 -> buffer.get(i);
                default -> buffer.getShort(2 * i);
            };
        }
    }

    private void decodeBooleans(String name, boolean[] values, int at, int n) throws FormatException {
        for (int i = 0; i < n; i++) {
            byte value = buffer.get(i);
            if (value != 0 && value != 1) {
                throw new FormatException(
                        source,
                        "element " + (at + i) + " of tensor " + Names.quote(name)
                                + " is a BOOL and must be 0 or 1, but is " + (value & 0xFF));
            }
            values[at + i] = value == 1;
        }
    }
}
