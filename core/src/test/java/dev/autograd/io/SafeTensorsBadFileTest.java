package dev.autograd.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Damaged and hostile safetensors files. The first column is the number in the project's list of bad inputs.
class SafeTensorsBadFileTest {
    private static final long MAX = Long.MAX_VALUE;

    @TempDir
    Path folder;

    static Stream<Arguments> headers() {
        return Stream.of(
                arguments(129, "", 0, "begins with '{', but this one is empty"),
                arguments(129, "{", 0, "character 1: '\"' must stand here, but there is the end"),
                arguments(129, "[]", 0, "begins with '{', but this one begins with byte 91"),
                arguments(129, "{\"a\"", 0, "character 4: ':' must stand here, but there is the end"),
                arguments(129, "{\"a", 0, "character 1: the string that begins here has no end"),
                arguments(129, "{\"a\":1}", 0, "'{' must stand here, but there is '1'"),
                arguments(129, "{} x", 0, "character 3: only spaces may follow the end, but there is 'x'"),
                arguments(129, "{}\n", 0, "only spaces may follow the end, but there is '\\u{a}'"),
                arguments(129, "{}\0", 0, "only spaces may follow the end, but there is '\\u{0}'"),
                arguments(129, "{" + entry("a", "F32", "1,", "0,4") + "}", 4, "a whole number"),
                arguments(129, "{" + entry("a", "F32", "1", "0,4") + ",}", 4, "'\"' must stand here"),
                arguments(129, "{" + entry("\\x", "F32", "1", "0,4") + "}", 4, "an escape that JSON does not know"),
                arguments(129, "{" + entry("\\u12", "F32", "1", "0,4") + "}", 4, "four hexadecimal digits"),
                arguments(129, "{" + entry("\\ud83d", "F32", "1", "0,4") + "}", 4, "half of a surrogate pair"),
                arguments(129, "{" + entry("\t", "F32", "1", "0,4") + "}", 4, "raw control character 9"),
                arguments(
                        129,
                        "{\"a\":{}}",
                        0,
                        "tensor 'a' needs the fields dtype, shape and data_offsets, but lacks dtype"),
                arguments(129, "{\"a\":{\"dtype\":\"F32\",\"shape\":[]}}", 0, "but lacks data_offsets"),
                arguments(
                        129,
                        "{" + entry("a", "F32", "1", "0,4,4") + "}",
                        4,
                        "tensor 'a' needs two data_offsets, but has 3"),
                arguments(
                        129,
                        "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}",
                        0,
                        "tensor 'a' has the field dtype twice"),
                arguments(129, "{\"a\":{\"dtipe\":\"F32\"}}", 0, "tensor 'a' has the unknown field 'dtipe'"),
                arguments(130, " {}", 0, "begins with '{', but this one begins with byte 32"),
                arguments(131, "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}", 0, "'{' must stand here"),
                arguments(131, "{\"a\":".repeat(100_000) + "}".repeat(100_000), 0, "unknown field 'a'"),
                arguments(
                        132,
                        two("0,4", "0,4"),
                        4,
                        "tensor 'b' begins at byte 0 and overlaps the tensor before it, which ends at 4"),
                arguments(132, two("0,4", "3,7"), 7, "tensor 'b' begins at byte 3 and overlaps"),
                arguments(
                        133,
                        two("4,8", "8,12"),
                        12,
                        "tensor 'a' begins at byte 4 and leaves a hole after what ends at 0"),
                arguments(
                        133,
                        two("0,4", "5,9"),
                        9,
                        "tensor 'b' begins at byte 5 and leaves a hole after what ends at 4"),
                arguments(133, two("0,4", "4,8"), 9, "the tensors end at byte 8 of the data, but the file has 9"),
                arguments(134, "{}", 1, "the tensors end at byte 0 of the data, but the file has 1"),
                arguments(135, two("4,0", "0,4"), 4, "tensor 'a' ends at byte 0, before it begins at 4"),
                arguments(135, two("0,-4", "0,4"), 4, "a whole number, not negative"),
                arguments(135, two("0,4.0", "4,8"), 8, "a whole number"),
                arguments(135, two("0,1e3", "4,8"), 8, "a whole number"),
                arguments(135, two("00,4", "4,8"), 8, "a whole number"),
                arguments(135, two("0,9223372036854775808", "4,8"), 8, "larger than 2^63 - 1"),
                arguments(
                        135,
                        two("0," + MAX, "4,8"),
                        8,
                        "ends at byte 9223372036854775807 of the data, but the file has only 8"),
                arguments(135, two("0,4", "4,8"), 7, "tensor 'b' ends at byte 8 of the data, but the file has only 7"),
                arguments(
                        136,
                        "{" + entry("a", "F32", "2,3", "0,20") + "}",
                        20,
                        "tensor 'a' of F32[2, 3] needs 24 bytes, but its offsets 0 and 20 hold 20"),
                arguments(136, "{" + entry("a", "F32", "0", "0,4") + "}", 4, "needs 0 bytes"),
                arguments(
                        137,
                        "{" + entry("a", "F32", "4294967296,4294967296", "0,4") + "}",
                        4,
                        "tensor 'a' of F32[4294967296, 4294967296] is larger than any file"),
                arguments(137, "{" + entry("a", "F32", MAX + ",1", "0,4") + "}", 4, "is larger than any file"),
                arguments(137, "{" + entry("a", "F64", MAX / 8 + ",4", "0,4") + "}", 4, "is larger than any file"),
                arguments(138, "{" + entry("a", "F32", "-1", "0,4") + "}", 4, "a whole number, not negative"),
                arguments(139, "{" + entry("a", "F33", "1", "0,4") + "}", 4, "tensor 'a' has the unknown dtype 'F33'"),
                arguments(139, "{" + entry("a", "F4", "3", "0,1") + "}", 1, "tensor 'a' of F4[3] ends within a byte"),
                arguments(139, "{" + entry("a", "F4", "2", "0,1") + "}", 1, "tensor 'a' has the dtype F4, but only"),
                arguments(139, "{" + entry("a", "F6_E2M3", "4", "0,3") + "}", 3, "has the dtype F6_E2M3"),
                arguments(139, "{" + entry("a", "U64", "1", "0,8") + "}", 8, "has the dtype U64"),
                arguments(
                        139,
                        "{" + entry("a", "BOOL", "2", "0,2") + "}",
                        2,
                        "element 0 of tensor 'a' is a BOOL and must be 0 or 1, but is 7"),
                arguments(
                        140,
                        "{" + entry("a", "F32", "1", "0,4") + "," + entry("a", "F32", "1", "4,8") + "}",
                        8,
                        "tensor 'a' appears twice in the header"),
                arguments(140, "{\"__metadata__\":{},\"__metadata__\":{}}", 0, "__metadata__ appears twice"),
                arguments(
                        140,
                        "{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}",
                        0,
                        "key 'k' appears twice in __metadata__"),
                arguments(141, "{\"__metadata__\":{\"a\":1}}", 0, "'\"' must stand here, but there is '1'"),
                arguments(141, "{\"__metadata__\":null}", 0, "'{' must stand here, but there is 'n'"));
    }

    @ParameterizedTest(name = "[{index}] row {0}: {3}")
    @MethodSource("headers")
    void aDamagedFileIsRejectedWithItsReason(int row, String header, int dataBytes, String reason) throws IOException {
        Path file = write(header.getBytes(StandardCharsets.UTF_8), dataBytes);
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(reason)
                .satisfies(e -> assertThat(e.getMessage())
                        .hasSizeLessThan(400 + file.toString().length()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void row124AFileShorterThanItsLengthField(int size) throws IOException {
        rejected(new byte[size], "has at least 8 bytes, but this one has " + size);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1000, 100_000_000})
    void row125AHeaderLongerThanTheFile(long length) throws IOException {
        rejected(lengthField(length), "the header claims " + length + " bytes, but only 0 follow its length");
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000_001, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void rows126And127AHeaderLongerThanAnyMayBe(long length) throws IOException {
        rejected(
                lengthField(length),
                "the header claims " + Long.toUnsignedString(length)
                        + " bytes, but a safetensors header has at most 100000000");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFF, 0xC0, 0x80})
    void row128AHeaderThatIsNotUtf8(int bad) throws IOException {
        Path file = write(new byte[] {'{', '"', (byte) bad, '"'}, 0);
        assertThatThrownBy(() -> SafeTensors.readHeader(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("the header is not UTF-8 at byte 2");
    }

    @Test
    void row132AHundredThousandNamesOnOneRangeAllocateNoTensor() throws IOException {
        StringBuilder header = new StringBuilder("{");
        IntStream.range(0, 100_000)
                .forEach(i -> header.append(i == 0 ? "" : ",").append(entry("n" + i, "U8", "1048576", "0,1048576")));
        Path file = write(header.append('}').toString().getBytes(StandardCharsets.UTF_8), 1 << 20);
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("tensor 'n1' begins at byte 0 and overlaps the tensor before it");
    }

    @Test
    void row145ManyNamesTakeLinearTime() throws IOException {
        StringBuilder header = new StringBuilder("{");
        IntStream.range(0, 200_000)
                .forEach(i -> header.append(i == 0 ? "" : ",").append(entry("n" + i, "U8", "0", "0,0")));
        Path file = write(header.append('}').toString().getBytes(StandardCharsets.UTF_8), 0);
        assertThat(SafeTensors.read(file).tensors()).hasSize(200_000);
    }

    @Test
    void row146AFileThatShrinksWhileItIsReadIsAnError() throws IOException {
        Path file = write(("{" + entry("a", "F32", "1000", "0,4000") + "}").getBytes(StandardCharsets.UTF_8), 4000);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                ShrinkingChannel shrinking = new ShrinkingChannel(channel, file, Files.size(file) - 1)) {
            assertThatThrownBy(() -> SafeTensorsReader.read(file, shrinking))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("the file became shorter while it was read: 1 bytes are missing");
        }
    }

    @Test
    void aTensorLongerThanAnArrayIsNamedBeforeItIsAllocated() throws IOException {
        long count = Integer.MAX_VALUE;
        Path file =
                write(("{" + entry("big", "U8", "" + count, "0," + count) + "}").getBytes(StandardCharsets.UTF_8), 0);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), channel.size() + count - 1); // a sparse file: it takes no room
        }
        assertThat(SafeTensors.readHeader(file).tensors().get("big").end()).isEqualTo(count);
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(
                        "tensor 'big' has 2147483647 elements, but a Java array holds at most 2147483639");
    }

    @Test
    void everyTruncationOfAGoodFileIsRejected() throws IOException {
        byte[] good = good();
        for (int size = 0; size < good.length; size++) {
            rejected(Arrays.copyOf(good, size), "");
        }
    }

    /// A flipped bit in the data goes unnoticed by the format; one in the header must never be anything but an
    /// error of the documented kind or a header that still fits.
    @Test
    void everyFlippedBitIsRejectedOrStillFits() throws IOException {
        byte[] good = good();
        int rejected = 0;
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            Path file = Files.write(folder.resolve("flipped"), bad);
            try {
                SafeTensors.read(file);
            } catch (FormatException e) {
                rejected++;
            }
        }
        assertThat(rejected).isGreaterThan(good.length * 4);
    }

    private static byte[] good() {
        return bytes(two("0,4", "4,8").getBytes(StandardCharsets.UTF_8), 8);
    }

    private void rejected(byte[] contents, String reason) throws IOException {
        Path file = Files.write(folder.resolve("bad.safetensors"), contents);
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(reason);
    }

    private Path write(byte[] header, int dataBytes) throws IOException {
        return Files.write(folder.resolve("bad.safetensors"), bytes(header, dataBytes));
    }

    private static byte[] bytes(byte[] header, int dataBytes) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(lengthField(header.length));
        file.writeBytes(header);
        byte[] data = new byte[dataBytes];
        Arrays.fill(data, (byte) 7);
        file.writeBytes(data);
        return file.toByteArray();
    }

    private static byte[] lengthField(long length) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array();
    }

    private static String entry(String name, String dtype, String shape, String offsets) {
        return "\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":[" + shape + "],\"data_offsets\":[" + offsets
                + "]}";
    }

    private static String two(String first, String second) {
        return "{" + entry("a", "F32", "1", first) + "," + entry("b", "F32", "1", second) + "}";
    }
}
