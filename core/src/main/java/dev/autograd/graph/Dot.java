package dev.autograd.graph;

import dev.autograd.graph.Clusters.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;

/// Writes a graph in the DOT language of Graphviz (<https://graphviz.org/doc/info/lang.html>).
public final class Dot {
    private static final String HEADER = """
            digraph computation {
              graph [rankdir=TB, bgcolor=white, nodesep=0.3, ranksep=0.45, fontname="Helvetica,Arial,sans-serif"];
              node [style=filled, color="#455A64", fontname="Helvetica,Arial,sans-serif", fontsize=12, fontcolor="#212121", height=0.38, margin="0.13,0.06"];
              edge [color="#78909C", fontname="Helvetica,Arial,sans-serif", fontsize=10, fontcolor="#757575", arrowsize=0.7];
            """;
    /// A module is drawn as a pale box; boxes inside boxes get darker.
    private static final String CLUSTERS =
            "  graph [style=\"rounded,filled\", color=\"#90A4AE\", fillcolor=\"#78909C16\", fontsize=11, fontcolor=\"#546E7A\", labeljust=l];\n";

    private final Appendable out;
    private final GraphModel model;
    private final Heat heat;
    private final Sides sides;
    private int clusters; // opened so far

    private Dot(Appendable out, GraphModel model) {
        this.out = out;
        this.model = model;
        this.heat = Heat.of(model);
        this.sides = Sides.of(model);
    }

    /// The graph as DOT text, top to bottom: parameters as green ellipses, other leaves as grey ones,
    /// operations as blue boxes, or in the colours of their heat where times are known; outputs with a double
    /// outline, the shape of what flows beside each edge, modules as boxes around their nodes. An edge from
    /// which a view takes its memory is dotted. A backward pass stands beside its forward pass and runs
    /// upwards. Equal models give equal text, whatever the locale, and the time taken is linear in the size
    /// of the graph.
    public static String text(GraphModel model) {
        var text = new StringBuilder(HEADER.length()
                + 120 * Math.min(1_000_000, model.nodes().size() + model.edges().size()));
        try {
            write(model, text);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringBuilder has failed", e);
        }
        return text.toString();
    }

    /// Writes what [#text] gives, piece by piece: for graphs that are too large for one text.
    ///
    /// @throws IOException when `out` throws it
    public static void write(GraphModel model, Appendable out) throws IOException {
        new Dot(out, model).all();
    }

    private void all() throws IOException {
        out.append(HEADER);
        var root = Clusters.of(model).root();
        if (!root.inside().isEmpty()) {
            out.append(CLUSTERS);
        }
        if (sides.areThere()) {
            out.append("  newrank=true;\n");
        }
        nodes(root);
        edges();
        pairs();
        out.append("}\n");
    }

    /// The nodes of all modules, each inside its own.
    private void nodes(Cluster root) throws IOException {
        for (var node : root.nodes()) {
            node(node, "  ");
        }
        Deque<Iterator<Cluster>> open = new ArrayDeque<>();
        open.push(Clusters.inside(root).iterator());
        while (!open.isEmpty()) {
            if (open.element().hasNext()) {
                var cluster = open.element().next();
                var indent = "  ".repeat(open.size());
                out.append(indent)
                        .append("subgraph cluster_")
                        .append(Integer.toString(clusters++))
                        .append(" {\n");
                out.append(indent).append("  label=");
                quote(cluster.module().label());
                out.append("; tooltip=");
                quote(cluster.module().tooltip());
                out.append(";\n");
                for (var node : cluster.nodes()) {
                    node(node, indent + "  ");
                }
                open.push(Clusters.inside(cluster).iterator());
            } else {
                open.pop();
                if (!open.isEmpty()) {
                    out.append("  ".repeat(open.size())).append("}\n");
                }
            }
        }
    }

    private void node(GraphNode node, String indent) throws IOException {
        out.append(indent);
        name(node.id());
        out.append(" [shape=").append(node.kind().outline().name().toLowerCase(Locale.ROOT));
        out.append(", fillcolor=\"").append(heat.fill(node)).append("\", label=");
        quote(String.join("\n", node.lines()));
        out.append(", tooltip=");
        quote(node.tooltip());
        out.append(node.output() ? ", peripheries=2];\n" : "];\n");
    }

    private void edges() throws IOException {
        var strokes = Strokes.of(model, sides);
        for (int e = 0; e < model.edges().size(); e++) {
            var edge = model.edges().get(e);
            var direction = sides.direction(e);
            boolean up = direction == Sides.Direction.UP;
            out.append("  ");
            name(up ? edge.to() : edge.from());
            out.append(" -> ");
            name(up ? edge.from() : edge.to());
            out.append(" [label=");
            quote(" " + edge.label());
            out.append(up ? ", dir=back" : "");
            // Not constraint=false: with that Graphviz finds no ranks where pairs stand on one height.
            out.append(direction == Sides.Direction.ACROSS ? ", style=dashed, weight=0, minlen=0" : "");
            out.append(strokes.edges().get(e) == Strokes.Stroke.DOTTED ? ", style=dotted];\n" : "];\n");
        }
        for (var line : strokes.memory()) {
            out.append("  ");
            name(model.nodes().get(line.base()).id());
            out.append(" -> ");
            name(model.nodes().get(line.view()).id());
            out.append(" [style=dotted, arrowhead=none, constraint=false];\n");
        }
    }

    /// Each operator on one height with what its gradient rule runs first. Where one node stands for several that
    /// repeat there may be no such heights, because turns need not begin at the same place in both passes, and
    /// then Graphviz gives up.
    private void pairs() throws IOException {
        if (model.nodes().stream().anyMatch(node -> node.attributes().containsKey("repeats"))) {
            return;
        }
        for (var pair : sides.pairs().entrySet()) {
            out.append("  {rank=same; ");
            name(pair.getKey());
            out.append("; ");
            name(pair.getValue());
            out.append(";}\n");
        }
    }

    /// An identifier may not start with a minus sign, so the id is quoted.
    private void name(long id) throws IOException {
        out.append("\"n").append(Long.toString(id)).append('"');
    }

    /// A quoted string. Graphviz reads escapes that start with a backslash and character entities that start with
    /// an ampersand even inside quotes; all other characters stand for themselves there.
    private void quote(String text) throws IOException {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> out.append(c);
            }
        }
        out.append('"');
    }
}
