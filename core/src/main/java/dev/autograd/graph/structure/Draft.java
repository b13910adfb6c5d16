package dev.autograd.graph.structure;

import java.util.ArrayList;
import java.util.List;

/// The groups of a graph while they are made. What a group holds are items: a node is its position, a group -1 minus
/// its number.
final class Draft {
    private final List<Group> groups = new ArrayList<>();
    private final List<int[]> items = new ArrayList<>(); // of each group, operands before what uses them; no leaves

    int add(Group group) {
        groups.add(group);
        items.add(new int[0]);
        return groups.size() - 1;
    }

    int size() {
        return groups.size();
    }

    Group group(int number) {
        return groups.get(number);
    }

    int[] items(int group) {
        return items.get(group);
    }

    /// Sets what a group holds, and for groups in it that it does.
    void hold(int group, int[] held) {
        items.set(group, held);
        for (int item : held) {
            if (isGroup(item)) {
                Group inner = groups.get(number(item));
                groups.set(number(item), new Group(group, inner.kind(), inner.name(), inner.type(), inner.call()));
            }
        }
    }

    static boolean isGroup(int item) {
        return item < 0;
    }

    static int item(int group) {
        return -1 - group;
    }

    static int number(int item) {
        return -1 - item;
    }

    /// All operations in items, in order.
    int[] flat(int... held) {
        var nodes = new IntList();
        var waiting = new IntList();
        for (int i = held.length - 1; i >= 0; i--) {
            waiting.add(held[i]);
        }
        while (waiting.size() > 0) {
            int item = waiting.removeLast();
            if (isGroup(item)) {
                int[] inner = items.get(number(item));
                for (int i = inner.length - 1; i >= 0; i--) {
                    waiting.add(inner[i]);
                }
            } else {
                nodes.add(item);
            }
        }
        return nodes.toArray();
    }
}
