package dev.autograd.viz;

import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphModule;
import dev.autograd.graph.structure.Group;
import dev.autograd.graph.structure.Hierarchy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The modules that a picture draws as frames around their nodes. They are those of [Hierarchy], so that the lines
/// between what lies in a frame, nodes and frames, only lead on: a module that runs again later has a frame for each
/// call.
final class Frames {
    /// Where there is no frame.
    static final int NONE = -1;

    private final List<Frame> all = new ArrayList<>();
    private final int[] around; // of a node, its innermost frame

    /// A module.
    ///
    /// @param parent the number of the frame around it, a smaller one than its own
    record Frame(int parent, String label, String tooltip) {}

    private Frames(GraphModel model) {
        around = new int[model.nodes().size()];
        if (model.nodes().stream().allMatch(node -> node.modulePath().isEmpty())) {
            Arrays.fill(around, NONE);
            return;
        }
        var hierarchy = Hierarchy.of(model);
        int[] numbers = new int[hierarchy.groups().size()]; // of a group, its innermost frame
        var paths = new ArrayList<List<String>>();
        for (int g = 0; g < numbers.length; g++) {
            Group group = hierarchy.groups().get(g);
            int parent = group.parent() < 0 ? NONE : numbers[group.parent()];
            numbers[g] = parent;
            if (group.kind() == Group.Kind.MODULE) {
                numbers[g] = all.size();
                var path = new ArrayList<>(parent == NONE ? List.<String>of() : paths.get(parent));
                path.add(group.name());
                paths.add(path);
                all.add(frame(parent, new GraphModule(path, group.type()), group.call()));
            }
        }
        for (int node = 0; node < around.length; node++) {
            around[node] = numbers[hierarchy.groupOf(node)];
        }
    }

    private static Frame frame(int parent, GraphModule module, int call) {
        String again = call > 1 ? ", call " + call : "";
        return new Frame(parent, module.label() + again, module.tooltip() + again);
    }

    static Frames of(GraphModel model) {
        return new Frames(model);
    }

    /// Outer ones before those in them.
    List<Frame> all() {
        return all;
    }

    /// The innermost frame around a node, or [#NONE].
    int around(int node) {
        return around[node];
    }

    /// The frames that a line between two nodes enters or leaves.
    List<Integer> between(int from, int to) {
        var crossed = new ArrayList<Integer>();
        int one = around[from];
        int other = around[to];
        while (one != other) {
            // Of two different frames the one with the larger number does not hold the other.
            int inner = Math.max(one, other);
            crossed.add(inner);
            int outer = all.get(inner).parent();
            one = one == inner ? outer : one;
            other = other == inner ? outer : other;
        }
        return crossed;
    }
}
