package dev.autograd.graph.structure;

import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.NodeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The groups of a graph's nodes, one within the other. Group 0 holds all; a group comes before those in it, and groups
/// come in the order in which the program ran.
///
/// An operation is in the group of its module. A parameter is where it is used first: a weight lies in its
/// layer. Another leaf that each turn of a repeat has for itself, a number, and what names a module, is in
/// the innermost group that holds all its uses; other tensors are what the whole is given, and in no module.
/// Stretches that repeat at least three times are in a group of their own.
public final class Hierarchy {
    private final List<Group> groups;
    private final List<Repeat> repeats;
    private final int[] groupOf;

    private Hierarchy(List<Group> groups, List<Repeat> repeats, int[] groupOf) {
        this.groups = List.copyOf(groups);
        this.repeats = List.copyOf(repeats);
        this.groupOf = groupOf;
    }

    /// The groups of a graph.
    public static Hierarchy of(GraphModel model) {
        var topology = Topology.of(model);
        Draft draft = ModuleGroups.of(model, topology, topology.order());
        int[] order = draft.flat(Draft.item(0));
        var firstUses = FirstUses.of(model, topology, order);
        Map<Integer, List<List<Integer>>> turns = RepeatGroups.addTo(draft, model, topology, firstUses);
        var hierarchy = numbered(model, draft, turns);
        hierarchy.placeLeaves(model, topology, order, firstUses);
        return hierarchy;
    }

    /// All groups.
    public List<Group> groups() {
        return groups;
    }

    /// What repeats, outer ones before those in their turns.
    public List<Repeat> repeats() {
        return repeats;
    }

    /// The number of the innermost group that holds a node, which is given by its position.
    public int groupOf(int node) {
        return groupOf[node];
    }

    /// For each node the number of the innermost group that holds it: a fresh array.
    public int[] groupsOfNodes() {
        return groupOf.clone();
    }

    /// The groups as they are read; leaves have none yet.
    private static Hierarchy numbered(GraphModel model, Draft draft, Map<Integer, List<List<Integer>>> turns) {
        var groups = new ArrayList<Group>();
        var repeats = new ArrayList<Repeat>();
        int[] numbers = new int[draft.size()];
        int[] groupOf = new int[model.nodes().size()];
        Arrays.fill(groupOf, -1);
        var waiting = new IntList();
        waiting.add(0);
        while (waiting.size() > 0) {
            int group = waiting.removeLast();
            int number = groups.size();
            numbers[group] = number;
            Group known = draft.group(group);
            int parent = known.parent() < 0 ? -1 : numbers[known.parent()];
            groups.add(new Group(parent, known.kind(), known.name(), known.type(), known.call()));
            if (turns.containsKey(group)) {
                repeats.add(new Repeat(number, turns.getOrDefault(group, List.of())));
            }
            int[] items = draft.items(group);
            for (int i = items.length - 1; i >= 0; i--) {
                if (Draft.isGroup(items[i])) {
                    waiting.add(Draft.number(items[i]));
                } else {
                    groupOf[items[i]] = number;
                }
            }
        }
        return new Hierarchy(groups, repeats, groupOf);
    }

    private void placeLeaves(GraphModel model, Topology topology, int[] order, FirstUses firstUses) {
        Map<Integer, Set<Integer>> turns = new HashMap<>();
        for (Repeat repeat : repeats) {
            var nodes = new HashSet<Integer>();
            repeat.turns().forEach(nodes::addAll);
            turns.put(repeat.group(), nodes);
        }
        Set<Integer> ofTurns = turns.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        int[] place = groupOf.clone();
        for (int node : order) {
            for (int edge : topology.operands(node)) {
                int source = topology.source(edge);
                if (topology.isLeaf(source)) {
                    place[source] = place[source] < 0
                            ? groupOf[node]
                            : firstUses.areHome(source) ? place[source] : common(place[source], groupOf[node]);
                }
            }
        }
        for (int node = 0; node < place.length; node++) {
            if (groupOf[node] < 0) {
                boolean input = isInput(model.nodes().get(node)) && !ofTurns.contains(node);
                groupOf[node] = input ? 0 : outside(turns, place[node], node);
            }
        }
    }

    private static boolean isInput(GraphNode leaf) {
        return leaf.kind() == NodeKind.LEAF
                && leaf.modulePath().isEmpty()
                && !leaf.shape().equals("()");
    }

    /// The group where a leaf of `group` may lie: a repeat holds only leaves that each of its turns has.
    private int outside(Map<Integer, Set<Integer>> turns, int group, int leaf) {
        int place = Math.max(group, 0);
        for (int around = place; around >= 0; around = groups.get(around).parent()) {
            if (!turns.getOrDefault(around, Set.of(leaf)).contains(leaf)) {
                place = groups.get(around).parent();
            }
        }
        return place;
    }

    /// The innermost group around two: parents have smaller numbers.
    private int common(int one, int other) {
        int left = one;
        int right = other;
        while (left != right) {
            if (left > right) {
                left = groups.get(left).parent();
            } else {
                right = groups.get(right).parent();
            }
        }
        return left;
    }
}
