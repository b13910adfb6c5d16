package dev.autograd.io;

import dev.autograd.graph.GraphJson;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphRenderer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/// Keeps graphs in files, to be looked at later: JSON in the format that `docs/graph-format.md` describes.
///
/// ```java
/// Graph.of(loss).save(Path.of("loss.json"));
/// GraphModel model = GraphFile.read(Path.of("loss.json"));
/// model.save(Path.of("loss.svg"));
/// ```
///
/// What is read equals what was written, but for names with half a surrogate pair: Unicode text cannot hold it, and a
/// question mark is written instead.
public final class GraphFile implements GraphRenderer {
    private static final long LARGEST = Integer.MAX_VALUE - 16L;

    /// For the service loader.
    public GraphFile() {}

    /// Reads a graph, and checks all of it: an error names the file, the place and what is wrong there.
    ///
    /// @throws NoSuchFileException if nothing is there
    /// @throws FileSystemException if a folder is there, or a file that this process may not read
    /// @throws FormatException     if the file is something else than a graph
    public static GraphModel read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(InputFile.require(file))) {
            if (channel.size() > LARGEST) {
                throw new FormatException(
                        file, "a saved graph has at most " + LARGEST + " bytes, but this file has " + channel.size());
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            Channels.readFully(file, channel, bytes);
            return GraphReader.read(file, text(file, bytes));
        }
    }

    private static String text(Path file, ByteBuffer bytes) throws FormatException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new FormatException(file, "the text is not UTF-8 at byte " + bytes.position(), e);
        }
    }

    @Override
    public Set<String> suffixes() {
        return Set.of("json");
    }

    @Override
    public void render(GraphModel model, Path file) throws IOException {
        AtomicFile.write(file, channel -> {
            var writer = new BufferedWriter(java.nio.channels.Channels.newWriter(channel, StandardCharsets.UTF_8));
            GraphJson.write(model, writer);
            writer.flush();
        });
    }
}
