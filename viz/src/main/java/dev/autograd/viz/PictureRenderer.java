package dev.autograd.viz;

import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphRenderer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/// Lets `Graph.save` write SVG and PNG where this module is present.
public final class PictureRenderer implements GraphRenderer {
    /// For the service loader.
    public PictureRenderer() {}

    @Override
    public Set<String> suffixes() {
        return Set.of("svg", "png");
    }

    @Override
    public void render(GraphModel model, Path file) throws IOException {
        GraphPicture.save(model, file);
    }
}
