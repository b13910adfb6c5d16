package dev.autograd.io;

import dev.autograd.graph.StackWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Writes folded stacks, which speedscope and flamegraph.pl read.
public final class FoldedFile implements StackWriter {
    /// For the service loader.
    public FoldedFile() {}

    @Override
    public void write(List<String> lines, Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(line).append('\n');
        }
        AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
