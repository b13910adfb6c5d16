package dev.autograd.io;

import dev.autograd.graph.Dot;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphRenderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/// Writes graphs as DOT files, the language of Graphviz.
public final class DotFile implements GraphRenderer {
    /// For the service loader.
    public DotFile() {}

    @Override
    public Set<String> suffixes() {
        return Set.of("dot", "gv");
    }

    @Override
    public void render(GraphModel model, Path file) throws IOException {
        AtomicFile.write(file, Dot.text(model).getBytes(StandardCharsets.UTF_8));
    }
}
