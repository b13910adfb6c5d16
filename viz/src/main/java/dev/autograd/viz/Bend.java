package dev.autograd.viz;

import dev.autograd.graph.NodeKind;
import dev.autograd.viz.Drawing.Point;
import java.util.ArrayList;
import java.util.List;

/// Makes the line of an edge out of the points that the layout gives.
final class Bend {
    private Bend() {}

    /// The edge that leaves the box of `from` at the first point, passes through the points, of which none lies
    /// above the one before, and enters the box of `to` at the last one. (A line may also lead upwards as a
    /// whole.) Every piece starts and ends vertically, so the line has no corners and enters as its head points.
    /// An ellipse does not fill its box, so the line goes on to meet it.
    static Drawing.Edge edge(
            ElkInput.Line line, List<Point> points, Drawing.Node from, Drawing.Node to, Drawing.Text label) {
        int down = points.getLast().y() >= points.getFirst().y() ? 1 : -1;
        var start =
                new Point(points.getFirst().x(), border(from, points.getFirst().x(), down));
        var tip = new Point(
                points.getLast().x(), border(to, points.getLast().x(), -down) - down * ElkInput.outside(to.node()));
        double head = line.pointed() ? Drawing.ARROW_LENGTH : 0;
        var curve = new ArrayList<Point>(3 * points.size());
        curve.add(points.getFirst());
        for (int i = 1; i < points.size(); i++) {
            var last = curve.getLast();
            // The head is drawn straight, so the curve stops short by its length.
            var next = i + 1 < points.size()
                    ? points.get(i)
                    : new Point(
                            tip.x(),
                            last.y() + down * Math.max(0, down * (points.get(i).y() - last.y()) - head));
            double half = (next.y() - last.y()) / 2;
            curve.add(new Point(last.x(), last.y() + half));
            curve.add(new Point(next.x(), next.y() - half));
            curve.add(next);
        }
        return new Drawing.Edge(line.stroke(), line.pointed(), start, List.copyOf(curve), tip, label);
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
