package dev.autograd.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The nodes of a graph by their modules, which may stand inside one another.
final class Clusters {
    private final Cluster root;

    /// A module with the nodes directly in it, and the modules inside; the graph itself has no path.
    record Cluster(GraphModule module, List<GraphNode> nodes, Map<String, Cluster> inside) {
        Cluster(List<String> path, String type) {
            this(new GraphModule(path, type), new ArrayList<>(), new LinkedHashMap<>());
        }
    }

    private Clusters(Cluster root) {
        this.root = root;
    }

    static Clusters of(GraphModel model) {
        var types = new HashMap<List<String>, String>();
        model.modules().forEach(module -> types.put(module.path(), module.type()));
        var root = new Cluster(List.of(), "");
        var known = new HashMap<List<String>, Cluster>();
        for (var node : model.nodes()) {
            var path = node.modulePath();
            var cluster = path.isEmpty() ? root : known.computeIfAbsent(path, _ -> find(root, path, types));
            cluster.nodes().add(node);
        }
        return new Clusters(root);
    }

    private static Cluster find(Cluster root, List<String> path, Map<List<String>, String> types) {
        var cluster = root;
        for (int length = 1; length <= path.size(); length++) {
            var inner = path.subList(0, length);
            cluster = cluster.inside()
                    .computeIfAbsent(inner.getLast(), _ -> new Cluster(inner, types.getOrDefault(inner, "")));
        }
        return cluster;
    }

    /// The graph itself.
    Cluster root() {
        return root;
    }

    /// The modules directly in one.
    static Collection<Cluster> inside(Cluster cluster) {
        return cluster.inside().values();
    }
}
