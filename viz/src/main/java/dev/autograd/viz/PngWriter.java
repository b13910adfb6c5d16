package dev.autograd.viz;

import dev.autograd.graph.NodeKind;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;

/// Paints a drawing as PNG, in the look of [SvgWriter].
final class PngWriter {
    /// Twice the normal size is sharp on today's screens.
    private static final double SCALE = 2;

    private static final float LINE_WIDTH = 1.1f;

    /// 40 million pixels take 160 MB while they are painted; larger pictures are painted smaller instead.
    static final double MOST_PIXELS = 40e6;

    private final Graphics2D canvas;

    private PngWriter(Graphics2D canvas) {
        this.canvas = canvas;
    }

    static byte[] bytes(Drawing drawing) throws IOException {
        double scale = Math.min(SCALE, Math.sqrt(MOST_PIXELS / (drawing.width() * drawing.height())));
        int width = (int) Math.max(1, Math.ceil(drawing.width() * scale));
        int height = (int) Math.max(1, Math.ceil(drawing.height() * scale));
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var canvas = Canvas.of(image);
        try {
            canvas.scale(scale, scale);
            new PngWriter(canvas).paint(drawing);
        } finally {
            canvas.dispose();
        }
        return Canvas.png(image);
    }

    private void paint(Drawing drawing) {
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        canvas.setStroke(new BasicStroke(1f));
        drawing.frames().forEach(this::frame);
        canvas.setColor(Color.decode(Drawing.LINE));
        drawing.edges().forEach(this::edge);
        canvas.setColor(Color.decode(Drawing.EDGE_INK));
        drawing.edges().forEach(edge -> text(edge.label(), Drawing.EDGE_TEXT));
        canvas.setStroke(new BasicStroke(1f));
        drawing.nodes().forEach(this::node);
    }

    private void frame(Drawing.Frame frame) {
        double corner = 2 * Drawing.FRAME_CORNER;
        var box = new RoundRectangle2D.Double(frame.x(), frame.y(), frame.width(), frame.height(), corner, corner);
        var fill = Color.decode(Drawing.FRAME_FILL);
        int opacity = (int) Math.round(255 * Drawing.FRAME_OPACITY);
        canvas.setColor(new Color(fill.getRed(), fill.getGreen(), fill.getBlue(), opacity));
        canvas.fill(box);
        canvas.setColor(Color.decode(Drawing.FRAME_LINE));
        canvas.draw(box);
        canvas.setColor(Color.decode(Drawing.FRAME_INK));
        text(frame.label(), Drawing.FRAME_TEXT);
    }

    private void edge(Drawing.Edge edge) {
        var line = new Path2D.Double();
        line.moveTo(edge.start().x(), edge.start().y());
        var curve = edge.curve();
        line.lineTo(curve.getFirst().x(), curve.getFirst().y());
        for (int i = 1; i + 2 < curve.size(); i += 3) {
            var end = curve.get(i + 2);
            line.curveTo(
                    curve.get(i).x(),
                    curve.get(i).y(),
                    curve.get(i + 1).x(),
                    curve.get(i + 1).y(),
                    end.x(),
                    end.y());
        }
        var neck = Arrows.neck(edge);
        line.lineTo(neck.x(), neck.y());
        canvas.setStroke(stroke(edge));
        canvas.draw(line);
        if (edge.pointed()) {
            head(edge);
        }
    }

    private static BasicStroke stroke(Drawing.Edge edge) {
        var dashes = edge.dashes();
        if (dashes.isEmpty()) {
            return new BasicStroke(LINE_WIDTH);
        }
        float[] lengths = {dashes.get(0).floatValue(), dashes.get(1).floatValue()};
        return new BasicStroke(LINE_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, lengths, 0);
    }

    private void head(Drawing.Edge edge) {
        var head = new Path2D.Double();
        head.moveTo(edge.tip().x(), edge.tip().y());
        Arrows.corners(edge).forEach(corner -> head.lineTo(corner.x(), corner.y()));
        head.closePath();
        canvas.fill(head);
    }

    private void node(Drawing.Node placed) {
        var outline = outline(placed, 0);
        canvas.setColor(Color.decode(placed.fill()));
        canvas.fill(outline);
        canvas.setColor(Color.decode(Drawing.OUTLINE));
        canvas.draw(outline);
        if (placed.node().output()) {
            canvas.draw(outline(placed, Drawing.DOUBLE_OUTLINE));
        }
        canvas.setColor(Color.decode(Drawing.NODE_INK));
        placed.texts().forEach(text -> text(text, Drawing.NODE_TEXT));
    }

    private static Shape outline(Drawing.Node box, double outside) {
        double x = box.x() - outside;
        double y = box.y() - outside;
        double width = box.width() + 2 * outside;
        double height = box.height() + 2 * outside;
        return box.node().kind().outline() == NodeKind.Outline.ELLIPSE
                ? new Ellipse2D.Double(x, y, width, height)
                : new RoundRectangle2D.Double(x, y, width, height, 6, 6);
    }

    private void text(Drawing.Text text, double size) {
        Canvas.centred(
                canvas, text.text(), size, text.baseline().x(), text.baseline().y());
    }
}
