package dev.autograd.io;

import dev.autograd.graph.Dot;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphRenderer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
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
        AtomicFile.write(file, channel -> {
            var out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
            Dot.write(model, out);
            out.flush();
        });
    }
}
