package dev.autograd.graph;

import dev.autograd.graph.Clusters.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes a graph as a flow chart in the language of Mermaid (<https://mermaid.js.org/syntax/flowchart.html>), in the
/// colours of the other pictures. Mermaid has no ellipse: leaves have round ends. By default it draws charts of up to
/// 500 edges and 50,000 characters.
public final class Mermaid {
    /// Signs that with what follows still mean a formula, a line break or an icon when their numbers have
    /// been read: what comes between is not seen.
    private static final Pattern PAIRS = Pattern.compile("\\$(?=\\$)|\\\\(?=n)|:(?=fa-)");

    private final Appendable out;
    private final GraphModel model;
    private final NodePositions numbers;

    private Mermaid(Appendable out, GraphModel model) {
        this.out = out;
        this.model = model;
        this.numbers = NodePositions.of(model.nodes());
    }

    /// The graph as a flow chart, top to bottom. Equal models give equal text.
    public static String text(GraphModel model) {
        var text = new StringBuilder();
        try {
            write(model, text);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringBuilder has failed", e);
        }
        return text.toString();
    }

    /// Writes what [#text] gives, piece by piece.
    ///
    /// @throws IOException when `out` throws it
    public static void write(GraphModel model, Appendable out) throws IOException {
        new Mermaid(out, model).all();
    }

    private void all() throws IOException {
        out.append("flowchart TD\n");
        nodes(Clusters.of(model).root());
        int[] sources = model.sources();
        int[] targets = model.targets();
        var strokes = Strokes.of(model).edges();
        for (int e = 0; e < sources.length; e++) {
            boolean view = strokes.get(e) == Strokes.Stroke.DOTTED;
            out.append("  n" + sources[e] + (view ? " -.->|" : " -->|"))
                    .append(quoted(List.of(model.edges().get(e).label())))
                    .append("| n" + targets[e] + "\n");
        }
        for (var kind : NodeKind.values()) {
            out.append("  classDef " + name(kind) + " fill:" + kind.fill() + ",stroke:#455A64,color:#212121\n");
        }
        out.append("  classDef output stroke-width:4px\n");
    }

    /// The nodes of all modules, each inside its own.
    private void nodes(Cluster root) throws IOException {
        for (var node : root.nodes()) {
            node(node, "  ");
        }
        int clusters = 0;
        Deque<Iterator<Cluster>> open = new ArrayDeque<>();
        open.push(Clusters.inside(root).iterator());
        while (!open.isEmpty()) {
            String indent = "  ".repeat(open.size());
            if (open.element().hasNext()) {
                var cluster = open.element().next();
                out.append(indent + "subgraph m" + clusters++ + "["
                        + quoted(List.of(cluster.module().label())) + "]\n");
                for (var node : cluster.nodes()) {
                    node(node, indent + "  ");
                }
                open.push(Clusters.inside(cluster).iterator());
            } else {
                open.pop();
                if (!open.isEmpty()) {
                    out.append("  ".repeat(open.size()) + "end\n");
                }
            }
        }
    }

    private void node(GraphNode node, String indent) throws IOException {
        boolean box = node.kind().outline() == NodeKind.Outline.BOX;
        out.append(indent + "n" + numbers.of(node))
                .append(box ? "[" : "([")
                .append(quoted(node.lines()))
                .append(box ? "]" : "])")
                .append(":::" + name(node.kind()) + "\n");
        if (node.output()) {
            out.append(indent + "class n" + numbers.of(node) + " output\n");
        }
    }

    private static String name(NodeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /// A text in quotes, in which every sign that could mean something to Mermaid, Markdown or HTML stands by its
    /// number.
    private static String quoted(List<String> lines) {
        return lines.stream()
                .map(line -> escaped(PAIRS.matcher(line).replaceAll("$0\u200C")))
                .collect(Collectors.joining("<br/>", "\"", "\""));
    }

    private static String escaped(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c < 128 && !Character.isLetterOrDigit(c) && " (),.+".indexOf(c) < 0) {
                out.append('#').append(c).append(';');
            } else {
                out.appendCodePoint(c);
            }
        });
        // A digit and a point begin a numbered list where a space follows, a plus sign a list with points.
        return out.toString().replaceAll("([.+]) ", "$1#32;");
    }
}
