package dev.autograd.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where in a list each node stands, by its id.
///
/// @param count how many nodes there are
/// @param byId the positions, or null where ids are positions: then a million nodes need no table
record NodePositions(int count, @Nullable Map<Long, Integer> byId) {

    static NodePositions of(List<GraphNode> nodes) {
        return new NodePositions(nodes.size(), areNumbered(nodes) ? null : byId(nodes));
    }

    private static boolean areNumbered(List<GraphNode> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).id() != i) {
                return false;
            }
        }
        return true;
    }

    private static Map<Long, Integer> byId(List<GraphNode> nodes) {
        var positions = HashMap.<Long, Integer>newHashMap(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            var node = nodes.get(i);
            var earlier = positions.put(node.id(), i);
            if (earlier != null) {
                throw new IllegalArgumentException(
                        "GraphModel: nodes " + earlier + " and " + i + " (" + VisibleText.line(node.label())
                                + ") both have the id " + node.id() + ", but every node needs an id of its own");
            }
        }
        return positions;
    }

    /// The position of a node that an edge names.
    int of(GraphEdge edge, long id) {
        var position = byId == null ? (id >= 0 && id < count ? Integer.valueOf((int) id) : null) : byId.get(id);
        if (position == null) {
            throw new IllegalArgumentException("GraphModel: the edge from " + edge.from() + " to " + edge.to()
                    + " names node " + id + ", but the graph has no node of that id");
        }
        return position;
    }

    /// The position of a node of the list.
    int of(GraphNode node) {
        return byId == null ? (int) node.id() : byId.getOrDefault(node.id(), -1);
    }
}
