package dev.autograd.io;

import dev.autograd.Tensor;
import dev.autograd.value.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes tensors to safetensors files and reads them: [SafeTensors] for [Tensor]s.
///
/// ```java
/// TensorFiles.write(path, model.stateDict(), Map.of("epoch", "3"));
/// Map<String, Tensor> tensors = TensorFiles.read(path).tensors();
/// ```
public final class TensorFiles {
    private TensorFiles() {}

    /// A file as read.
    ///
    /// @param tensors the tensors by name, in the order of their data
    /// @param metadata the strings that the writer added
    public record Contents(Map<String, Tensor> tensors, Map<String, String> metadata) {}

    /// Writes tensors and metadata, replacing the file at once or not at all.
    ///
    /// @throws IllegalArgumentException if a name cannot be written ([SafeTensors#write])
    /// @throws IOException if the file cannot be written; it is then what it was before
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        Map<String, RawTensor> raw = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> raw.put(name, raw(tensor)));
        SafeTensors.write(file, raw, metadata);
    }

    /// Reads all tensors of a file.
    ///
    /// @throws FormatException if the file is damaged or holds a type that cannot be read
    /// @throws IOException if the file cannot be read
    public static Contents read(Path file) throws IOException {
        SafeTensors.Contents contents = SafeTensors.read(file);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        contents.tensors().forEach((name, raw) -> tensors.put(name, Tensor.of(raw.array(), Shape.of(raw.shape()))));
        return new Contents(tensors, contents.metadata());
    }

    /// Shares the array where it holds just the tensor's elements.
    static RawTensor raw(Tensor tensor) {
        boolean whole = tensor.isContiguous() && tensor.storage().length() == tensor.numel();
        Tensor dense = whole ? tensor : tensor.detach().clone();
        return new RawTensor(
                dense.dtype(), dense.shape().sizes(), dense.storage().array());
    }
}
