package dev.autograd.graph;

import java.util.ArrayList;
import java.util.List;

/// How pictures draw the lines of a graph.
///
/// @param edges for each edge how its line is drawn
/// @param memory the lines that stand for no edge
public record Strokes(List<Stroke> edges, List<Memory> memory) {
    /// How a line is drawn.
    public enum Stroke {
        SOLID,
        /// The tensor goes from a forward pass to the backward pass beside it.
        DASHED,
        /// The result shows the memory of the operand.
        DOTTED
    }

    /// A dotted line without a head, between a view and the node whose memory it shows, where no edge joins them.
    ///
    /// @param base the position of that node
    /// @param view the position of the view
    public record Memory(int base, int view) {}

    /// Keeps copies of the lists.
    public Strokes {
        edges = List.copyOf(edges);
        memory = List.copyOf(memory);
    }

    /// The lines of a graph, in time linear in its size.
    public static Strokes of(GraphModel model) {
        return of(model, Sides.of(model));
    }

    static Strokes of(GraphModel model, Sides sides) {
        int[] targets = model.targets();
        var edges = new ArrayList<Stroke>(targets.length);
        var joined = new boolean[model.nodes().size()]; // the views that an edge leads to from their base
        for (int e = 0; e < targets.length; e++) {
            Long base = model.nodes().get(targets[e]).facts().base();
            boolean view = base != null && base == model.edges().get(e).from();
            joined[targets[e]] |= view;
            boolean across = sides.direction(e) == Sides.Direction.ACROSS;
            edges.add(view ? Stroke.DOTTED : across ? Stroke.DASHED : Stroke.SOLID);
        }
        var memory = new ArrayList<Memory>();
        for (int view = 0; view < joined.length; view++) {
            Long id = model.nodes().get(view).facts().base();
            int base = id == null || joined[view] ? -1 : sides.position(id);
            if (base >= 0 && base != view) {
                memory.add(new Memory(base, view));
            }
        }
        return new Strokes(edges, memory);
    }
}
