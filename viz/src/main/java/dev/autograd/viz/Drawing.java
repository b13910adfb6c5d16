package dev.autograd.viz;

import dev.autograd.graph.GraphNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A graph with every part in its place. Lengths are in pixels at normal size, y grows downwards, the origin is at the
/// top left.
///
/// @param nodes in the order of the model
/// @param edges in the order of the model
record Drawing(double width, double height, List<Drawing.Node> nodes, List<Drawing.Edge> edges) {
    static final double NODE_TEXT = 13;
    static final double EDGE_TEXT = 10.5;
    static final double LINE_HEIGHT = 1.25;
    /// How far the second outline of an output lies outside the first.
    static final double DOUBLE_OUTLINE = 3.5;
    static final double ARROW_LENGTH = 7.5;
    static final double ARROW_HALF_WIDTH = 3;
    static final String OUTLINE = "#455A64";
    static final String LINE = "#78909C";
    static final String NODE_INK = "#212121";
    static final String EDGE_INK = "#757575";

    record Point(double x, double y) {}

    /// The lower end of a line of text, in the middle of its width.
    record Text(String text, Point baseline) {}

    /// A node, the box around its (first) outline, its colour and its text.
    record Node(GraphNode node, double x, double y, double width, double height, String fill) {
        /// The lines in a node; one that stands for several says for how many.
        static List<String> lines(GraphNode node) {
            String repeats = node.attributes().get("repeats");
            return repeats == null
                    ? node.lines()
                    : Stream.concat(node.lines().stream(), Stream.of("\u00D7 " + repeats))
                            .toList();
        }

        List<Text> texts() {
            var lines = lines(node);
            double step = NODE_TEXT * LINE_HEIGHT;
            // Letters without descenders look centred when 0.36 of the size lies below the middle.
            double first = y + height / 2 - step * (lines.size() - 1) / 2 + 0.36 * NODE_TEXT;
            return IntStream.range(0, lines.size())
                    .mapToObj(i -> new Text(lines.get(i), new Point(x + width / 2, first + step * i)))
                    .toList();
        }
    }

    /// An edge: from its start straight to the first point of the curve, which is `curve[0]`, then by cubic Bezier
    /// pieces of three points each, then straight to the tip of the arrow.
    record Edge(Point start, List<Point> curve, Point tip, Text label) {}
}
