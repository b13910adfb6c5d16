package dev.autograd.viz;

import dev.autograd.viz.Drawing.Point;
import java.util.List;

/// The heads of edges.
final class Arrows {
    private Arrows() {}

    /// Where the line ends: under the head, a little before the tip, so that its blunt end does not stick out.
    static Point neck(Drawing.Edge edge) {
        return edge.pointed() ? behindTip(edge, Drawing.ARROW_LENGTH * 0.8, 0) : edge.tip();
    }

    /// The tip and the two corners behind it.
    static List<Point> corners(Drawing.Edge edge) {
        return List.of(
                edge.tip(),
                behindTip(edge, Drawing.ARROW_LENGTH, Drawing.ARROW_HALF_WIDTH),
                behindTip(edge, Drawing.ARROW_LENGTH, -Drawing.ARROW_HALF_WIDTH));
    }

    private static Point behindTip(Drawing.Edge edge, double back, double aside) {
        var tip = edge.tip();
        var before = edge.curve().getLast();
        double length = Math.hypot(tip.x() - before.x(), tip.y() - before.y());
        double alongX = length == 0 ? 0 : (tip.x() - before.x()) / length;
        double alongY = length == 0 ? 1 : (tip.y() - before.y()) / length;
        return new Point(tip.x() - alongX * back - alongY * aside, tip.y() - alongY * back + alongX * aside);
    }
}
