package dev.autograd.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A protocol buffer as a reader that knows no schema sees it: by its number, each field's values in order. Written
/// from the formats' definitions, and without a line of the writer's.
record Parsed(Map<Integer, List<byte[]>> fields) {
    /// The events of a file, up to a last one that is cut off.
    static List<Parsed> file(Path path) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        List<Parsed> events = new ArrayList<>();
        while (file.remaining() >= 12) {
            byte[] length = new byte[8];
            file.get(file.position(), length);
            long size = file.getLong();
            check(length, file.getInt());
            if (file.remaining() < size + 4) {
                break;
            }
            byte[] record = new byte[(int) size];
            file.get(record);
            check(record, file.getInt());
            events.add(of(record));
        }
        return events;
    }

    private static void check(byte[] bytes, int masked) {
        int crc = ~0;
        for (byte b : bytes) {
            crc ^= b & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : 0x82F63B78);
            }
        }
        crc = ~crc;
        if (((crc >>> 15 | crc << 17) + 0xA282EAD8) != masked) {
            throw new AssertionError("a checksum is wrong");
        }
    }

    static Parsed of(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        Map<Integer, List<byte[]>> fields = new TreeMap<>();
        while (in.hasRemaining()) {
            long tag = varint(in);
            byte[] value = switch ((int) (tag & 7)) {
                case 0 -> ByteBuffer.allocate(8).putLong(varint(in)).array();
                case 1 -> new byte[8];
                case 2 -> new byte[(int) varint(in)];
                case 5 -> new byte[4];
                default -> throw new AssertionError("a field of type " + (tag & 7));
            };
            if ((tag & 7) != 0) {
                in.get(value);
            }
            fields.computeIfAbsent((int) (tag >>> 3), _ -> new ArrayList<>()).add(value);
        }
        return new Parsed(fields);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    boolean has(int... path) {
        return !all(path).isEmpty();
    }

    /// All values of the field at the end of a path through the first of each message on the way.
    private List<byte[]> all(int... path) {
        Parsed at = this;
        for (int i = 0; i < path.length - 1; i++) {
            List<byte[]> inner = at.fields.getOrDefault(path[i], List.of());
            if (inner.isEmpty()) {
                return List.of();
            }
            at = of(inner.getFirst());
        }
        return at.fields.getOrDefault(path[path.length - 1], List.of());
    }

    private ByteBuffer first(int... path) {
        return ByteBuffer.wrap(all(path).getFirst()).order(ByteOrder.LITTLE_ENDIAN);
    }

    long whole(int... path) {
        return first(path).order(ByteOrder.BIG_ENDIAN).getLong();
    }

    double number(int... path) {
        return first(path).getDouble();
    }

    float brief(int... path) {
        return first(path).getFloat();
    }

    String text(int... path) {
        return texts(path).getFirst();
    }

    List<String> texts(int... path) {
        return all(path).stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    List<Double> numbers(int... path) {
        List<Double> numbers = new ArrayList<>();
        for (ByteBuffer packed = first(path); packed.hasRemaining(); ) {
            numbers.add(packed.getDouble());
        }
        return numbers;
    }

    List<Parsed> messages(int... path) {
        return all(path).stream().map(Parsed::of).toList();
    }
}
