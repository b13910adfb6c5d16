package dev.autograd.viz;

import dev.autograd.graph.Dot;
import dev.autograd.graph.GraphModel;
import dev.autograd.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Draws a computation graph into a file.
///
/// ```java
/// GraphPicture.save(model, Path.of("graph.svg"));
/// ```
///
/// Parameters are green ellipses, other leaves grey ones, operations blue boxes; outputs have a double
/// outline; each edge carries the shape of the tensor that flows along it, dotted where its result is a
/// view. Modules are boxes around their nodes. The graph flows from top to bottom.
public final class GraphPicture {
    /// More nodes than this make no picture that a person can read, and laying them out takes minutes.
    static final int MOST_NODES = 5_000;

    /// About the time and memory of a picture of 5,000 nodes again: a shared layer applied 180 times passes
    /// 100,000.
    static final long MOST_LAYERS_PASSED = 150_000;

    private GraphPicture() {}

    /// Draws `model` into `target`, as [#save(GraphModel, Path, LayoutEngine)] with [LayoutEngine#AUTO].
    public static void save(GraphModel model, Path target) throws IOException {
        save(model, target, LayoutEngine.AUTO);
    }

    /// Draws `model` into `target`. The suffix of the file's name chooses the format: `.svg`, `.png` or `.dot`.
    /// The file appears whole or not at all; an older file of that name is replaced.
    ///
    /// @throws IllegalArgumentException if the suffix is another one, or if the graph is too large to be
    ///     read as a picture: more than 5,000 nodes, or edges that pass more than 150,000 layers in all;
    ///     `.dot` has no limit
    /// @throws IOException              if the file cannot be written
    public static void save(GraphModel model, Path target, LayoutEngine engine) throws IOException {
        var format =
                PictureFormat.of("GraphPicture.save", target, PictureFormat.SVG, PictureFormat.PNG, PictureFormat.DOT);
        if (format != PictureFormat.DOT) {
            requireDrawable(model);
        }
        AtomicFile.write(
                target,
                switch (format) {
                    case DOT -> Dot.text(model).getBytes(StandardCharsets.UTF_8);
                    case SVG -> svg(model, engine, Graphviz.INSTALLED).getBytes(StandardCharsets.UTF_8);
                    case PNG -> png(model, engine, Graphviz.INSTALLED);
                });
    }

    /// `model` as an SVG element of the class `graph` to stand within an HTML page, laid out by this library.
    ///
    /// @throws IllegalArgumentException if the graph is too large to be read as a picture, as for files
    /// @throws IOException if this thread is interrupted meanwhile
    public static String inline(GraphModel model) throws IOException {
        requireDrawable(model);
        return SvgWriter.inline(
                LayeredLayout.of(model),
                "Graph of " + model.nodes().size() + " nodes and "
                        + model.edges().size() + " edges");
    }

    private static void requireDrawable(GraphModel model) {
        if (model.nodes().size() > MOST_NODES) {
            throw new IllegalArgumentException("GraphPicture.save: the graph has "
                    + model.nodes().size() + " nodes, but a picture holds at most " + MOST_NODES
                    + "; save it as .html or .dot instead");
        }
        long layers = EdgeSpans.sum(model);
        if (layers > MOST_LAYERS_PASSED) {
            throw new IllegalArgumentException("GraphPicture.save: the edges of the graph pass " + layers
                    + " layers in all, but a picture holds at most " + MOST_LAYERS_PASSED
                    + "; save it as .html or .dot instead");
        }
    }

    static String svg(GraphModel model, LayoutEngine engine, Graphviz graphviz) throws IOException {
        if (engine == LayoutEngine.AUTO) {
            var drawn = graphviz.svg(Dot.text(model));
            if (drawn.isPresent()) {
                return drawn.get();
            }
        }
        return SvgWriter.text(LayeredLayout.of(model));
    }

    static byte[] png(GraphModel model, LayoutEngine engine, Graphviz graphviz) throws IOException {
        if (engine == LayoutEngine.AUTO) {
            var drawn = graphviz.png(Dot.text(model));
            if (drawn.isPresent()) {
                return drawn.get();
            }
        }
        return PngWriter.bytes(LayeredLayout.of(model));
    }
}
