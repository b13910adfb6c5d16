package dev.autograd.graph.structure;

import java.util.Arrays;
import java.util.List;

/// Which items lie on cycles together: strongly connected components (Tarjan 1972), with a stack of its own.
final class Components {
    private Components() {}

    /// For each item the number of its component.
    ///
    /// @param users for each item those that use it
    static int[] of(List<IntList> users) {
        int count = users.size();
        int[] component = new int[count];
        int[] index = new int[count]; // when an item was found, from 1
        int[] low = new int[count]; // the first found of those that it leads to
        int[] looked = new int[count]; // at how many users
        Arrays.fill(component, -1);
        var path = new IntList();
        var open = new IntList();
        int found = 0;
        int components = 0;
        for (int start = 0; start < count; start++) {
            if (index[start] == 0) {
                path.add(start);
            }
            while (path.size() > 0) {
                int item = path.get(path.size() - 1);
                if (index[item] == 0) {
                    index[item] = low[item] = ++found;
                    open.add(item);
                }
                if (looked[item] < users.get(item).size()) {
                    int user = users.get(item).get(looked[item]++);
                    if (index[user] == 0) {
                        path.add(user);
                    } else if (component[user] < 0) {
                        low[item] = Math.min(low[item], index[user]);
                    }
                    continue;
                }
                path.removeLast();
                if (path.size() > 0) {
                    int before = path.get(path.size() - 1);
                    low[before] = Math.min(low[before], low[item]);
                }
                if (low[item] == index[item]) {
                    int member;
                    do {
                        member = open.removeLast();
                        component[member] = components;
                    } while (member != item);
                    components++;
                }
            }
        }
        return component;
    }
}
