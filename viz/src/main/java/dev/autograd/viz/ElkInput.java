package dev.autograd.viz;

import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.NodeKind;
import dev.autograd.graph.Strokes;
import dev.autograd.graph.Strokes.Stroke;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.elk.alg.layered.options.InternalProperties;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.math.KVector;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.options.SizeConstraint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/// A graph as the Eclipse Layout Kernel takes it: with the sizes of nodes, frames and labels, and how to lay it out.
final class ElkInput {
    /// Graphs of more nodes or edges are large: operands do not keep their order from left to right there, because
    /// that costs the cube of a layer's width.
    private static final int MOST_NODES = 500;

    private static final int MOST_EDGES = 1_000;
    private static final double MARGIN = 14;
    private static final double FRAME_MARGIN = 10;
    private static final double LINE_OF_LABEL = 1.15;

    private final GraphModel model;
    private final ElkNode root = ElkGraphUtil.createGraph();
    private final List<ElkNode> frames = new ArrayList<>();
    private final List<ElkNode> nodes = new ArrayList<>();
    private final List<ElkEdge> edges = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    /// A line between two nodes, which are given by their positions.
    ///
    /// @param label the text beside it; empty where there is none
    /// @param pointed whether it has a head
    record Line(int from, int to, Stroke stroke, boolean pointed, String label) {}

    /// What ELK is to lay out.
    ///
    /// @param columns the frames whose labels stand in a column of their own, which no line enters
    ElkInput(GraphModel model, Strokes strokes, Frames frames, BitSet columns) {
        this.model = model;
        set(root, new ElkPadding(MARGIN));
        if (!frames.all().isEmpty()) {
            root.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
        }
        for (int f = 0; f < frames.all().size(); f++) {
            frame(frames.all().get(f), columns.get(f));
        }
        for (int i = 0; i < model.nodes().size(); i++) {
            node(inside(frames.around(i)), model.nodes().get(i));
        }
        int[] from = model.sources();
        int[] to = model.targets();
        for (int e = 0; e < from.length; e++) {
            String label = model.edges().get(e).label();
            add(new Line(from[e], to[e], strokes.edges().get(e), true, label));
        }
        strokes.memory().forEach(line -> add(new Line(line.base(), line.view(), Stroke.DOTTED, false, "")));
    }

    /// Whether each look at the graph takes its time.
    static boolean isLarge(GraphModel model) {
        return model.nodes().size() > MOST_NODES || model.edges().size() > MOST_EDGES;
    }

    ElkNode root() {
        return root;
    }

    /// In the order of [Frames#all()].
    List<ElkNode> frames() {
        return frames;
    }

    /// In the order of the model.
    List<ElkNode> nodes() {
        return nodes;
    }

    /// Those of the edges in the order of the model, then those of [Strokes#memory()].
    List<Line> lines() {
        return lines;
    }

    /// In the order of [#lines()].
    List<ElkEdge> edges() {
        return edges;
    }

    /// How much the second outline of an output adds on each side.
    static double outside(GraphNode node) {
        return node.output() ? Drawing.DOUBLE_OUTLINE : 0;
    }

    private void set(ElkNode graph, ElkPadding padding) {
        graph.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        graph.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
        graph.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.POLYLINE);
        graph.setProperty(CoreOptions.PADDING, padding);
        graph.setProperty(CoreOptions.RANDOM_SEED, 1);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE, 22.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, 12.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 10.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_LABEL, 3.0);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 18.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 10.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 8.0);
        // Not the network simplex: it is narrower, but takes minutes where a shared parameter has thirty long edges.
        graph.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.BRANDES_KOEPF);
        if (!isLarge(model)) {
            graph.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.PREFER_EDGES);
        }
    }

    private ElkNode inside(int frame) {
        return frame == Frames.NONE ? root : frames.get(frame);
    }

    private void frame(Frames.Frame frame, boolean column) {
        var box = ElkGraphUtil.createNode(inside(frame.parent()));
        double width = FrameLabels.width(frame.label());
        double left = column ? width : FRAME_MARGIN;
        set(box, new ElkPadding(FrameLabels.HEIGHT + FRAME_MARGIN / 2, FRAME_MARGIN, FRAME_MARGIN, left));
        // Both numbers are read before ELK turns the graph from rightwards to downwards.
        box.setProperty(CoreOptions.NODE_SIZE_CONSTRAINTS, EnumSet.of(SizeConstraint.MINIMUM_SIZE));
        box.setProperty(CoreOptions.NODE_SIZE_MINIMUM, new KVector(0, width));
        // ELK sets this for the outermost graph alone, and reads it for all that keep an order.
        box.setProperty(InternalProperties.MAX_MODEL_ORDER_NODES, model.nodes().size());
        frames.add(box);
    }

    private void node(ElkNode parent, GraphNode node) {
        var box = ElkGraphUtil.createNode(parent);
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
        nodes.add(box);
    }

    private void add(Line line) {
        var edge = ElkGraphUtil.createSimpleEdge(nodes.get(line.from), nodes.get(line.to));
        var label = ElkGraphUtil.createLabel(line.label, edge);
        double height = line.label.isEmpty() ? 0 : Drawing.EDGE_TEXT * LINE_OF_LABEL;
        label.setDimensions(TextWidth.of(line.label, Drawing.EDGE_TEXT), height);
        label.setProperty(CoreOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
        // Where a view comes before its base, which files may say, the line between them is what leads up.
        edge.setProperty(LayeredOptions.PRIORITY_DIRECTION, line.pointed ? 10 : 0);
        edges.add(edge);
        lines.add(line);
    }
}
