package dev.autograd.graph;

import java.util.Locale;
import java.util.Objects;

/// The colour of what takes time: from pale yellow over orange to red, by the share in the slowest operation
/// of a graph.
public final class Heat {
    private static final int[] COLD = {0xFF, 0xF8, 0xE1};
    private static final int[] WARM = {0xFF, 0xB7, 0x4D};
    private static final int[] HOT = {0xE5, 0x39, 0x35};

    private final long slowest;

    private Heat(long slowest) {
        this.slowest = slowest;
    }

    /// Of the operations whose time is known; without any, nodes keep the colours of their kinds.
    public static Heat of(GraphModel model) {
        return new Heat(model.nodes().stream()
                .map(node -> node.facts().forwardNanos())
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0));
    }

    /// The colour inside a node's outline, written `#RRGGBB`.
    public String fill(GraphNode node) {
        Long nanos = node.facts().forwardNanos();
        if (nanos == null || slowest == 0) {
            return node.kind().fill();
        }
        double share = (double) nanos / slowest;
        return share < 0.5 ? mixed(COLD, WARM, 2 * share) : mixed(WARM, HOT, 2 * share - 1);
    }

    private static String mixed(int[] from, int[] to, double share) {
        int[] mixed = new int[3];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (int) Math.round(from[i] + share * (to[i] - from[i]));
        }
        return String.format(Locale.ROOT, "#%02X%02X%02X", mixed[0], mixed[1], mixed[2]);
    }
}
