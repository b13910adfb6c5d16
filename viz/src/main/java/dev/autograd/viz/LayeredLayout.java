package dev.autograd.viz;

import dev.autograd.graph.GraphModel;
import dev.autograd.graph.Heat;
import dev.autograd.graph.Strokes;
import dev.autograd.viz.Drawing.Point;
import java.awt.geom.Rectangle2D;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;

/// Lays a graph out from top to bottom in layers, after Sugiyama, by the Eclipse Layout Kernel
/// (<https://eclipse.dev/elk>).
final class LayeredLayout {
    private final ElkInput placed;
    private final List<Drawing.Node> nodes;

    private LayeredLayout(GraphModel model, ElkInput placed) {
        this.placed = placed;
        this.nodes = nodes(model, placed.nodes());
    }

    /// The layout of `model`.
    ///
    /// @throws InterruptedIOException if this thread is interrupted; its flag stays set
    static Drawing of(GraphModel model) throws InterruptedIOException {
        var strokes = Strokes.of(model);
        var frames = Frames.of(model);
        // Of a large graph all labels get a column at once, rather than some in a second layout.
        var columns = new BitSet();
        columns.set(0, ElkInput.isLarge(model) ? frames.all().size() : 0);
        while (true) {
            var input = new ElkInput(model, strokes, frames, columns);
            DeepStack.run(() -> new RecursiveGraphLayoutEngine().layout(input.root(), new NullElkProgressMonitor()));
            var layout = new LayeredLayout(model, input);
            var edges = layout.edges();
            var labels = layout.labels(frames, edges);
            var crowded = labels.crowded();
            crowded.andNot(columns);
            if (crowded.isEmpty()) {
                double width = input.root().getWidth();
                return new Drawing(width, input.root().getHeight(), labels.frames(), layout.nodes, edges);
            }
            if (columns.isEmpty()) {
                columns.or(crowded);
            } else {
                columns.set(0, frames.all().size());
            }
        }
    }

    /// The corner of a frame or node, which ELK places relative to the frame around it.
    private static Point corner(ElkNode box) {
        double x = 0;
        double y = 0;
        for (var at = box; at.getParent() != null; at = at.getParent()) {
            x += at.getX();
            y += at.getY();
        }
        return new Point(x, y);
    }

    private static List<Drawing.Node> nodes(GraphModel model, List<ElkNode> boxes) {
        var heat = Heat.of(model);
        var nodes = new ArrayList<Drawing.Node>(boxes.size());
        for (int i = 0; i < boxes.size(); i++) {
            var box = boxes.get(i);
            var node = model.nodes().get(i);
            var corner = corner(box);
            double outside = ElkInput.outside(node);
            nodes.add(new Drawing.Node(
                    node,
                    corner.x() + outside,
                    corner.y() + outside,
                    box.getWidth() - 2 * outside,
                    box.getHeight() - 2 * outside,
                    heat.fill(node)));
        }
        return List.copyOf(nodes);
    }

    private List<Drawing.Edge> edges() {
        var edges = new ArrayList<Drawing.Edge>(placed.lines().size());
        for (int i = 0; i < placed.lines().size(); i++) {
            var line = placed.lines().get(i);
            var edge = placed.edges().get(i);
            edges.add(Bend.edge(line, points(edge), nodes.get(line.from()), nodes.get(line.to()), label(edge)));
        }
        return List.copyOf(edges);
    }

    private static List<Point> points(ElkEdge line) {
        var origin = corner(line.getContainingNode());
        ElkEdgeSection section = line.getSections().getFirst();
        var points = new ArrayList<Point>();
        points.add(new Point(origin.x() + section.getStartX(), origin.y() + section.getStartY()));
        section.getBendPoints()
                .forEach(bend -> points.add(new Point(origin.x() + bend.getX(), origin.y() + bend.getY())));
        points.add(new Point(origin.x() + section.getEndX(), origin.y() + section.getEndY()));
        return points;
    }

    private static Drawing.Text label(ElkEdge line) {
        var origin = corner(line.getContainingNode());
        ElkLabel label = line.getLabels().getFirst();
        double middle = origin.y() + label.getY() + label.getHeight() / 2;
        var baseline = new Point(origin.x() + label.getX() + label.getWidth() / 2, middle + 0.36 * Drawing.EDGE_TEXT);
        return new Drawing.Text(label.getText(), baseline);
    }

    private FrameLabels labels(Frames frames, List<Drawing.Edge> edges) {
        var boxes = new ArrayList<Rectangle2D>(placed.frames().size());
        for (var box : placed.frames()) {
            var corner = corner(box);
            boxes.add(new Rectangle2D.Double(corner.x(), corner.y(), box.getWidth(), box.getHeight()));
        }
        var labels = new FrameLabels(frames, boxes);
        for (int i = 0; i < edges.size(); i++) {
            labels.avoid(placed.lines().get(i).from(), placed.lines().get(i).to(), edges.get(i));
        }
        return labels;
    }
}
