package dev.autograd.viz;

import dev.autograd.graph.GraphNode;
import dev.autograd.graph.Strokes.Stroke;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A graph with every part in its place. Lengths are in pixels at normal size, y grows downwards, the origin is at the
/// top left.
///
/// @param frames around modules, outer ones before those in them
/// @param nodes in the order of the model
/// @param edges in the order of the model; lines that stand for no edge follow
record Drawing(
        double width, double height, List<Drawing.Frame> frames, List<Drawing.Node> nodes, List<Drawing.Edge> edges) {
    static final double NODE_TEXT = 13;
    static final double EDGE_TEXT = 10.5;
    static final double FRAME_TEXT = 11;
    static final double LINE_HEIGHT = 1.25;
    /// How far the second outline of an output lies outside the first.
    static final double DOUBLE_OUTLINE = 3.5;
    static final double ARROW_LENGTH = 7.5;
    static final double ARROW_HALF_WIDTH = 3;
    static final String OUTLINE = "#455A64";
    static final String LINE = "#78909C";
    static final String NODE_INK = "#212121";
    static final String EDGE_INK = "#757575";
    static final String FRAME_LINE = "#90A4AE";
    static final String FRAME_INK = "#546E7A";
    static final String FRAME_FILL = "#78909C";
    /// Frames within frames get darker.
    static final double FRAME_OPACITY = 0.09;
    static final double FRAME_CORNER = 6;

    record Point(double x, double y) {}

    /// The lower end of a line of text, in the middle of its width.
    record Text(String text, Point baseline) {}

    /// The box around a module, what is written at its upper edge, and what it shows on hovering over it.
    record Frame(double x, double y, double width, double height, Text label, String tooltip) {}

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
    ///
    /// @param pointed whether it has an arrow
    record Edge(Stroke stroke, boolean pointed, Point start, List<Point> curve, Point tip, Text label) {
        /// The lengths of dots or dashes and of the gaps between them; none for a line without gaps.
        List<Double> dashes() {
            return switch (stroke) {
                case SOLID -> List.of();
                case DASHED -> List.of(5.0, 4.0);
                case DOTTED -> List.of(1.5, 3.0);
            };
        }
    }
}
