package dev.autograd.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/// Writes folded stacks, what flame graphs are drawn from: a line for each stack, with its frames from the
/// outermost on, joined by semicolons, and after a space how much it took. The core provides the one that
/// there is.
public interface StackWriter {
    /// Writes the lines into the file, whole or not at all.
    ///
    /// @throws IOException when the file cannot be written
    void write(List<String> lines, Path file) throws IOException;

    /// Writes the lines into the file with the writer that the core provides.
    ///
    /// @throws IOException when the file cannot be written; what was there before is still there then
    static void save(List<String> lines, Path file) throws IOException {
        ServiceLoader.load(StackWriter.class, StackWriter.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the core's writer of folded stacks is missing"))
                .write(lines, file);
    }
}
