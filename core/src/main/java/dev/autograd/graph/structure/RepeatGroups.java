package dev.autograd.graph.structure;

import dev.autograd.graph.GraphModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts what repeats within a group into a group of its own.
final class RepeatGroups {
    /// Two equal layers are read as fast as one with a note.
    private static final int FEWEST_TURNS = 3;

    /// A repeat that hides fewer operations than this makes a picture no clearer.
    private static final int FEWEST_HIDDEN = 8;

    private final Topology topology;
    private final Draft draft;
    private final Signatures signatures;
    private final TurnCheck check;
    private final Map<Integer, List<List<Integer>>> turns = new HashMap<>();
    private final int[] place; // of a node among the items that are looked at

    private RepeatGroups(GraphModel model, Topology topology, Draft draft, FirstUses firstUses) {
        this.topology = topology;
        this.draft = draft;
        signatures = new Signatures(model, topology, draft);
        check = new TurnCheck(topology, firstUses, model.nodes().size());
        place = new int[model.nodes().size()];
        Arrays.fill(place, -1);
    }

    /// Adds the groups, and gives for each repeat its turns.
    static Map<Integer, List<List<Integer>>> addTo(
            Draft draft, GraphModel model, Topology topology, FirstUses firstUses) {
        var repeats = new RepeatGroups(model, topology, draft, firstUses);
        Deque<Integer> waiting = new ArrayDeque<>();
        for (int group = 0, modules = draft.size(); group < modules; group++) {
            waiting.add(group);
        }
        while (!waiting.isEmpty()) {
            repeats.lookInto(waiting.remove(), waiting);
        }
        return repeats.turns;
    }

    private void lookInto(int group, Deque<Integer> waiting) {
        int[] items = draft.items(group);
        int[] sequence = Arrays.stream(items).map(signatures::of).toArray();
        var held = new IntList();
        int next = 0;
        for (Runs.Run run : Runs.of(sequence, FEWEST_TURNS)) {
            for (Stretch stretch : stretches(items, run)) {
                for (; next < stretch.start; next++) {
                    held.add(items[next]);
                }
                held.add(Draft.item(repeat(group, items, stretch, waiting)));
                next = stretch.end;
            }
        }
        for (; next < items.length; next++) {
            held.add(items[next]);
        }
        draft.hold(group, held.toArray());
    }

    /// Items that are equal turns.
    private record Stretch(int start, int end, int period) {}

    private List<Stretch> stretches(int[] items, Runs.Run run) {
        int start = run.start() + bestOffset(items, run);
        int count = (run.end() - start) / run.period();
        var nodes = new ArrayList<int[]>();
        for (int t = 0; t < count; t++) {
            int from = start + t * run.period();
            nodes.add(draft.flat(Arrays.copyOfRange(items, from, from + run.period())));
        }
        boolean[] follows = check.follows(nodes);
        int size = nodes.getFirst().length;
        var stretches = new ArrayList<Stretch>();
        int first = 0;
        for (int t = 1; t <= count; t++) {
            if (t == count || !follows[t]) {
                int turnCount = t - first;
                if (turnCount >= FEWEST_TURNS && (turnCount - 1) * (long) size >= FEWEST_HIDDEN) {
                    stretches.add(new Stretch(start + first * run.period(), start + t * run.period(), run.period()));
                }
                first = t;
            }
        }
        return stretches;
    }

    /// Where turns begin: where the fewest results lead from one to the next, and among such places at the first.
    private int bestOffset(int[] items, Runs.Run run) {
        int spare = run.length() % run.period();
        if (spare == 0) {
            return 0;
        }
        int[] crossing = crossing(Arrays.copyOfRange(items, run.start(), run.end()));
        int best = 0;
        for (int offset = 1; offset <= spare; offset++) {
            // At the end of the first turn, because what leads into it may be anything.
            if (crossing[offset + run.period()] < crossing[best + run.period()]) {
                best = offset;
            }
        }
        return best;
    }

    /// For each place between items how many results from before it are used after it.
    private int[] crossing(int[] items) {
        List<int[]> nodes = new ArrayList<>();
        for (int i = 0; i < items.length; i++) {
            nodes.add(draft.flat(items[i]));
            for (int node : nodes.get(i)) {
                place[node] = i;
            }
        }
        int[] changes = new int[items.length + 2];
        Map<Integer, Integer> lastUses = new HashMap<>();
        for (int i = 0; i < items.length; i++) {
            for (int node : nodes.get(i)) {
                for (int edge : topology.operands(node)) {
                    int source = topology.source(edge);
                    if (place[source] >= 0 && place[source] < i) {
                        lastUses.merge(source, i, Math::max);
                    }
                }
            }
        }
        lastUses.forEach((source, last) -> {
            changes[place[source] + 1]++;
            changes[last + 1]--;
        });
        Arrays.parallelPrefix(changes, Integer::sum);
        nodes.forEach(inside -> Arrays.stream(inside).forEach(node -> place[node] = -1));
        return changes;
    }

    private int repeat(int parent, int[] items, Stretch stretch, Deque<Integer> waiting) {
        var nodes = new ArrayList<int[]>();
        int count = (stretch.end - stretch.start) / stretch.period;
        int repeat = draft.add(new Group(parent, Group.Kind.REPEAT, name(items, stretch), type(items, stretch), 0));
        int[] held = new int[count];
        for (int t = 0; t < count; t++) {
            int from = stretch.start + t * stretch.period;
            int[] turn = Arrays.copyOfRange(items, from, from + stretch.period);
            nodes.add(draft.flat(turn));
            if (turn.length == 1 && Draft.isGroup(turn[0])) {
                held[t] = turn[0];
            } else {
                int group = draft.add(new Group(repeat, Group.Kind.TURN, Integer.toString(t + 1), "", 0));
                draft.hold(group, turn);
                held[t] = Draft.item(group);
                waiting.add(group);
            }
        }
        draft.hold(repeat, held);
        turns.put(repeat, check.withLeaves(nodes));
        return repeat;
    }

    /// The names of the first and the last module; of operations and several modules none.
    private String name(int[] items, Stretch stretch) {
        return stretch.period == 1 && Draft.isGroup(items[stretch.start])
                ? draft.group(Draft.number(items[stretch.start])).name() + " \u2026 "
                        + draft.group(Draft.number(items[stretch.end - 1])).name()
                : "";
    }

    private String type(int[] items, Stretch stretch) {
        return stretch.period == 1 && Draft.isGroup(items[stretch.start])
                ? draft.group(Draft.number(items[stretch.start])).type()
                : "";
    }
}
