package dev.autograd.architecture;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The floors of the house, lowest first, and who may know whom: an arrow only ever points down or along a floor.
final class Floors {
    /// The package `dev.autograd` itself, where `Tensor` is.
    static final String FACE = "dev.autograd";

    private static final List<Set<String>> FLOORS = List.of(
            Set.of("value", "event", "json"),
            Set.of("kernel", "expr", "graph"),
            Set.of("op", "engine"),
            Set.of(FACE),
            Set.of("io"),
            Set.of("nn", "optim", "data", "compile"),
            Set.of("checkpoint", "torch"));

    /// What a room may know above it. The one knot: a tensor's methods call operators, and the gradients of
    /// operators are written with tensors.
    private static final Map<String, Set<String>> ABOVE = Map.of("op", Set.of(FACE), "engine", Set.of(FACE));

    /// Rooms that may know less than all that is below them.
    private static final Map<String, Set<String>> NARROW = Map.of("io", Set.of("value", "json", "graph", FACE, "io"));

    private Floors() {}

    /// Every room there is.
    static Set<String> rooms() {
        var all = new TreeSet<String>();
        FLOORS.forEach(all::addAll);
        return all;
    }

    /// The rooms that `room` may know, itself among them.
    static Set<String> knownTo(String room) {
        if (NARROW.containsKey(room)) {
            return NARROW.get(room);
        }
        var known = new HashSet<>(ABOVE.getOrDefault(room, Set.of()));
        for (var floor : FLOORS) {
            known.addAll(floor);
            if (floor.contains(room)) {
                return known;
            }
        }
        throw new IllegalArgumentException("the package " + room + " of the core"
                + " stands on no floor: give it one in Floors, whose floors are " + FLOORS);
    }
}
