package dev.autograd.viz;

import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.Heat;
import dev.autograd.graph.NodeKind;
import dev.autograd.viz.Drawing.Point;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/// Lays a graph out from top to bottom in layers, after Sugiyama, by the Eclipse Layout Kernel
/// (<https://eclipse.dev/elk>).
final class LayeredLayout {
    private static final double MARGIN = 14;
    /// Up to here operands keep their order from left to right, which costs the cube of a layer's width.
    private static final int MOST_IN_ORDER = 500;
    private static final double LINE_OF_LABEL = 1.15;

    private LayeredLayout() {}

    /// The layout of `model`.
    ///
    /// @throws InterruptedIOException if this thread is interrupted; its flag stays set
    static Drawing of(GraphModel model) throws InterruptedIOException {
        var root = settings(model.nodes().size());
        var nodes = new ArrayList<ElkNode>(model.nodes().size());
        for (var node : model.nodes()) {
            nodes.add(box(root, node));
        }
        int[] from = model.sources();
        int[] to = model.targets();
        var edges = new ArrayList<ElkEdge>(from.length);
        for (int e = 0; e < from.length; e++) {
            edges.add(line(model.edges().get(e), nodes.get(from[e]), nodes.get(to[e])));
        }
        DeepStack.run(() -> new RecursiveGraphLayoutEngine().layout(root, new NullElkProgressMonitor()));
        return read(model, root, nodes, edges);
    }

    private static ElkNode settings(int nodes) {
        var root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.POLYLINE);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(MARGIN));
        root.setProperty(CoreOptions.RANDOM_SEED, 1);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, 22.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE, 12.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 10.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_LABEL, 3.0);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 18.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 10.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 8.0);
        // Not the network simplex: it is narrower, but takes minutes where a shared parameter has thirty long edges.
        root.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.BRANDES_KOEPF);
        if (nodes <= MOST_IN_ORDER) {
            root.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.PREFER_EDGES);
        }
        return root;
    }

    private static ElkNode box(ElkNode root, GraphNode node) {
        var box = ElkGraphUtil.createNode(root);
        var lines = Drawing.Node.lines(node);
        double textWidth = lines.stream()
                .mapToDouble(line -> TextWidth.of(line, Drawing.NODE_TEXT))
                .max()
                .orElse(0);
        double textHeight = lines.size() * Drawing.NODE_TEXT * Drawing.LINE_HEIGHT;
        double border = 2 * outside(node);
        if (node.kind().outline() == NodeKind.Outline.ELLIPSE) {
            // An ellipse around a box needs more room than the box; text is short in its upper and lower line.
            box.setDimensions(Math.max(46, textWidth * 1.2 + 16) + border, textHeight * 1.25 + 8 + border);
        } else {
            box.setDimensions(Math.max(40, textWidth + 18) + border, textHeight + 10 + border);
        }
        return box;
    }

    private static double outside(GraphNode node) {
        return node.output() ? Drawing.DOUBLE_OUTLINE : 0;
    }

    private static ElkEdge line(GraphEdge edge, ElkNode from, ElkNode to) {
        var line = ElkGraphUtil.createSimpleEdge(from, to);
        var label = ElkGraphUtil.createLabel(edge.label(), line);
        label.setDimensions(TextWidth.of(edge.label(), Drawing.EDGE_TEXT), Drawing.EDGE_TEXT * LINE_OF_LABEL);
        label.setProperty(CoreOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
        return line;
    }

    private static Drawing read(GraphModel model, ElkNode root, List<ElkNode> boxes, List<ElkEdge> lines) {
        var heat = Heat.of(model);
        var nodes = new ArrayList<Drawing.Node>(boxes.size());
        for (int i = 0; i < boxes.size(); i++) {
            var box = boxes.get(i);
            var node = model.nodes().get(i);
            double outside = outside(node);
            nodes.add(new Drawing.Node(
                    node,
                    box.getX() + outside,
                    box.getY() + outside,
                    box.getWidth() - 2 * outside,
                    box.getHeight() - 2 * outside,
                    heat.fill(node)));
        }
        int[] from = model.sources();
        int[] to = model.targets();
        var edges = new ArrayList<Drawing.Edge>(lines.size());
        for (int e = 0; e < lines.size(); e++) {
            edges.add(edge(lines.get(e), nodes.get(from[e]), nodes.get(to[e])));
        }
        return new Drawing(root.getWidth(), root.getHeight(), List.copyOf(nodes), List.copyOf(edges));
    }

    private static Drawing.Edge edge(ElkEdge line, Drawing.Node from, Drawing.Node to) {
        ElkEdgeSection section = line.getSections().getFirst();
        var points = new ArrayList<Point>();
        points.add(new Point(section.getStartX(), section.getStartY()));
        section.getBendPoints().forEach(bend -> points.add(new Point(bend.getX(), bend.getY())));
        points.add(new Point(section.getEndX(), section.getEndY()));
        ElkLabel label = line.getLabels().getFirst();
        var baseline = new Point(
                label.getX() + label.getWidth() / 2, label.getY() + label.getHeight() / 2 + 0.36 * Drawing.EDGE_TEXT);
        return Bend.edge(points, from, to, new Drawing.Text(label.getText(), baseline));
    }
}
