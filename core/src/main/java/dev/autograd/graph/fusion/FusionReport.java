package dev.autograd.graph.fusion;

import java.util.List;
import java.util.Locale;

/// What [Fusion] made of a graph, in numbers; [#toString()] is the report as text.
///
/// @param nodesBefore the number of nodes of the graph as it was
/// @param nodesAfter the number of nodes with groups merged
/// @param edgesBefore the number of uses of tensors in the graph as it was
/// @param edgesAfter the number of uses of tensors between groups
/// @param patterns the patterns that were found, in the order in which they were applied
public record FusionReport(int nodesBefore, int nodesAfter, int edgesBefore, int edgesAfter, List<Applied> patterns) {

    /// Keeps a copy of the list.
    public FusionReport {
        patterns = List.copyOf(patterns);
    }

    /// A pattern that was found.
    ///
    /// @param pattern which
    /// @param count how often: each time two nodes became one
    public record Applied(FusionPattern pattern, int count) {}

    /// The part of the nodes that is left, 1 where there were none.
    public double nodeRatio() {
        return ratio(nodesBefore, nodesAfter);
    }

    /// The part of the edges that is left, 1 where there were none.
    public double edgeRatio() {
        return ratio(edgesBefore, edgesAfter);
    }

    private static double ratio(int before, int after) {
        return before == 0 ? 1 : (double) after / before;
    }

    /// The numbers before and after, the ratios, and a line for each pattern that was found.
    @Override
    public String toString() {
        var text = new StringBuilder();
        text.append("Number of nodes: ").append(nodesBefore).append(" -> ").append(nodesAfter);
        text.append("\nNumber of edges: ").append(edgesBefore).append(" -> ").append(edgesAfter);
        text.append(String.format(Locale.ROOT, "\nRatio of nodes: %.3f", nodeRatio()));
        text.append(String.format(Locale.ROOT, "\nRatio of edges: %.3f", edgeRatio()));
        text.append("\nPatterns applied: ")
                .append(patterns.stream().mapToInt(Applied::count).sum());
        for (Applied applied : patterns) {
            text.append("\n  ").append(applied.pattern().label()).append(": ").append(applied.count());
        }
        return text.toString();
    }
}
