package dev.autograd.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.io.SafeTensors.Contents;
import dev.autograd.value.DType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("model.safetensors");
    }

    static Stream<RawTensor> tensors() {
        return Stream.of(
                tensor(DType.FLOAT32, new float[] {1, -0f, Float.MIN_VALUE, Float.MAX_VALUE, 0.1f, 3}, 2, 3),
                tensor(DType.FLOAT64, new double[] {Math.PI, -1e300, Double.MIN_VALUE}, 3, 1),
                tensor(DType.INT32, new int[] {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE}, 4),
                tensor(DType.INT64, new long[] {Long.MIN_VALUE, 7, Long.MAX_VALUE}, 1, 3),
                tensor(DType.BOOL, new boolean[] {true, false, true}, 3),
                tensor(DType.FLOAT32, new float[] {2.5f}), // row 143: a scalar
                tensor(DType.FLOAT32, new float[0], 0, 3), // row 143: nothing in it
                tensor(DType.INT64, new long[0], 1L << 40, 0),
                tensor(DType.FLOAT32, new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}, 3),
                tensor(DType.FLOAT64, new double[] {Double.NaN, Double.NEGATIVE_INFINITY}, 2));
    }

    @ParameterizedTest
    @MethodSource("tensors")
    void whatIsWrittenIsRead(RawTensor tensor) throws IOException {
        SafeTensors.write(file, Map.of("t", tensor), Map.of());
        Contents contents = SafeTensors.read(file);
        assertThat(contents.tensors()).containsOnly(Map.entry("t", tensor));
        assertThat(contents.metadata()).isEmpty();
        assertThat(contents.header().tensors().get("t").type()).isEqualTo(StoredType.of(tensor.dtype()));
    }

    @Test
    void row144EveryBitOfANotANumberIsKept() throws IOException {
        int[] bits = {0x7fa00001, 0xffc12345, 0x7fffffff, 0x80000000};
        float[] values = new float[bits.length];
        ByteBuffer raw = ByteBuffer.allocate(16);
        Arrays.stream(bits).forEach(raw::putInt);
        raw.flip().asFloatBuffer().get(values);
        SafeTensors.write(file, Map.of("n", tensor(DType.FLOAT32, values, 4)), Map.of());
        byte[] all = Files.readAllBytes(file);
        ByteBuffer stored = ByteBuffer.wrap(all, all.length - 16, 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int expected : bits) {
            assertThat(stored.getInt()).isEqualTo(expected);
        }
        float[] again = (float[]) SafeTensors.read(file).tensors().get("n").array();
        assertThat(Float.floatToRawIntBits(again[1])).isEqualTo(bits[1]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32_767, 32_768, 65_536, 65_537, 300_000})
    void tensorsLongerThanTheBufferAreWhole(int count) throws IOException {
        float[] floats = new float[count];
        double[] doubles = new double[count];
        boolean[] booleans = new boolean[count];
        for (int i = 0; i < count; i++) {
            floats[i] = i;
            doubles[i] = -i;
            booleans[i] = i % 3 == 0;
        }
        Map<String, RawTensor> tensors = Map.of(
                "f", tensor(DType.FLOAT32, floats, count),
                "d", tensor(DType.FLOAT64, doubles, count),
                "b", tensor(DType.BOOL, booleans, count));
        SafeTensors.write(file, tensors, Map.of());
        assertThat(SafeTensors.read(file).tensors()).isEqualTo(tensors);
    }

    /// The bytes that the reference implementation 0.8.0 writes for the same tensors.
    @Test
    void theLayoutIsTheReferenceImplementations() throws IOException {
        Map<String, RawTensor> tensors = new LinkedHashMap<>();
        tensors.put("flag", tensor(DType.BOOL, new boolean[] {true, false}, 2));
        tensors.put("\uD83D\uDE00", tensor(DType.FLOAT32, new float[] {1}, 1));
        tensors.put("\uFFFF", tensor(DType.FLOAT32, new float[] {2}, 1));
        tensors.put("e", tensor(DType.FLOAT32, new float[0], 0, 3));
        tensors.put("count", tensor(DType.INT32, new int[] {5}, 1));
        tensors.put("wide", tensor(DType.FLOAT64, new double[] {3}));
        tensors.put("step", tensor(DType.INT64, new long[] {4}, 1, 1));
        SafeTensors.write(file, tensors, Map.of("k\"\\\n\u0001/", "\u00e9\u007f"));
        byte[] expected = HexFormat.of().parseHex(REFERENCE);
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)))
                .isEqualTo(HexFormat.of().formatHex(expected));
        assertThat(List.copyOf(SafeTensors.read(file).tensors().keySet()))
                .containsExactly("step", "wide", "e", "\uFFFF", "\uD83D\uDE00", "count", "flag");
    }

    private static final String REFERENCE =
            "c0010000000000007b225f5f6d657461646174615f5f223a7b226b5c225c5c5c6e5c75303030312f223a22c3a97f227d"
                    + "2c2273746570223a7b226474797065223a22493634222c227368617065223a5b312c315d2c22646174615f6f66667365"
                    + "7473223a5b302c385d7d2c2277696465223a7b226474797065223a22463634222c227368617065223a5b5d2c22646174"
                    + "615f6f666673657473223a5b382c31365d7d2c2265223a7b226474797065223a22463332222c227368617065223a5b30"
                    + "2c335d2c22646174615f6f666673657473223a5b31362c31365d7d2c22efbfbf223a7b226474797065223a2246333222"
                    + "2c227368617065223a5b315d2c22646174615f6f666673657473223a5b31362c32305d7d2c22f09f9880223a7b226474"
                    + "797065223a22463332222c227368617065223a5b315d2c22646174615f6f666673657473223a5b32302c32345d7d2c22"
                    + "636f756e74223a7b226474797065223a22493332222c227368617065223a5b315d2c22646174615f6f66667365747322"
                    + "3a5b32342c32385d7d2c22666c6167223a7b226474797065223a22424f4f4c222c227368617065223a5b325d2c226461"
                    + "74615f6f666673657473223a5b32382c33305d7d7d20202004000000000000000000000000000840000000400000803f"
                    + "050000000100";

    @Test
    void aFileOfNothingIsTheReferenceImplementations() throws IOException {
        SafeTensors.write(file, Map.of(), Map.of());
        assertThat(Files.readAllBytes(file)).isEqualTo("\10\0\0\0\0\0\0\0{}      ".getBytes(StandardCharsets.US_ASCII));
        assertThat(SafeTensors.read(file).tensors()).isEmpty();
    }

    @Test
    void metadataIsKeptAndWrittenInTheOrderOfItsKeys() throws IOException {
        Map<String, String> metadata =
                Map.of("z", "", "a", "\"quoted\"\\\b\f\n\r\t\0\u001f", "m", "\uD83D\uDE00 \u2028");
        SafeTensors.write(file, Map.of(), metadata);
        assertThat(SafeTensors.read(file).metadata()).isEqualTo(metadata);
        assertThat(List.copyOf(SafeTensors.readHeader(file).metadata().keySet()))
                .containsExactly("a", "m", "z");
    }

    static Stream<Arguments> widened() {
        return Stream.of(
                arguments("U8", "007f80ff", new int[] {0, 127, 128, 255}, DType.INT32),
                arguments("I8", "007f80ff", new int[] {0, 127, -128, -1}, DType.INT32),
                arguments("I16", "0000ff7f0080ffff", new int[] {0, 32767, -32768, -1}, DType.INT32),
                arguments(
                        "F16",
                        "003c00c0007c0100",
                        new float[] {1, -2, Float.POSITIVE_INFINITY, 0x1p-24f},
                        DType.FLOAT32),
                arguments(
                        "BF16",
                        "803f00c0807f0100",
                        new float[] {1, -2, Float.POSITIVE_INFINITY, 0x1p-133f},
                        DType.FLOAT32));
    }

    @ParameterizedTest
    @MethodSource("widened")
    void narrowTypesAreWidenedAndReported(String type, String data, Object values, DType dtype) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(data);
        writeRaw(
                "{\"n\":{\"data_offsets\":[0," + bytes.length + "],\"shape\":[2,2],\"dtype\":\"" + type + "\"}}",
                bytes);
        Contents contents = SafeTensors.read(file);
        assertThat(contents.tensors().get("n")).isEqualTo(tensor(dtype, values, 2, 2));
        assertThat(contents.header().tensors().get("n").type()).hasToString(type);
    }

    @Test
    void tensorsComeInTheOrderOfTheirDataWhateverTheHeadersOrder() throws IOException {
        writeRaw(
                "{\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]} , \"a\" : {\"dtype\":\"U8\", "
                        + "\"shape\" : [ ] ,\"data_offsets\":[0,1]}}   ",
                new byte[] {1, 2});
        assertThat(List.copyOf(SafeTensors.read(file).tensors().keySet())).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\0", "../../etc/passwd", "/abs", "a.b.weight", "\uD83D\uDE00", "tab\t\"quote\"", "BIG"})
    void row142NamesAreOnlyKeys(String name) throws IOException {
        String key = name.equals("BIG") ? "n".repeat(1 << 20) : name;
        SafeTensors.write(file, Map.of(key, tensor(DType.INT32, new int[] {1}, 1)), Map.of());
        assertThat(SafeTensors.read(file).tensors()).containsOnlyKeys(key);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void escapedAndRawNamesAreTheSameName() throws IOException {
        writeRaw("{\"\\ud83d\\ude00\\u00e9\\/\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", new byte[1]);
        assertThat(SafeTensors.read(file).tensors()).containsOnlyKeys("\uD83D\uDE00\u00e9/");
    }

    @Test
    void namesThatNoReaderAcceptsAreRefusedBeforeTheFileIsTouched() throws IOException {
        RawTensor one = tensor(DType.INT32, new int[] {1}, 1);
        SafeTensors.write(file, Map.of("old", one), Map.of());
        refused(Map.of("__metadata__", one), Map.of(), "no tensor may be called __metadata__");
        refused(Map.of("\uD83D", one), Map.of(), "half of a surrogate pair");
        refused(Map.of(), Map.of("\uDE00", ""), "half of a surrogate pair");
        assertThat(SafeTensors.read(file).tensors()).containsOnlyKeys("old");
    }

    private void refused(Map<String, RawTensor> tensors, Map<String, String> metadata, String reason) {
        assertThatThrownBy(() -> SafeTensors.write(file, tensors, metadata))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aWrongPathIsNamed() {
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(file + ": there is no such file");
        assertThatThrownBy(() -> SafeTensors.readHeader(folder))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(folder + ": is a folder, but a file is needed");
    }

    @Test
    void aRawTensorMustFitItsArray() {
        assertThatThrownBy(() -> tensor(DType.FLOAT32, new double[2], 2))
                .hasMessage("RawTensor: a tensor of float32 needs a float[], but the array is a double[]");
        assertThatThrownBy(() -> tensor(DType.FLOAT32, new float[5], 2, 3))
                .hasMessage("RawTensor: shape [2, 3] has 6 elements, but the array has 5");
        assertThatThrownBy(() -> tensor(DType.FLOAT32, new float[1], -1, -1))
                .hasMessageContaining("shape [-1, -1] has no countable number of elements");
    }

    private void writeRaw(String header, byte[] data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes.putLong(text.length).put(text).put(data).array());
    }

    private static RawTensor tensor(DType dtype, Object array, long... shape) {
        return new RawTensor(dtype, shape, array);
    }
}
