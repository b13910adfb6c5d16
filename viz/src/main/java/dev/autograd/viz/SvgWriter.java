package dev.autograd.viz;

import dev.autograd.graph.NodeKind;

/// Writes a drawing of a graph as SVG.
final class SvgWriter {
    private final Svg svg = new Svg();

    private SvgWriter() {}

    static String text(Drawing drawing) {
        var writer = new SvgWriter();
        writer.svg.open(drawing.width(), drawing.height());
        return writer.write(drawing);
    }

    /// For an HTML page, on its ground.
    static String inline(Drawing drawing, String label) {
        var writer = new SvgWriter();
        writer.svg.openInline("graph", label, drawing.width(), drawing.height());
        return writer.write(drawing);
    }

    private String write(Drawing drawing) {
        if (!drawing.frames().isEmpty()) {
            svg.add(
                    "<g stroke=\"%s\" font-size=\"%s\" text-anchor=\"middle\">\n",
                    Drawing.FRAME_LINE, Drawing.FRAME_TEXT);
            drawing.frames().forEach(this::frame);
            svg.add("</g>\n");
        }
        svg.add("<g fill=\"none\" stroke=\"%s\" stroke-width=\"1.1\">\n", Drawing.LINE);
        drawing.edges().forEach(this::line);
        svg.add("</g>\n<g fill=\"%s\">\n", Drawing.LINE);
        drawing.edges().stream().filter(Drawing.Edge::pointed).forEach(this::arrow);
        svg.add("</g>\n<g fill=\"%s\" font-size=\"%s\" text-anchor=\"middle\">\n", Drawing.EDGE_INK, Drawing.EDGE_TEXT);
        drawing.edges().forEach(edge -> label(edge.label()));
        svg.add(
                "</g>\n<g stroke=\"%s\" font-size=\"%s\" text-anchor=\"middle\">\n",
                Drawing.OUTLINE, Drawing.NODE_TEXT);
        drawing.nodes().forEach(this::node);
        return svg.add("</g>\n").close();
    }

    private void frame(Drawing.Frame frame) {
        svg.add("<g><title>%s</title>", frame.tooltip());
        svg.add(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" fill=\"%s\" fill-opacity=\"%s\"/>",
                frame.x(),
                frame.y(),
                frame.width(),
                frame.height(),
                Drawing.FRAME_CORNER,
                Drawing.FRAME_FILL,
                Drawing.FRAME_OPACITY);
        svg.add("<g fill=\"%s\" stroke=\"none\">", Drawing.FRAME_INK);
        label(frame.label());
        svg.add("</g></g>\n");
    }

    private void line(Drawing.Edge edge) {
        svg.add("<path ");
        if (!edge.dashes().isEmpty()) {
            svg.add(
                    "stroke-dasharray=\"%s %s\" ",
                    edge.dashes().get(0), edge.dashes().get(1));
        }
        svg.add("d=\"M%s L", edge.start());
        for (int i = 0; i < edge.curve().size(); i++) {
            svg.add(i == 0 ? "%s" : i % 3 == 1 ? " C%s" : " %s", edge.curve().get(i));
        }
        svg.add(" L%s\"/>\n", Arrows.neck(edge));
    }

    private void arrow(Drawing.Edge edge) {
        var corners = Arrows.corners(edge);
        svg.add("<path d=\"M%s L%s L%sZ\"/>\n", corners.get(0), corners.get(1), corners.get(2));
    }

    private void node(Drawing.Node placed) {
        svg.add("<g><title>%s</title>", placed.node().tooltip());
        outline(placed, 0, placed.fill());
        if (placed.node().output()) {
            outline(placed, Drawing.DOUBLE_OUTLINE, "none");
        }
        svg.add("<g fill=\"%s\" stroke=\"none\">", Drawing.NODE_INK);
        placed.texts().forEach(this::label);
        svg.add("</g></g>\n");
    }

    private void outline(Drawing.Node box, double outside, String fill) {
        double halfWidth = box.width() / 2 + outside;
        double halfHeight = box.height() / 2 + outside;
        double x = box.x() + box.width() / 2;
        double y = box.y() + box.height() / 2;
        if (box.node().kind().outline() == NodeKind.Outline.ELLIPSE) {
            svg.add(
                    "<ellipse cx=\"%s\" cy=\"%s\" rx=\"%s\" ry=\"%s\" fill=\"%s\"/>",
                    x, y, halfWidth, halfHeight, fill);
        } else {
            svg.add(
                    "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"3\" fill=\"%s\"/>",
                    x - halfWidth, y - halfHeight, 2 * halfWidth, 2 * halfHeight, fill);
        }
    }

    private void label(Drawing.Text text) {
        if (!text.text().isEmpty()) {
            svg.add(
                    "<text x=\"%s\" y=\"%s\">%s</text>",
                    text.baseline().x(), text.baseline().y(), text.text());
        }
    }
}
