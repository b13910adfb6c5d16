package dev.autograd.viz;

import dev.autograd.graph.GraphModel;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// What is wrong with the places in a drawing.
final class Geometry {
    private static final double NEAR = 0.01;

    private final GraphModel model;
    private final Drawing drawing;
    private final Frames frames;
    private final List<String> wrong = new ArrayList<>();

    private Geometry(GraphModel model, Drawing drawing) {
        this.model = model;
        this.drawing = drawing;
        this.frames = Frames.of(model);
    }

    /// Frames beside each other keep apart and lie in those around them, nodes lie in their own frames and in no
    /// other,
    /// labels of frames lie in these and on no line, and lines begin and end at their nodes.
    static List<String> misplaced(GraphModel model, Drawing drawing) {
        var geometry = new Geometry(model, drawing);
        geometry.frames();
        geometry.nodes();
        geometry.labels();
        geometry.lines();
        return geometry.wrong;
    }

    private void frames() {
        var sheet = new Rectangle2D.Double(0, 0, drawing.width(), drawing.height());
        for (int f = 0; f < drawing.frames().size(); f++) {
            int parent = frames.all().get(f).parent();
            var around = parent == Frames.NONE ? sheet : box(drawing.frames().get(parent));
            check(around.contains(box(drawing.frames().get(f))), "frame %s sticks out", f);
            for (int other = 0; other < f; other++) {
                if (frames.all().get(other).parent() == parent) {
                    check(
                            !box(drawing.frames().get(f))
                                    .intersects(box(drawing.frames().get(other))),
                            "frames %s and %s overlap",
                            f,
                            other);
                }
            }
        }
    }

    private void nodes() {
        for (int n = 0; n < drawing.nodes().size(); n++) {
            var around = around(n);
            for (int f = 0; f < drawing.frames().size(); f++) {
                var frame = box(drawing.frames().get(f));
                if (around.contains(f)) {
                    check(frame.contains(box(n)), "node %s sticks out of frame %s", n, f);
                } else {
                    check(!frame.intersects(box(n)), "node %s lies over frame %s", n, f);
                }
            }
            for (int other = 0; other < n; other++) {
                check(!box(n).intersects(box(other)), "nodes %s and %s overlap", n, other);
            }
        }
    }

    private List<Integer> around(int node) {
        var around = new ArrayList<Integer>();
        for (int f = frames.around(node);
                f != Frames.NONE;
                f = frames.all().get(f).parent()) {
            around.add(f);
        }
        return around;
    }

    private void labels() {
        for (int f = 0; f < drawing.frames().size(); f++) {
            var frame = drawing.frames().get(f);
            double width = TextWidth.of(frame.label().text(), Drawing.FRAME_TEXT);
            double top = frame.label().baseline().y() - 0.75 * Drawing.FRAME_TEXT;
            var label =
                    new Rectangle2D.Double(frame.label().baseline().x() - width / 2, top, width, Drawing.FRAME_TEXT);
            check(box(frame).contains(label), "the label of frame %s sticks out", f);
            for (int n = 0; n < drawing.nodes().size(); n++) {
                check(!label.intersects(box(n)), "the label of frame %s lies over node %s", f, n);
            }
            for (int inner = f + 1; inner < drawing.frames().size(); inner++) {
                check(
                        frames.all().get(inner).parent() != f
                                || !label.intersects(box(drawing.frames().get(inner))),
                        "the label of frame %s lies over frame %s",
                        f,
                        inner);
            }
            for (int e = 0; e < drawing.edges().size(); e++) {
                check(!passes(drawing.edges().get(e), label), "the label of frame %s lies over line %s", f, e);
            }
        }
    }

    private void lines() {
        int[] sources = model.sources();
        int[] targets = model.targets();
        for (int e = 0; e < sources.length; e++) {
            var edge = drawing.edges().get(e);
            check(meets(edge.start(), sources[e]), "edge %s does not begin at its node", e);
            check(meets(edge.tip(), targets[e]), "edge %s does not end at its node", e);
            check(edge.tip().y() > edge.start().y(), "edge %s leads up", e);
            for (int n = 0; n < drawing.nodes().size(); n++) {
                check(
                        n == sources[e] || n == targets[e] || !passes(edge, box(n)),
                        "edge %s runs through node %s",
                        e,
                        n);
            }
        }
    }

    private boolean meets(Drawing.Point point, int node) {
        var box = box(node);
        double outside = ElkInput.outside(model.nodes().get(node));
        return point.x() > box.getMinX() - NEAR
                && point.x() < box.getMaxX() + NEAR
                && point.y() > box.getMinY() - outside - NEAR
                && point.y() < box.getMaxY() + outside + NEAR;
    }

    private void check(boolean right, String complaint, Object... numbers) {
        if (!right) {
            wrong.add(String.format(complaint, numbers));
        }
    }

    private Rectangle2D box(int node) {
        var placed = drawing.nodes().get(node);
        return new Rectangle2D.Double(placed.x(), placed.y(), placed.width(), placed.height());
    }

    private static Rectangle2D box(Drawing.Frame frame) {
        return new Rectangle2D.Double(frame.x(), frame.y(), frame.width(), frame.height());
    }

    /// Whether the line of an edge passes a box.
    static boolean passes(Drawing.Edge edge, Rectangle2D box) {
        var curve = edge.curve();
        for (int i = 0; i + 3 < curve.size(); i += 3) {
            for (double t = 0; t <= 1; t += 1.0 / 64) {
                var point = bezier(curve.subList(i, i + 4), t);
                if (box.contains(point.x(), point.y())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Drawing.Point bezier(List<Drawing.Point> p, double t) {
        double[] weights = {(1 - t) * (1 - t) * (1 - t), 3 * t * (1 - t) * (1 - t), 3 * t * t * (1 - t), t * t * t};
        double x = 0;
        double y = 0;
        for (int i = 0; i < 4; i++) {
            x += weights[i] * p.get(i).x();
            y += weights[i] * p.get(i).y();
        }
        return new Drawing.Point(x, y);
    }
}
