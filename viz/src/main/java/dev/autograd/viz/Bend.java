package dev.autograd.viz;

import dev.autograd.graph.NodeKind;
import dev.autograd.viz.Drawing.Point;
import java.util.ArrayList;
import java.util.List;

/// Makes the line of an edge out of the points that the layout gives.
final class Bend {
    private Bend() {}

    /// The edge that leaves the box of `from` at the first point, passes through the points, which never rise, and
    /// enters the box of `to` at the last one. Every piece starts and ends vertically, so the line has no corners
    /// and enters as its head points. An ellipse does not fill its box, so the line goes on to meet it.
    static Drawing.Edge edge(List<Point> points, Drawing.Node from, Drawing.Node to, Drawing.Text label) {
        var start =
                new Point(points.getFirst().x(), border(from, points.getFirst().x(), 1));
        var tip = new Point(points.getLast().x(), border(to, points.getLast().x(), -1) - outside(to));
        var curve = new ArrayList<Point>(3 * points.size());
        curve.add(points.getFirst());
        for (int i = 1; i < points.size(); i++) {
            var last = curve.getLast();
            // The head is drawn straight, so the curve stops short by its length.
            var next = i + 1 < points.size()
                    ? points.get(i)
                    : new Point(tip.x(), Math.max(last.y(), points.get(i).y() - Drawing.ARROW_LENGTH));
            double half = (next.y() - last.y()) / 2;
            curve.add(new Point(last.x(), last.y() + half));
            curve.add(new Point(next.x(), next.y() - half));
            curve.add(next);
        }
        return new Drawing.Edge(start, List.copyOf(curve), tip, label);
    }

    private static double outside(Drawing.Node node) {
        return node.node().output() ? Drawing.DOUBLE_OUTLINE : 0;
    }

    /// The height at which the outline of `node` lies above (`side` -1) or below (`side` 1) the middle, at `x`.
    private static double border(Drawing.Node node, double x, int side) {
        double middle = node.y() + node.height() / 2;
        double away = 1;
        if (node.node().kind().outline() == NodeKind.Outline.ELLIPSE) {
            double across = 2 * (x - node.x()) / node.width() - 1;
            away = Math.sqrt(Math.max(0, 1 - across * across));
        }
        return middle + side * away * node.height() / 2;
    }
}
