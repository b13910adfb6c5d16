package dev.autograd.graph.structure;

import dev.autograd.graph.GraphModel;
import dev.autograd.graph.NodeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Who uses whom in a graph. Nodes and edges are numbered as they are listed.
public final class Topology {
    private final int[] sources;
    private final int[] targets;
    private final int[] uses;
    private final int[] lastUse;
    private final List<List<Integer>> operands;
    private final boolean[] leaves;

    private Topology(GraphModel model) {
        int count = model.nodes().size();
        sources = model.sources();
        targets = model.targets();
        uses = new int[count];
        lastUse = new int[count];
        operands = Stream.<List<Integer>>generate(ArrayList::new).limit(count).toList();
        for (int edge = 0; edge < sources.length; edge++) {
            uses[sources[edge]]++;
            lastUse[sources[edge]] = edge;
            operands.get(targets[edge]).add(edge);
        }
        var byNumber = Comparator.comparingInt(
                (Integer edge) -> model.edges().get(edge).input());
        operands.forEach(edges -> edges.sort(byNumber));
        leaves = new boolean[count];
        for (int node = 0; node < count; node++) {
            leaves[node] = model.nodes().get(node).kind() != NodeKind.OPERATION
                    && operands.get(node).isEmpty();
        }
    }

    /// That of a graph.
    public static Topology of(GraphModel model) {
        return new Topology(model);
    }

    /// The node that an edge comes from.
    public int source(int edge) {
        return sources[edge];
    }

    /// The node that an edge leads to.
    public int target(int edge) {
        return targets[edge];
    }

    /// Whether a node is a tensor that was given.
    public boolean isLeaf(int node) {
        return leaves[node];
    }

    /// How many edges leave a node.
    public int uses(int node) {
        return uses[node];
    }

    /// Whether exactly one edge leaves a node.
    public boolean isUsedOnce(int node) {
        return uses[node] == 1;
    }

    /// The last of the edges that leave a node; of one without any there is none to ask for.
    public int lastUse(int node) {
        return lastUse[node];
    }

    /// The edges that lead to a node, by the number of the operand.
    public List<Integer> operands(int node) {
        return operands.get(node);
    }

    /// All nodes, operands before what uses them: as they are listed, where they are listed so.
    public int[] order() {
        int[] order = new int[uses.length];
        int[] waiting = new int[uses.length]; // a stack of nodes, each an operand of the one below it
        int[] looked = new int[uses.length]; // at how many operands of a node
        boolean[] found = new boolean[uses.length];
        int count = 0;
        for (int node = 0; node < order.length; node++) {
            int depth = 0;
            if (!found[node]) {
                found[node] = true;
                waiting[depth++] = node;
            }
            while (depth > 0) {
                int top = waiting[depth - 1];
                List<Integer> edges = operands.get(top);
                if (looked[top] == edges.size()) {
                    order[count++] = top;
                    depth--;
                } else {
                    int operand = sources[edges.get(looked[top]++)];
                    if (!found[operand]) {
                        found[operand] = true;
                        waiting[depth++] = operand;
                    }
                }
            }
        }
        return order;
    }
}
