package dev.autograd.graph.fusion;

import dev.autograd.graph.GraphModel;
import java.util.ArrayList;
import java.util.List;

/// A graph in which operations that could run as one are one node, and what that saves.
///
/// ```java
/// Fusion fusion = Fusion.of(model, FusionPattern.named());
/// String dot = fusion.graph().dot();                  // with nodes such as matmul+add+sigmoid
/// System.out.println(fusion.report());                // Number of nodes: 22 -> 14 ...
/// ```
///
/// Nothing is computed differently: this says what a compiler could merge.
///
/// @param graph the graph with groups merged; a merged node tells its [members][dev.autograd.graph.GraphNode#members()]
/// @param report the numbers before and after
public record Fusion(GraphModel graph, FusionReport report) {

    /// Applies the patterns one after another, each to all of the graph that the one before has left, in
    /// topological order. A merge takes two nodes with an edge between them, the earlier of which has that
    /// one use and is no output, so that it never makes a cycle or loses a result. Takes time linear in the
    /// size of the graph.
    ///
    /// @param patterns in the order in which they are to be applied, such as [FusionPattern#named()]
    public static Fusion of(GraphModel model, List<FusionPattern> patterns) {
        var graph = model;
        var applied = new ArrayList<FusionReport.Applied>();
        for (var pattern : patterns) {
            int before = graph.nodes().size();
            graph = FusionPass.of(graph, pattern);
            int count = before - graph.nodes().size();
            if (count > 0) {
                applied.add(new FusionReport.Applied(pattern, count));
            }
        }
        return new Fusion(
                graph,
                new FusionReport(
                        model.nodes().size(),
                        graph.nodes().size(),
                        model.edges().size(),
                        graph.edges().size(),
                        applied));
    }
}
