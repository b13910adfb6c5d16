package dev.autograd.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TensorFilesTest {
    @TempDir
    Path folder;

    static Stream<Arguments> tensors() {
        Tensor matrix = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, Float.NaN}});
        return Stream.of(
                arguments(matrix, "float32"),
                arguments(matrix.mT(), "float32"),
                arguments(matrix.select(0, 1), "float32"),
                arguments(matrix.slice(0, 0, 1), "float32"),
                arguments(Tensor.scalar(2.5), "float64"),
                arguments(Tensor.zeros(3, 0), "float32"),
                arguments(Tensor.of(true, false), "bool"),
                arguments(Tensor.of(Long.MIN_VALUE, 1), "int64"),
                arguments(Tensor.of(-7), "int32"),
                arguments(Tensor.ones(1).expand(2, 2), "float32"),
                arguments(Tensor.of(1f, 2f).requiresGrad_().mul(2), "float32"));
    }

    @ParameterizedTest
    @MethodSource("tensors")
    void writesAndReadsAnyLayout(Tensor tensor, String type) throws IOException {
        Path file = folder.resolve("t.safetensors");
        TensorFiles.write(file, Map.of("t", tensor), Map.of("key", "value"));
        TensorFiles.Contents contents = TensorFiles.read(file);
        Tensor again = Objects.requireNonNull(contents.tensors().get("t"));

        assertThat(again.dtype()).hasToString(type);
        assertThat(again.allClose(tensor, 0, 0)).as("%s", again).isTrue();
        assertThat(again.requiresGrad()).isFalse();
        assertThat(contents.metadata()).isEqualTo(Map.of("key", "value"));
    }
}
