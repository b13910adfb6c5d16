package dev.autograd.graph;

import dev.autograd.graph.structure.Folding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;

/// An immutable picture of a computation: its tensors, and which of them was computed from which. Nodes and edges keep
/// the order in which they were given, and pictures follow it, so equal models give equal pictures.
///
/// @param nodes the tensors; each once, however often it is used
/// @param edges the uses of tensors by operators; edges lead from an operand to its result and never form a cycle
/// @param modules what is known of the modules that nodes name in their paths; some or all may be missing
public record GraphModel(List<GraphNode> nodes, List<GraphEdge> edges, List<GraphModule> modules) {

    /// Checks and keeps what is given, in time linear in its size.
    ///
    /// @throws IllegalArgumentException if two nodes have one id, if an edge names a node that is not there,
    ///                                  or if the edges form a cycle
    public GraphModel {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        modules = List.copyOf(modules);
        requireAcyclic(nodes, edges);
    }

    /// A graph of whose modules nothing is known but their names.
    ///
    /// @throws IllegalArgumentException as above
    public GraphModel(List<GraphNode> nodes, List<GraphEdge> edges) {
        this(nodes, edges, List.of());
    }

    /// This graph with the modules below a depth merged into one node each: its label says the module's name
    /// and type and how many operations it stands for, which are its [GraphNode#members()]; edges between
    /// what remains stay. A parameter goes into the node in which all its uses are. Where something outside
    /// of a module reads its results and gives others back to it, the module becomes several nodes, so that
    /// no cycle comes about. Takes time linear in the size of the graph.
    ///
    /// ```java
    /// model.collapsed(0);  // each outermost module is one node
    /// model.collapsed(1);  // outermost modules are open, and those inside are one node each
    /// ```
    ///
    /// @param depth how many levels of modules stay open; `forward` and `backward`, where there are such, are
    ///     a level
    /// @throws IllegalArgumentException when that is negative
    public GraphModel collapsed(int depth) {
        return Collapse.of(this, depth);
    }

    /// This graph with structure that repeats, such as the equal layers of a network, drawn once: of each
    /// [dev.autograd.graph.structure.Repeat] the nodes of the first turn stay, inside a module such as `0 …
    /// 47 × 48`, and their attribute `repeats` says for how many they stand. Takes time about linear in the
    /// size of the graph.
    public GraphModel foldedRepeats() {
        return Folding.of(this);
    }

    /// The graph in Graphviz's language.
    public String dot() {
        return Dot.text(this);
    }

    /// The graph as a flow chart in the language of Mermaid, which pages of documentation draw.
    public String mermaid() {
        return Mermaid.text(this);
    }

    /// The graph as JSON text, as [#save] writes it into a `.json` file and [dev.autograd.io.GraphFile#read] reads
    /// it.
    public String json() {
        return GraphJson.text(this);
    }

    /// Draws the graph into a file, in the format of its suffix.
    ///
    /// @throws IllegalArgumentException when no renderer knows the suffix
    /// @throws IOException when the file cannot be written; nothing is left under its name then
    public void save(Path file) throws IOException {
        GraphRenderer.save(this, file);
    }

    /// For each edge the position in [#nodes] of the node it comes from: a fresh array.
    public int[] sources() {
        return ends(nodes, edges, GraphEdge::from);
    }

    /// For each edge the position in [#nodes] of the node it leads to: a fresh array.
    public int[] targets() {
        return ends(nodes, edges, GraphEdge::to);
    }

    private static int[] ends(List<GraphNode> nodes, List<GraphEdge> edges, ToLongFunction<GraphEdge> end) {
        var positions = NodePositions.of(nodes);
        int[] ends = new int[edges.size()];
        for (int e = 0; e < ends.length; e++) {
            ends[e] = positions.of(edges.get(e), end.applyAsLong(edges.get(e)));
        }
        return ends;
    }

    /// Takes away nodes whose operands are all gone (Kahn 1962); what cannot be taken away lies on or behind a
    /// cycle.
    private static void requireAcyclic(List<GraphNode> nodes, List<GraphEdge> edges) {
        int[] from = ends(nodes, edges, GraphEdge::from);
        int[] to = ends(nodes, edges, GraphEdge::to);
        int[] waitingFor = new int[nodes.size()];
        int[] firstUse = new int[nodes.size() + 1];
        for (int e = 0; e < edges.size(); e++) {
            waitingFor[to[e]]++;
            firstUse[from[e] + 1]++;
        }
        for (int i = 0; i < nodes.size(); i++) {
            firstUse[i + 1] += firstUse[i];
        }
        int[] uses = new int[edges.size()];
        int[] filled = firstUse.clone();
        for (int e = 0; e < edges.size(); e++) {
            uses[filled[from[e]]++] = to[e];
        }
        int[] ready = new int[nodes.size()];
        int count = 0;
        for (int i = 0; i < nodes.size(); i++) {
            if (waitingFor[i] == 0) {
                ready[count++] = i;
            }
        }
        for (int next = 0; next < count; next++) {
            int node = ready[next];
            for (int u = firstUse[node]; u < firstUse[node + 1]; u++) {
                if (--waitingFor[uses[u]] == 0) {
                    ready[count++] = uses[u];
                }
            }
        }
        for (int i = 0; count < nodes.size() && i < nodes.size(); i++) {
            if (waitingFor[i] > 0) {
                throw new IllegalArgumentException(
                        "GraphModel: node " + nodes.get(i).id() + " ("
                                + VisibleText.line(nodes.get(i).label())
                                + ") depends on a cycle of edges, but a computation has none");
            }
        }
    }
}
