package dev.autograd.viz;

import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphRenderer;
import dev.autograd.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/// Lets `Graph.save` write a page to explore where this module is present.
public final class PageRenderer implements GraphRenderer {
    /// What a browser reads and searches without a pause that annoys.
    static final int MOST_NODES = 200_000;

    /// For the service loader.
    public PageRenderer() {}

    @Override
    public Set<String> suffixes() {
        return Set.of("html");
    }

    @Override
    public void render(GraphModel model, Path file) throws IOException {
        if (model.nodes().size() > MOST_NODES) {
            throw new IllegalArgumentException(
                    "save: the graph has " + model.nodes().size() + " nodes, but a page holds at most " + MOST_NODES
                            + "; collapse its modules, or save it as .dot");
        }
        String name = String.valueOf(file.getFileName());
        String title = name.substring(0, name.lastIndexOf('.'));
        AtomicFile.write(file, PageWriter.text(model, title).getBytes(StandardCharsets.UTF_8));
    }
}
