package dev.autograd.io;

import dev.autograd.json.JsonText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;

/// Lays tensors out as the reference implementation does, and writes them through one small buffer.
final class SafeTensorsWriter {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final int ALIGNMENT = 8;

    /// The order of names as UTF-8 bytes. It is the order of code points, which differs from that of Java's chars.
    private static final Comparator<String> BY_CODE_POINT =
            (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

    private final List<Entry<String, RawTensor>> tensors;
    private final byte[] header;

    /// Makes the header, so that whatever is wrong with the names is known before a file is touched.
    SafeTensorsWriter(Map<String, RawTensor> tensors, Map<String, String> metadata) {
        Comparator<Entry<String, RawTensor>> widestFirst =
                Comparator.comparing(entry -> typeOf(entry), Comparator.reverseOrder());
        this.tensors = tensors.entrySet().stream()
                .sorted(widestFirst.thenComparing(Entry::getKey, BY_CODE_POINT))
                .toList();
        this.header = encode(header(metadata));
    }

    private static StoredType typeOf(Entry<String, RawTensor> entry) {
        return StoredType.of(entry.getValue().dtype());
    }

    private String header(Map<String, String> metadata) {
        StringBuilder json = new StringBuilder("{");
        if (!metadata.isEmpty()) {
            appendMetadata(json, metadata);
        }
        long offset = 0;
        for (Entry<String, RawTensor> entry : tensors) {
            String name = entry.getKey();
            if (name.equals(HeaderReader.METADATA)) {
                throw new IllegalArgumentException("SafeTensors.write: no tensor may be called " + name);
            }
            long end = offset
                    + (long) entry.getValue().count() * entry.getValue().dtype().bytes();
            appendComma(json);
            JsonText.append(json, name);
            json.append(":{\"dtype\":\"").append(typeOf(entry)).append("\",\"shape\":[");
            json.append(sizes(entry.getValue().shape()));
            json.append("],\"data_offsets\":[")
                    .append(offset)
                    .append(',')
                    .append(end)
                    .append("]}");
            offset = end;
        }
        return json.append('}').toString();
    }

    private static void appendMetadata(StringBuilder json, Map<String, String> metadata) {
        JsonText.append(json, HeaderReader.METADATA);
        json.append(":{");
        Map<String, String> sorted = new TreeMap<>(BY_CODE_POINT);
        sorted.putAll(metadata);
        sorted.forEach((key, value) -> {
            appendComma(json);
            JsonText.append(json, key);
            JsonText.append(json.append(':'), value);
        });
        json.append('}');
    }

    private static void appendComma(StringBuilder json) {
        if (json.charAt(json.length() - 1) != '{') {
            json.append(',');
        }
    }

    private static String sizes(long[] shape) {
        return String.join(",", Arrays.stream(shape).mapToObj(Long::toString).toList());
    }

    private static byte[] encode(String json) {
        ByteBuffer bytes;
        try {
            bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(json));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "SafeTensors.write: a name or a metadata string has half of a surrogate pair", e);
        }
        int length = Math.ceilDiv(bytes.remaining(), ALIGNMENT) * ALIGNMENT;
        if (length > HeaderReader.LONGEST_HEADER) {
            throw new IllegalArgumentException("SafeTensors.write: the names and metadata make a header of " + length
                    + " bytes, but readers accept at most " + HeaderReader.LONGEST_HEADER);
        }
        byte[] padded = new byte[length];
        Arrays.fill(padded, (byte) ' ');
        bytes.get(padded, 0, bytes.remaining());
        return padded;
    }

    void writeTo(WritableByteChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Channels.writeFully(channel, buffer.putLong(header.length).flip());
        Channels.writeFully(channel, ByteBuffer.wrap(header));
        for (Entry<String, RawTensor> entry : tensors) {
            write(channel, buffer, entry.getValue());
        }
    }

    private static void write(WritableByteChannel channel, ByteBuffer buffer, RawTensor tensor) throws IOException {
        int size = tensor.dtype().bytes();
        int count = tensor.count();
        for (int done = 0; done < count; ) {
            int n = Math.min(BUFFER_BYTES / size, count - done);
            encode(buffer.clear(), tensor.array(), done, n);
            Channels.writeFully(channel, buffer.limit(n * size));
            done += n;
        }
    }

    private static void encode(ByteBuffer buffer, Object array, int at, int n) {
        switch (array) {
            case float[] values -> buffer.asFloatBuffer().put(values, at, n);
            case double[] values -> buffer.asDoubleBuffer().put(values, at, n);
            case long[] values -> buffer.asLongBuffer().put(values, at, n);
            case int[] values -> buffer.asIntBuffer().put(values, at, n);
            case boolean[] values -> {
                for (int i = 0; i < n; i++) {
                    buffer.put(i, (byte) (values[at + i] ? 1 : 0));
                }
            }
            default -> throw new AssertionError("no encoder for " + array.getClass());
        }
    }
}
