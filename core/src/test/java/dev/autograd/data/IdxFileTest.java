package dev.autograd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.io.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxFileTest {

    @TempDir
    Path folder;

    static Stream<Arguments> types() {
        return Stream.of(
                arguments(
                        "08", IdxType.UBYTE, "007f80ff", new byte[] {0, 127, -128, -1}, new float[] {0, 127, 128, 255}),
                arguments(
                        "09", IdxType.BYTE, "007f80ff", new byte[] {0, 127, -128, -1}, new float[] {0, 127, -128, -1}),
                arguments("0b", IdxType.SHORT, "000001007fffffff", new short[] {0, 256, 32767, -1}, new float[] {
                    0, 256, 32767, -1
                }),
                arguments(
                        "0c",
                        IdxType.INT,
                        "00000000000100007fffffffffffffff",
                        new int[] {0, 65536, Integer.MAX_VALUE, -1},
                        new float[] {0, 65536, 0x1p31f, -1}),
                arguments(
                        "0d",
                        IdxType.FLOAT,
                        "000000003f800000c00000007f800000",
                        new float[] {0, 1, -2, Float.POSITIVE_INFINITY},
                        new float[] {0, 1, -2, Float.POSITIVE_INFINITY}),
                arguments(
                        "0e",
                        IdxType.DOUBLE,
                        "00000000000000003ff0000000000000c00000000000000040091eb851eb851f",
                        new double[] {0, 1, -2, 3.14},
                        new float[] {0, 1, -2, 3.14f}));
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeIsReadPlainAndGzipped(String code, IdxType type, String data, Object array, float[] floats)
            throws IOException {
        byte[] plain = HexFormat.of().parseHex("0000" + code + "02" + "00000002" + "00000002" + data);
        for (byte[] contents : new byte[][] {plain, gzip(plain)}) {
            IdxFile idx = IdxFile.read(write(contents));
            assertThat(idx).hasToString(type + "[2, 2]");
            assertThat(idx.type()).isEqualTo(type);
            assertThat(idx.array()).isEqualTo(array);
            assertThat(idx.toFloats(1)).isEqualTo(floats);
        }
    }

    @Test
    void elementsConvertToWhatTrainingNeeds() throws IOException {
        IdxFile idx = IdxFile.read(write(HexFormat.of().parseHex("00000801" + "00000003" + "00ff09")));
        assertThat(idx.bytes()).containsExactly(0, -1, 9);
        assertThat(idx.toInts()).containsExactly(0, 255, 9);
        assertThat(idx.toFloats(1f / 255)).containsExactly(0f, 1f, 9f / 255);
        IdxFile fractions = IdxFile.read(write(HexFormat.of().parseHex("00000d01" + "00000001" + "3f800000")));
        assertThatThrownBy(fractions::bytes)
                .hasMessage("IdxFile.bytes: the elements must be UBYTE or BYTE, but are FLOAT");
        assertThatThrownBy(fractions::toInts)
                .hasMessage("IdxFile.toInts: the elements must be whole numbers, but are FLOAT");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 200_000})
    void filesLongerThanTheBufferAreWhole(int count) throws IOException {
        ByteBuffer plain = ByteBuffer.allocate(8 + 4 * count).putInt(0x00000C01).putInt(count);
        int[] expected = new int[count];
        Arrays.setAll(expected, i -> i * 7919);
        plain.asIntBuffer().put(expected);
        assertThat(IdxFile.read(write(plain.array())).toInts()).isEqualTo(expected);
        assertThat(IdxFile.read(write(gzip(plain.array()))).toInts()).isEqualTo(expected);
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                arguments("", "the file ends within the magic number"),
                arguments("000008", "the file ends within the magic number"),
                arguments("89504e47", "begins with two zero bytes, but this one begins with 137 and 80"),
                arguments("00000a0100000000", "the IDX type code must be 8, 9, 11, 12, 13 or 14, but is 10"),
                arguments("00000800", "at least one dimension"),
                arguments("00000802000000", "the file ends within the sizes of 2 dimensions"),
                arguments("00000801ffffffff", "the sizes [-1] must not be negative"),
                arguments(
                        "000008020000000200000002010203",
                        "the sizes [2, 2] of UBYTE need 4 bytes, but the file can hold at most 3"),
                arguments("0000080100000002010203", "goes on after the 2 elements that its sizes [2] announce"),
                arguments("000008037fffffff7fffffff7fffffff", "make more than 2147483639 elements"),
                arguments("000008017fffffff", "make more than 2147483639 elements"),
                arguments("0000080140000001", "need 1073741825 bytes, but the limit is 1073741824"),
                arguments("00000e0110000000", "the sizes [268435456] of DOUBLE need 2147483648 bytes, but the limit"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("damaged")
    void row165ADamagedFileIsRejectedWithItsReason(String hex, String reason) throws IOException {
        rejected(HexFormat.of().parseHex(hex), reason);
    }

    @Test
    void row165ADamagedGzipFileIsRejected() throws IOException {
        byte[] good = HexFormat.of().parseHex("000008020000000200000002" + "01020304");
        byte[] zipped = gzip(good);
        for (int size = 2; size < zipped.length; size++) {
            rejected(Arrays.copyOf(zipped, size), "gzip");
        }
        rejected(gzip(Arrays.copyOf(good, 15)), "the sizes [2, 2] announce 4 elements, but the file ends after 3");
        rejected(gzip(Arrays.copyOf(good, 17)), "goes on after the 4 elements");
        byte[] wrongSum = zipped.clone();
        wrongSum[zipped.length - 6] ^= 1;
        rejected(wrongSum, "gzip data is damaged");
    }

    @Test
    void row166AGzipBombIsStoppedAtItsClaimAndTheClaimAtALimit() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
            zip.write(HexFormat.of().parseHex("0000080100000010"));
            zip.write(new byte[64 << 20]);
        }
        rejected(bomb.toByteArray(), "the file goes on after the 16 elements");
        rejected(
                gzip(HexFormat.of().parseHex("0000080130000000")),
                "need 805306368 bytes, but the gzipped file can hold at most");
        Path honest = write(gzip(HexFormat.of().parseHex("0000080100000004" + "00000000")));
        assertThat(IdxFile.read(honest, 4).bytes()).hasSize(4);
        assertThatThrownBy(() -> IdxFile.read(honest, 3)).hasMessageContaining("need 4 bytes, but the limit is 3");
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> IdxFile.read(missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing + ": there is no such file");
    }

    private void rejected(byte[] contents, String reason) throws IOException {
        Path file = write(contents);
        assertThatThrownBy(() -> IdxFile.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(reason);
    }

    private Path write(byte[] contents) throws IOException {
        return Files.write(folder.resolve("some.idx"), contents);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        }
        return bytes.toByteArray();
    }
}
