package dev.autograd.graph.structure;

import java.util.List;

/// Structure that follows upon itself several times, such as the equal layers of a network: the same operators on the
/// same shapes, connected in the same way.
///
/// @param group the number of the group of kind [Group.Kind#REPEAT] that holds all turns
/// @param turns for each turn its nodes, as positions in the graph's list; nodes at one place of the lists correspond
public record Repeat(int group, List<List<Integer>> turns) {
    /// Keeps copies of the lists.
    public Repeat {
        turns = turns.stream().map(List::copyOf).toList();
    }
}
