package dev.autograd.graph.structure;

import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphModule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Gathers operations by the modules that they were made in, from the outermost to the innermost, so that the groups of
/// each level have no cycle.
final class ModuleGroups {
    private final GraphModel model;
    private final Topology topology;
    private final Draft draft = new Draft();
    private final Map<List<String>, String> types = new HashMap<>();
    private final int[] itemOf; // of a node, the number of its item within the group that is being cut
    private final int[] cut; // of a node, that group
    private final boolean[] afterRules; // of a node, whether a gradient rule gave it or something that it is made of
    private final Deque<Work> waiting = new ArrayDeque<>();

    /// A group whose operations, in topological order, are to be cut into items.
    ///
    /// @param path the names of the modules around it and its own
    private record Work(int group, List<String> path, int[] nodes) {}

    private ModuleGroups(GraphModel model, Topology topology, int[] order) {
        this.model = model;
        this.topology = topology;
        itemOf = new int[model.nodes().size()];
        cut = new int[model.nodes().size()];
        afterRules = new boolean[cut.length];
        Arrays.fill(cut, -1);
        for (int node : order) {
            afterRules[node] = model.nodes().get(node).facts().of() != null
                    || topology.operands(node).stream().anyMatch(edge -> afterRules[topology.source(edge)]);
        }
        for (GraphModule module : model.modules()) {
            types.put(module.path(), module.type());
        }
    }

    static Draft of(GraphModel model, Topology topology, int[] order) {
        var groups = new ModuleGroups(model, topology, order);
        int[] operations =
                Arrays.stream(order).filter(node -> !topology.isLeaf(node)).toArray();
        int all = groups.draft.add(new Group(-1, Group.Kind.GRAPH, "", "", 0));
        groups.waiting.add(new Work(all, List.of(), operations));
        while (!groups.waiting.isEmpty()) {
            groups.cut(groups.waiting.remove());
        }
        return groups.draft;
    }

    /// A part of a group: the nodes of one module, or one node in none.
    ///
    /// @param name of the module
    /// @param call which of its calls it is, 0 for all of them
    private record Item(@Nullable String name, int call, IntList nodes) {
        Item(@Nullable String name, int call) {
            this(name, call, new IntList());
        }
    }

    private void cut(Work work) {
        List<Item> items = items(work);
        int[] order = peeled(links(work, items));
        if (order.length < items.size()) {
            items = withoutCycles(work, items);
            order = peeled(links(work, items));
        }
        int[] held = new int[order.length];
        for (int i = 0; i < held.length; i++) {
            Item item = items.get(order[i]);
            held[i] = item.name == null ? item.nodes.get(0) : Draft.item(module(work, item, item.name));
        }
        draft.hold(work.group, held);
    }

    private int module(Work work, Item item, String name) {
        List<String> path = new ArrayList<>(work.path);
        path.add(name);
        String type = types.getOrDefault(path, "");
        int group = draft.add(new Group(work.group, Group.Kind.MODULE, name, type, item.call));
        waiting.add(new Work(group, path, item.nodes.toArray()));
        return group;
    }

    private List<Item> items(Work work) {
        List<Item> items = new ArrayList<>();
        Map<String, Integer> modules = new HashMap<>();
        int depth = work.path.size();
        for (int node : work.nodes) {
            List<String> path = model.nodes().get(node).modulePath();
            if (path.size() > depth) {
                put(node, modules.computeIfAbsent(path.get(depth), name -> add(items, new Item(name, 0))), items, work);
            } else {
                put(node, add(items, new Item(null, 0)), items, work);
            }
        }
        return items;
    }

    /// Items of which each cycle is one no more. Sums of gradients on a cycle with one module join that. Otherwise
    /// modules are cut where another item of the cycle comes between, in the order in which the program ran: edges
    /// between the pieces then only lead on.
    private List<Item> withoutCycles(Work work, List<Item> whole) {
        int[] components = Components.of(links(work, whole).users);
        int[] homes = homes(whole, components);
        List<Item> items = new ArrayList<>();
        int[] size = new int[whole.size()];
        Arrays.stream(components).forEach(component -> size[component]++);
        int[] piece = new int[whole.size()]; // the last of each item
        int[] calls = new int[whole.size()];
        int[] last = new int[whole.size()]; // the item of each component that ran last
        Arrays.fill(piece, -1);
        Arrays.fill(last, -1);
        int[] pieces = new int[work.nodes.length];
        for (int i = 0; i < pieces.length; i++) {
            int component = components[itemOf[work.nodes[i]]];
            int old = homes[component] < 0 ? itemOf[work.nodes[i]] : homes[component];
            boolean isCut = size[component] > 1 && homes[component] < 0;
            if (piece[old] < 0 || (isCut && last[component] != old)) {
                calls[old]++;
                piece[old] = add(items, new Item(whole.get(old).name, isCut ? calls[old] : 0));
            }
            last[component] = old;
            pieces[i] = piece[old];
        }
        for (int i = 0; i < pieces.length; i++) {
            put(work.nodes[i], pieces[i], items, work);
        }
        return items;
    }

    /// For each component the module that all of it joins, -1 where there is none.
    private int[] homes(List<Item> items, int[] components) {
        int[] homes = new int[items.size()];
        boolean[] several = new boolean[items.size()];
        Arrays.fill(homes, -1);
        for (int item = 0; item < components.length; item++) {
            int component = components[item];
            boolean isModule = items.get(item).name != null;
            several[component] |= isModule
                    ? homes[component] >= 0
                    : !isGradientSum(items.get(item).nodes.get(0));
            homes[component] = isModule ? item : homes[component];
        }
        for (int component = 0; component < homes.length; component++) {
            homes[component] = several[component] ? -1 : homes[component];
        }
        return homes;
    }

    /// Whether a node sums what gradient rules gave: it follows upon them, and belongs to none.
    private boolean isGradientSum(int node) {
        return afterRules[node] && model.nodes().get(node).facts().of() == null;
    }

    private static int add(List<Item> items, Item item) {
        items.add(item);
        return items.size() - 1;
    }

    private void put(int node, int item, List<Item> items, Work work) {
        items.get(item).nodes.add(node);
        itemOf[node] = item;
        cut[node] = work.group;
    }

    /// Which items use which.
    private record Links(List<IntList> users, int[] waitingFor) {}

    private Links links(Work work, List<Item> items) {
        List<IntList> users = items.stream().map(_ -> new IntList()).toList();
        int[] waitingFor = new int[items.size()];
        for (int node : work.nodes) {
            for (int edge : topology.operands(node)) {
                int source = topology.source(edge);
                if (cut[source] == work.group && itemOf[source] != itemOf[node]) {
                    users.get(itemOf[source]).add(itemOf[node]);
                    waitingFor[itemOf[node]]++;
                }
            }
        }
        return new Links(users, waitingFor);
    }

    /// Takes away item after item that waits for nothing (Kahn 1962), of several the one that is given first;
    /// what lies on or behind a cycle stays.
    private static int[] peeled(Links links) {
        var ready = new PriorityQueue<Integer>(Comparator.naturalOrder());
        for (int item = 0; item < links.waitingFor.length; item++) {
            if (links.waitingFor[item] == 0) {
                ready.add(item);
            }
        }
        var order = new IntList();
        while (!ready.isEmpty()) {
            int item = ready.remove();
            order.add(item);
            IntList users = links.users.get(item);
            for (int i = 0; i < users.size(); i++) {
                if (--links.waitingFor[users.get(i)] == 0) {
                    ready.add(users.get(i));
                }
            }
        }
        return order.toArray();
    }
}
