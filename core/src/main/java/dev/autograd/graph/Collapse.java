package dev.autograd.graph;

import dev.autograd.graph.ModuleRuns.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Merges the runs of modules below a depth into one node each.
final class Collapse {
    private final GraphModel model;
    private final int depth;
    private final ModuleRuns runs;
    private final int[] results; // of runs: the position of the operation whose result others use
    private final int[] parameters; // of runs: how many were taken in
    private final Map<Long, Long> ids = new HashMap<>(); // what became of nodes
    private final Map<List<String>, String> types = new HashMap<>();

    private Collapse(GraphModel model, int depth) {
        this.model = model;
        this.depth = depth;
        this.runs = ModuleRuns.of(model, depth);
        this.results = new int[runs.all().size()];
        this.parameters = new int[results.length];
        model.modules().forEach(module -> types.put(module.path(), module.type()));
    }

    static GraphModel of(GraphModel model, int depth) {
        if (depth < 0) {
            throw new IllegalArgumentException(
                    "collapsed: the number of levels that stay open must not be negative, but is " + depth);
        }
        var collapse = new Collapse(model, depth);
        collapse.findResults();
        return new GraphModel(
                collapse.nodes(),
                collapse.edges(),
                model.modules().stream()
                        .filter(module -> module.path().size() <= depth)
                        .toList());
    }

    /// Of each run the last operation that is used outside or asked for, or the last of all.
    private void findResults() {
        var leaves = new boolean[model.nodes().size()]; // a run, by its results
        for (int e = 0; e < runs.sources().length; e++) {
            int from = runs.sources()[e];
            leaves[from] |= runs.run(from) != runs.run(runs.targets()[e]);
        }
        for (int r = 0; r < results.length; r++) {
            var operations = runs.all().get(r).operations();
            results[r] = operations.getLast();
            for (int i = operations.size() - 1; i >= 0; i--) {
                int node = operations.get(i);
                if (leaves[node] || model.nodes().get(node).output()) {
                    results[r] = node;
                    break;
                }
            }
        }
        for (int i = 0; i < leaves.length; i++) {
            int run = runs.run(i);
            var node = model.nodes().get(i);
            ids.put(node.id(), run == ModuleRuns.NONE ? node.id() : idOf(run));
            if (run != ModuleRuns.NONE && node.kind() == NodeKind.PARAMETER) {
                parameters[run]++;
            }
        }
    }

    private long idOf(int run) {
        return model.nodes().get(results[run]).id();
    }

    private List<GraphNode> nodes() {
        Map<List<String>, Integer> counts = new HashMap<>();
        runs.all().forEach(run -> counts.merge(run.path(), 1, Integer::sum));
        Map<List<String>, Integer> seen = new HashMap<>();
        var written = new boolean[results.length];
        List<GraphNode> nodes = new ArrayList<>();
        for (int i = 0; i < model.nodes().size(); i++) {
            int run = runs.run(i);
            if (run == ModuleRuns.NONE) {
                nodes.add(alone(model.nodes().get(i)));
            } else if (!written[run]) {
                written[run] = true;
                var path = runs.all().get(run).path();
                int number = seen.merge(path, 1, Integer::sum);
                nodes.add(merged(run, counts.getOrDefault(path, 0) == 1 ? "" : ", part " + number));
            }
        }
        return nodes;
    }

    private GraphNode alone(GraphNode node) {
        var path = node.modulePath();
        var facts = node.facts();
        var placed = path.size() <= depth ? node : node.in(path.subList(0, depth));
        return facts.base() == null && facts.of() == null
                ? placed
                : placed.with(facts.toBuilder()
                        .base(now(facts.base()))
                        .of(now(facts.of()))
                        .build());
    }

    private @Nullable Long now(@Nullable Long id) {
        return id == null ? null : ids.getOrDefault(id, id);
    }

    /// One node for a run: with the id, shape and type of what it gives to others, and what it took all
    /// together.
    private GraphNode merged(int run, String part) {
        Run one = runs.all().get(run);
        List<GraphNode> operations = new ArrayList<>();
        for (int position : one.operations()) {
            operations.add(model.nodes().get(position));
        }
        List<GraphNode> members = new ArrayList<>();
        operations.forEach(node -> members.addAll(node.members().isEmpty() ? List.of(node) : node.members()));
        var result = model.nodes().get(results[run]);
        boolean output = operations.stream().anyMatch(GraphNode::output);
        var node = new GraphNode(
                result.id(),
                NodeKind.OPERATION,
                label(one, members.size()) + part,
                result.shape(),
                result.dtype(),
                output,
                one.path().subList(0, depth),
                Map.of(),
                OperatorFamily.OTHER,
                members,
                facts(operations, result));
        int taken = parameters[run];
        return taken == 0 ? node : node.with("parameters", Integer.toString(taken));
    }

    /// The module's name and type, and how many operations it stands for.
    private String label(Run run, int count) {
        String type = types.get(run.path());
        return String.join(".", run.path()) + (type == null ? "" : "\n" + type) + "\n" + count
                + (count == 1 ? " operation" : " operations");
    }

    private NodeFacts facts(List<GraphNode> operations, GraphNode result) {
        var together =
                NodeFacts.merged(operations.stream().map(GraphNode::facts).toList());
        var last = result.facts();
        return together.toBuilder()
                .bytes(last.bytes())
                .name(last.name())
                .values(last.values())
                .gradient(last.gradient())
                .callSite(null)
                .base(null)
                .of(owner(operations))
                .build();
    }

    /// What became of the nodes whose gradient rules ran the operations, if that is one node.
    private @Nullable Long owner(List<GraphNode> operations) {
        Long owner = null;
        for (var node : operations) {
            Long of = now(node.facts().of());
            if (of != null && owner != null && !of.equals(owner)) {
                return null;
            }
            owner = of == null ? owner : of;
        }
        return owner;
    }

    /// The edges between different nodes; what a module is given it is given once, however often it uses it
    /// inside.
    private List<GraphEdge> edges() {
        int[] inputs = new int[results.length];
        Set<Given> seen = new HashSet<>();
        List<GraphEdge> edges = new ArrayList<>();
        for (int e = 0; e < runs.sources().length; e++) {
            int from = runs.run(runs.sources()[e]);
            int to = runs.run(runs.targets()[e]);
            if (to != ModuleRuns.NONE && (from == to || !seen.add(new Given(runs.sources()[e], to)))) {
                continue;
            }
            var edge = model.edges().get(e);
            edges.add(new GraphEdge(
                    ids.getOrDefault(edge.from(), edge.from()),
                    ids.getOrDefault(edge.to(), edge.to()),
                    to == ModuleRuns.NONE ? edge.input() : inputs[to]++,
                    edge.shape(),
                    edge.dtype()));
        }
        return edges;
    }

    /// A value that a run is given.
    private record Given(int node, int run) {}
}
