package dev.autograd.graph.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether stretches of operations that look alike are also connected alike. What an operation gets from its own
/// stretch, or the one before, must come from the same place of it in each; what it gets from elsewhere need only have
/// the same shape and type. A leaf belongs to the stretch that alone uses it, a parameter to the one that alone among
/// them uses it and uses it first.
final class TurnCheck {
    private static final int NONE = -1;
    private static final int SEVERAL = -2;

    private final Topology topology;
    private final FirstUses firstUses;
    private final int[] turn; // of a node in the stretches that are checked
    private final int[] place; // of a node within its stretch
    private final int[] uses; // of a leaf, in the stretch that `turn` says

    TurnCheck(Topology topology, FirstUses firstUses, int nodes) {
        this.topology = topology;
        this.firstUses = firstUses;
        turn = new int[nodes];
        place = new int[turn.length];
        uses = new int[turn.length];
        Arrays.fill(turn, NONE);
    }

    /// For each stretch whether it is connected as the one before it; the first is not.
    boolean[] follows(List<int[]> turns) {
        number(turns);
        boolean[] follows = new boolean[turns.size()];
        for (int t = 1; t < follows.length; t++) {
            follows[t] = follows(t, turns.get(t - 1), turns.get(t));
        }
        forget(turns);
        return follows;
    }

    /// The operations of each stretch, and after them the leaves that it alone uses and that correspond in all of
    /// them, by their first use.
    List<List<Integer>> withLeaves(List<int[]> turns) {
        number(turns);
        var all = turns.stream()
                .map(nodes -> new ArrayList<>(Arrays.stream(nodes).boxed().toList()))
                .toList();
        Set<Integer> added = new HashSet<>();
        for (int i = 0; i < turns.getFirst().length; i++) {
            for (int o = 0; o < topology.operands(turns.getFirst()[i]).size(); o++) {
                int operation = i;
                int operand = o;
                boolean own = turns.stream().allMatch(nodes -> isOwnLeaf(operand(nodes[operation], operand)));
                if (own && added.add(operand(turns.getFirst()[i], o))) {
                    for (int t = 0; t < turns.size(); t++) {
                        all.get(t).add(operand(turns.get(t)[i], o));
                    }
                }
            }
        }
        forget(turns);
        return List.copyOf(all);
    }

    private int operand(int node, int number) {
        return topology.source(topology.operands(node).get(number));
    }

    private void number(List<int[]> turns) {
        for (int t = 0; t < turns.size(); t++) {
            int[] nodes = turns.get(t);
            for (int i = 0; i < nodes.length; i++) {
                turn[nodes[i]] = t;
                place[nodes[i]] = i;
                for (int edge : topology.operands(nodes[i])) {
                    int source = topology.source(edge);
                    if (topology.isLeaf(source)) {
                        turn[source] = turn[source] == NONE || turn[source] == t ? t : SEVERAL;
                        uses[source]++;
                    }
                }
            }
        }
    }

    private void forget(List<int[]> turns) {
        for (int[] nodes : turns) {
            for (int node : nodes) {
                turn[node] = NONE;
                for (int edge : topology.operands(node)) {
                    turn[topology.source(edge)] = NONE;
                    uses[topology.source(edge)] = 0;
                }
            }
        }
    }

    private boolean follows(int t, int[] before, int[] nodes) {
        Map<Integer, Integer> leaves = new HashMap<>(); // of this turn, by those of the one before
        for (int i = 0; i < nodes.length; i++) {
            List<Integer> earlier = topology.operands(before[i]);
            List<Integer> later = topology.operands(nodes[i]);
            for (int o = 0; o < later.size(); o++) {
                if (!correspond(t, topology.source(earlier.get(o)), topology.source(later.get(o)), leaves)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean correspond(int t, int earlier, int later, Map<Integer, Integer> leaves) {
        Origin from = origin(t, later);
        Origin before = origin(t - 1, earlier);
        if (from != before) {
            // Into the first turn leads what the others get from the one before; and a leaf may have a further use.
            boolean first = t == 1 && from == Origin.TURN_BEFORE;
            return (first && before != Origin.THIS_TURN) || (isFromOutside(from) && isFromOutside(before));
        }
        return switch (from) {
            case THIS_TURN, TURN_BEFORE -> place[later] == place[earlier];
            case OWN_LEAF -> leaves.computeIfAbsent(earlier, _ -> later) == later;
            case ELSEWHERE -> true;
        };
    }

    private static boolean isFromOutside(Origin origin) {
        return origin == Origin.OWN_LEAF || origin == Origin.ELSEWHERE;
    }

    /// Where an operand of a turn comes from.
    private enum Origin {
        THIS_TURN,
        TURN_BEFORE,
        OWN_LEAF,
        ELSEWHERE
    }

    private Origin origin(int t, int source) {
        if (topology.isLeaf(source)) {
            return isOwnLeaf(source) ? Origin.OWN_LEAF : Origin.ELSEWHERE;
        }
        if (turn[source] == t) {
            return Origin.THIS_TURN;
        }
        return t > 0 && turn[source] == t - 1 ? Origin.TURN_BEFORE : Origin.ELSEWHERE;
    }

    private boolean isOwnLeaf(int leaf) {
        return topology.isLeaf(leaf)
                && turn[leaf] >= 0
                && (uses[leaf] == topology.uses(leaf)
                        || (firstUses.areHome(leaf) && turn[firstUses.of(leaf)] == turn[leaf]));
    }
}
