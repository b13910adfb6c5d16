package dev.autograd.conformance.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.Tensor;
import dev.autograd.io.FormatException;
import dev.autograd.torch.UnsupportedTorchCall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CaseTensorsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "F64, 8, true", "F32, 4, true", "I64, 8, true", "I32, 4, true", "BOOL, 1, true",
        "F16, 2, false", "BF16, 2, false", "I16, 2, false", "I8, 1, false", "U8, 1, false"
    })
    void aTypeThatThereIsNotIsUnsupported(String type, int bytes, boolean supported) throws IOException {
        CaseTensors tensors = new TensorSource().open(new Location(file(type, bytes), "p."));
        if (supported) {
            assertThat(tensors.get("x").numel()).isEqualTo(1);
        } else {
            assertThatThrownBy(() -> tensors.get("x"))
                    .isInstanceOf(UnsupportedTorchCall.class)
                    .hasMessage("there is no type " + type + ", which the tensor x has");
        }
    }

    @Test
    void everyTensorIsItsOwn() throws IOException {
        CaseTensors tensors = new TensorSource().open(new Location(file("F64", 8), "p."));
        Tensor first = tensors.get("x");
        first.fill_(5);
        assertThat(tensors.get("x").item()).isZero();
        assertThat(tensors.names("")).containsExactly("x");
    }

    @Test
    void aMissingTensorIsNamed() throws IOException {
        CaseTensors tensors = new TensorSource().open(new Location(file("F64", 8), "p."));
        assertThatThrownBy(() -> tensors.get("y"))
                .isInstanceOf(FormatException.class)
                .hasMessageEndingWith("has no tensor \"p.y\", which the index names");
    }

    @Test
    void aTruncatedFileIsNamed() throws IOException {
        Path file = file("F64", 8);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> new TensorSource().open(new Location(file, "p.")))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(file.toString());
    }

    /// A file with one element of a type.
    private Path file(String type, int bytes) throws IOException {
        String header = "{\"p.x\":{\"dtype\":\"" + type + "\",\"shape\":[1],\"data_offsets\":[0," + bytes + "]}}";
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer =
                ByteBuffer.allocate(Long.BYTES + text.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(text.length).put(text);
        return Files.write(folder.resolve("x.safetensors"), buffer.array());
    }
}
