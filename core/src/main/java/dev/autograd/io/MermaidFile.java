package dev.autograd.io;

import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphRenderer;
import dev.autograd.graph.Mermaid;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/// Writes graphs as Mermaid files.
public final class MermaidFile implements GraphRenderer {
    /// For the service loader.
    public MermaidFile() {}

    @Override
    public Set<String> suffixes() {
        return Set.of("mmd");
    }

    @Override
    public void render(GraphModel model, Path file) throws IOException {
        AtomicFile.write(file, channel -> {
            var out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
            Mermaid.write(model, out);
            out.flush();
        });
    }
}
