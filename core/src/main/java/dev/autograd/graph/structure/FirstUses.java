package dev.autograd.graph.structure;

import dev.autograd.graph.GraphModel;
import dev.autograd.graph.NodeKind;
import java.util.Arrays;

/// Where leaves are used first, in the order of the hierarchy. A parameter is at home there: in the layer that runs
/// forward with it, and not beside it because a gradient needs it too. Everything else that uses it comes later, so
/// that no cycle arises.
final class FirstUses {
    private final GraphModel model;
    private final int[] users; // by node; -1 where there is none

    private FirstUses(GraphModel model, int[] users) {
        this.model = model;
        this.users = users;
    }

    /// @param order all operations
    static FirstUses of(GraphModel model, Topology topology, int[] order) {
        int[] users = new int[model.nodes().size()];
        Arrays.fill(users, -1);
        for (int node : order) {
            for (int edge : topology.operands(node)) {
                int source = topology.source(edge);
                users[source] = users[source] < 0 ? node : users[source];
            }
        }
        return new FirstUses(model, users);
    }

    /// The operation that uses a node first, -1 where none does.
    int of(int node) {
        return users[node];
    }

    /// Whether a leaf lies where it is used first, however often it is used.
    boolean areHome(int leaf) {
        return model.nodes().get(leaf).kind() == NodeKind.PARAMETER && users[leaf] >= 0;
    }
}
