package dev.autograd.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.Tensor;
import dev.autograd.io.TensorFiles;
import dev.autograd.nn.Layer;
import dev.autograd.nn.Linear;
import dev.autograd.nn.ReLU;
import dev.autograd.nn.Sequential;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void file() {
        file = folder.resolve("model.safetensors");
    }

    @Test
    void aModelComesBackWithItsMetadata() throws IOException {
        Sequential model = new Sequential(new Linear(2, 3), new ReLU(), new Linear(3, 1));
        ModelFiles.save(file, model, Map.of("classes", "1"));
        Sequential again = new Sequential(new Linear(2, 3), new ReLU(), new Linear(3, 1));

        assertThat(ModelFiles.load(file, again)).isEqualTo(Map.of("classes", "1"));
        Tensor x = Tensor.randn(5, 2);
        assertThat(again.forward(x).toFloatArray()).isEqualTo(model.forward(x).toFloatArray());
    }

    @Test
    void anotherArchitectureIsToldWhatDiffers() throws IOException {
        ModelFiles.save(file, new Sequential(new Linear(2, 3)), Map.of());
        assertThatThrownBy(() -> ModelFiles.load(file, new Sequential(new Linear(2, 4))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"0.weight\" is float32 (4, 2) here but float32 (3, 2) in the state");
    }

    /// Uses one layer under two names.
    private static final class Tied extends Layer {
        private final Linear first = module("first", new Linear(2, 2));
        private final Linear second = module("second", first);

        @Override
        protected Tensor compute(Tensor x) {
            return second.forward(first.forward(x));
        }
    }

    @Test
    void aSharedTensorIsWrittenOnce() throws IOException {
        Tied model = new Tied();
        ModelFiles.save(file, model, Map.of());
        TensorFiles.Contents contents = TensorFiles.read(file);
        assertThat(contents.tensors()).containsOnlyKeys("first.weight", "first.bias");
        assertThat(contents.metadata())
                .containsEntry("second.weight", "first.weight")
                .containsEntry("second.bias", "first.bias");

        Tied again = new Tied();
        ModelFiles.load(file, again);
        assertThat(again.parameters().get(0).toFloatArray())
                .isEqualTo(model.parameters().get(0).toFloatArray());
    }
}
