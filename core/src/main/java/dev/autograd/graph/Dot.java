package dev.autograd.graph;

import java.util.Locale;

/// Writes a graph in the DOT language of Graphviz (<https://graphviz.org/doc/info/lang.html>).
public final class Dot {
    private static final String HEADER = """
            digraph computation {
              graph [rankdir=TB, bgcolor=white, nodesep=0.3, ranksep=0.45, fontname="Helvetica,Arial,sans-serif"];
              node [style=filled, color="#455A64", fontname="Helvetica,Arial,sans-serif", fontsize=12, fontcolor="#212121", height=0.38, margin="0.13,0.06"];
              edge [color="#78909C", fontname="Helvetica,Arial,sans-serif", fontsize=10, fontcolor="#757575", arrowsize=0.7];
            """;

    private Dot() {}

    /// The graph as DOT text, top to bottom: parameters as green ellipses, other leaves as grey ones, operations as
    /// blue boxes, outputs with a double outline, the shape of what flows beside each edge. Equal models give equal
    /// text, whatever the locale, and the time taken is linear in the size of the graph.
    public static String text(GraphModel model) {
        var out = new StringBuilder(
                HEADER.length() + 120 * (model.nodes().size() + model.edges().size()));
        out.append(HEADER);
        for (var node : model.nodes()) {
            node(out, node);
        }
        for (var edge : model.edges()) {
            out.append("  ");
            name(out, edge.from()).append(" -> ");
            name(out, edge.to()).append(" [label=");
            quote(out, " " + edge.label()).append("];\n");
        }
        return out.append("}\n").toString();
    }

    private static void node(StringBuilder out, GraphNode node) {
        var kind = node.kind();
        name(out.append("  "), node.id()).append(" [shape=");
        out.append(kind.outline().name().toLowerCase(Locale.ROOT));
        out.append(", fillcolor=\"").append(kind.fill()).append("\", label=");
        quote(out, String.join("\n", node.lines())).append(", tooltip=");
        quote(out, node.tooltip());
        if (node.output()) {
            out.append(", peripheries=2");
        }
        out.append("];\n");
    }

    /// An identifier may not start with a minus sign, so the id is quoted.
    private static StringBuilder name(StringBuilder out, long id) {
        return out.append("\"n").append(id).append('"');
    }

    /// A quoted string. Graphviz reads escapes that start with a backslash and character entities that start with
    /// an ampersand even inside quotes; all other characters stand for themselves there.
    private static StringBuilder quote(StringBuilder out, String text) {
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
        return out.append('"');
    }
}
