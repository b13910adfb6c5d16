package dev.autograd.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Goes through a graph without walking backward over it.
public final class Reachable {
    private Reachable() {}

    /// The given nodes and all that they depend on, each once, in no particular order; linear in nodes and edges,
    /// and without recursion.
    public static List<Node> from(Collection<? extends Node> starts) {
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Node> found = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>();
        for (Node start : starts) {
            if (seen.add(start)) {
                open.push(start);
            }
        }
        while (!open.isEmpty()) {
            Node node = open.pop();
            found.add(node);
            for (int i = node.inputCount() - 1; i >= 0; i--) {
                Node input = node.input(i);
                if (input != null && seen.add(input)) {
                    open.push(input);
                }
            }
        }
        return found;
    }
}
