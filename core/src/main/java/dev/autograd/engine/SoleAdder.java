package dev.autograd.engine;

import java.util.ArrayList;
import java.util.List;

/// Deterministic mode's only question: does another thread add to the same gradient, so that the order of
/// threads decides how the sum is rounded?
final class SoleAdder {
    private SoleAdder() {}

    /// Reserves the leaves that have received a gradient for this thread, all or none.
    ///
    /// @throws IllegalStateException when another thread has added to one since its gradient was set or cleared
    static void claim(List<Slots> leaves) {
        List<LeafNode> claimed = new ArrayList<>();
        for (Slots slots : leaves) {
            LeafNode leaf = (LeafNode) slots.node;
            if (slots.get(0) == null) {
                continue;
            }
            switch (leaf.claim()) {
                case NEW -> claimed.add(leaf);
                case MINE -> {}
                case REFUSED -> {
                    claimed.forEach(LeafNode::unclaim);
                    throw new IllegalStateException(
                            "backward: another thread has added to the gradient of the leaf "
                                    + leaf.tensor().shape()
                                    + " since it was set or cleared, so that the order of threads decides how the sum is rounded, which deterministic mode refuses; add up in one thread, or let each have leaves of its own");
                }
            }
        }
    }

    /// How a claim ended.
    enum Claim {
        /// Nobody had added yet.
        NEW,
        /// Only this thread had.
        MINE,
        /// Another had.
        REFUSED
    }
}
