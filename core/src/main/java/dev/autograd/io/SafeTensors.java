package dev.autograd.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/// Reads and writes tensors in the safetensors format: eight bytes with the header's length, a JSON header that
/// says where each tensor lies, then the elements, little-endian.
///
/// ```java
/// SafeTensors.write(path, Map.of("weight", weight), Map.of());
/// RawTensor again = SafeTensors.read(path).tensors().get("weight");
/// ```
///
/// A file is accepted only if it is valid to the last byte: every byte after the header belongs to exactly one
/// tensor, and every tensor has exactly the bytes that its type and shape need. All of it is known before the first
/// tensor is allocated, and no more than the file's own size is ever allocated for what it claims (four times that
/// where bytes are widened to ints). Names are keys and nothing else; they are never used as paths.
///
/// Source: the format's description and its reference implementation, https://github.com/huggingface/safetensors.
public final class SafeTensors {
    private SafeTensors() {}

    /// What a tensor's entry in the header says.
    ///
    /// @param type the type in the file
    /// @param shape the sizes
    /// @param begin where the elements begin, in bytes from the end of the header
    /// @param end where they end
    public record TensorInfo(StoredType type, long[] shape, long begin, long end) {
        public TensorInfo {
            shape = shape.clone();
        }

        /// A copy of the sizes.
        @Override
        public long[] shape() {
            return shape.clone();
        }
    }

    /// What a file says of itself.
    ///
    /// @param tensors the tensors by name, in the order of their data
    /// @param metadata the strings that the writer added, in the order of the file
    /// @param dataStart where the header ends and the data begins, in bytes from the start of the file
    public record Header(Map<String, TensorInfo> tensors, Map<String, String> metadata, long dataStart) {}

    /// A file as read.
    ///
    /// @param tensors the tensors by name, in the order of their data
    /// @param header the header, which knows the types in the file
    public record Contents(Map<String, RawTensor> tensors, Header header) {
        /// The strings that the writer added.
        public Map<String, String> metadata() {
            return header.metadata();
        }
    }

    /// Reads all tensors of `file`. `F16` and `BF16` are widened to float32, `U8`, `I8` and `I16` to int32; the
    /// header tells which were.
    ///
    /// @throws FormatException if the file is damaged, holds a type that cannot be read ([StoredType#dtype]), or a
    ///     tensor with more elements than a Java array
    /// @throws IOException if the file cannot be read
    public static Contents read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(InputFile.require(file), StandardOpenOption.READ)) {
            return SafeTensorsReader.read(file, channel);
        }
    }

    /// Reads and checks the header of `file` and no more, whatever types it holds.
    ///
    /// @throws FormatException if the header is invalid or does not fit the file's length
    /// @throws IOException if the file cannot be read
    public static Header readHeader(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(InputFile.require(file), StandardOpenOption.READ)) {
            return HeaderReader.read(file, channel);
        }
    }

    /// Writes `tensors` and `metadata` to `file`, replacing it at once or not at all ([AtomicFile]).
    ///
    /// The layout is that of the reference implementation (widest type first, then by name), so equal tensors give
    /// equal files. Metadata is written in the order of its keys; where there is none, neither is its entry.
    ///
    /// @throws IllegalArgumentException if a name is `__metadata__` or not valid Unicode, or the names are too long
    ///     for any reader (a header of more than 100 MB)
    /// @throws IOException if the file cannot be written; it is then what it was before
    public static void write(Path file, Map<String, RawTensor> tensors, Map<String, String> metadata)
            throws IOException {
        SafeTensorsWriter writer = new SafeTensorsWriter(tensors, metadata);
        AtomicFile.write(file, writer::writeTo);
    }
}
