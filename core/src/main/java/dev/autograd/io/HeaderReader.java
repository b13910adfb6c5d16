package dev.autograd.io;

import dev.autograd.io.SafeTensors.Header;
import dev.autograd.io.SafeTensors.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a safetensors header and turns it into a [Header] that fits its file.
final class HeaderReader {
    /// The longest header that the reference implementation accepts.
    static final int LONGEST_HEADER = 100_000_000;

    /// The name that no tensor may have.
    static final String METADATA = "__metadata__";

    static final int LENGTH_BYTES = Long.BYTES;

    private final Object source;
    private final JsonReader json;
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    private @Nullable Map<String, String> metadata;

    private HeaderReader(Object source, String text) {
        this.source = source;
        this.json = new JsonReader(source, "the JSON header", text);
    }

    /// Reads and checks the header; `channel` then stands at the first byte of data.
    static Header read(Object source, SeekableByteChannel channel) throws IOException {
        long size = channel.size();
        if (size < LENGTH_BYTES) {
            throw new FormatException(source, "a safetensors file has at least 8 bytes, but this one has " + size);
        }
        int length = headerLength(source, channel, size);
        HeaderReader reader = new HeaderReader(source, text(source, channel, length));
        reader.parse();
        long dataStart = LENGTH_BYTES + (long) length;
        Map<String, TensorInfo> ordered = LayoutCheck.inOrder(source, reader.tensors, size - dataStart);
        Map<String, String> metadata = reader.metadata == null ? Map.of() : reader.metadata;
        return new Header(ordered, Collections.unmodifiableMap(metadata), dataStart);
    }

    private static int headerLength(Object source, SeekableByteChannel channel, long size) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Channels.readFully(source, channel, buffer);
        long length = buffer.getLong();
        if (Long.compareUnsigned(length, LONGEST_HEADER) > 0) {
            throw new FormatException(
                    source,
                    "the header claims " + Long.toUnsignedString(length)
                            + " bytes, but a safetensors header has at most " + LONGEST_HEADER);
        }
        if (length > size - LENGTH_BYTES) {
            throw new FormatException(
                    source,
                    "the header claims " + length + " bytes, but only " + (size - LENGTH_BYTES) + " follow its length");
        }
        return (int) length;
    }

    private static String text(Object source, SeekableByteChannel channel, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        Channels.readFully(source, channel, buffer);
        if (length == 0 || buffer.get(0) != '{') {
            throw new FormatException(
                    source,
                    "a safetensors header begins with '{', but this one "
                            + (length == 0 ? "is empty" : "begins with byte " + (buffer.get(0) & 0xFF)));
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
        } catch (CharacterCodingException e) {
            throw new FormatException(source, "the header is not UTF-8 at byte " + buffer.position(), e);
        }
    }

    private void parse() throws FormatException {
        json.object(name -> {
            if (name.equals(METADATA)) {
                readMetadata();
            } else if (tensors.putIfAbsent(name, readInfo(name)) != null) {
                throw new FormatException(source, "tensor " + Names.quote(name) + " appears twice in the header");
            }
        });
        json.end();
    }

    private void readMetadata() throws FormatException {
        if (metadata != null) {
            throw new FormatException(source, METADATA + " appears twice in the header");
        }
        Map<String, String> entries = new LinkedHashMap<>();
        json.object(key -> {
            if (entries.putIfAbsent(key, json.string()) != null) {
                throw new FormatException(source, "key " + Names.quote(key) + " appears twice in " + METADATA);
            }
        });
        metadata = entries;
    }

    /// The members of one tensor's entry, null until read.
    private static final class Draft {
        private @Nullable StoredType type;
        private long @Nullable [] shape;
        private long @Nullable [] offsets;
    }

    private TensorInfo readInfo(String name) throws FormatException {
        Draft draft = new Draft();
        json.object(field -> {
            boolean again = switch (field) {
                case "dtype" -> {
                    boolean seen = draft.type != null;
                    draft.type = readType(name);
                    yield seen;
                }
                case "shape" -> {
                    boolean seen = draft.shape != null;
                    draft.shape = readNumbers();
                    yield seen;
                }
                case "data_offsets" -> {
                    boolean seen = draft.offsets != null;
                    draft.offsets = readNumbers();
                    yield seen;
                }
                default -> throw wrong(name, "has the unknown field " + Names.quote(field));
            };
            if (again) {
                throw wrong(name, "has the field " + field + " twice");
            }
        });
        StoredType type = draft.type;
        long[] shape = draft.shape;
        long[] offsets = draft.offsets;
        if (type == null || shape == null || offsets == null) {
            throw wrong(
                    name,
                    "needs the fields dtype, shape and data_offsets, but lacks "
                            + (type == null ? "dtype" : shape == null ? "shape" : "data_offsets"));
        }
        if (offsets.length != 2) {
            throw wrong(name, "needs two data_offsets, but has " + offsets.length);
        }
        return new TensorInfo(type, shape, offsets[0], offsets[1]);
    }

    private StoredType readType(String name) throws FormatException {
        String type = json.string();
        return StoredType.named(type).orElseThrow(() -> wrong(name, "has the unknown dtype " + Names.quote(type)));
    }

    private long[] readNumbers() throws FormatException {
        List<Long> numbers = new ArrayList<>();
        json.array(() -> numbers.add(json.natural()));
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private FormatException wrong(String name, String problem) {
        return new FormatException(source, "tensor " + Names.quote(name) + " " + problem);
    }
}
