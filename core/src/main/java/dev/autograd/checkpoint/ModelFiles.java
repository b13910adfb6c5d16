package dev.autograd.checkpoint;

import dev.autograd.io.TensorFiles;
import dev.autograd.nn.Module;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The parameters and buffers of a model as a safetensors file, under PyTorch's names.
///
/// PyTorch reads the file with `safetensors.torch.load_model(model, path)`. A tensor that several modules share is
/// written once, under its first name; its other names stand in the metadata, as that library does it.
public final class ModelFiles {
    private ModelFiles() {}

    /// Writes a model and the given metadata, replacing the file at once or not at all.
    ///
    /// @throws IOException if the file cannot be written; it is then what it was before
    public static void save(Path file, Module model, Map<String, String> metadata) throws IOException {
        SharedTensors state = SharedTensors.of(model.stateDict());
        Map<String, String> all = new LinkedHashMap<>(metadata);
        all.putAll(state.aliases());
        TensorFiles.write(file, state.tensors(), all);
    }

    /// Reads a file into a model of the same architecture.
    ///
    /// @return the metadata
    /// @throws dev.autograd.io.FormatException if the file is damaged
    /// @throws IOException if the file cannot be read
    /// @throws IllegalArgumentException if the file is of another architecture; the message lists all that
    ///     does not fit, and the model is what it was
    public static Map<String, String> load(Path file, Module model) throws IOException {
        TensorFiles.Contents contents = TensorFiles.read(file);
        model.loadStateDict(contents.tensors());
        return contents.metadata();
    }
}
