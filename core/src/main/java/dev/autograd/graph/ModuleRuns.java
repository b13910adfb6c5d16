package dev.autograd.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Cuts the operations of modules into runs that can become one node each. Operations are taken in an order
/// in which operands come first and which stays inside a module for as long as something there can run; what
/// it takes in one go is a run. Modules that wait for nothing outside come first. A module that something
/// outside runs in between of, because it reads its results and gives others back, so has several, and to
/// merge runs never makes a cycle. Takes time linear in the size of the graph.
final class ModuleRuns {
    static final int NONE = -1;

    private final GraphModel model;
    private final int[] sources;
    private final int[] targets;
    private final List<List<String>> paths = new ArrayList<>(); // of the modules
    private final int[] modules; // of nodes: the number of a module, or NONE
    private final int[] runs; // of nodes: the number of a run, or NONE
    private final List<Run> all = new ArrayList<>();
    private final Deque<Integer> outside = new ArrayDeque<>(); // operations in no module that can run now
    private final List<Deque<Integer>> inside = new ArrayList<>(); // the same, of each module
    private final Deque<Integer> next = new ArrayDeque<>(); // modules in which something can run
    private final Deque<Integer> free = new ArrayDeque<>(); // modules that wait for nothing outside
    private final int[] waiting; // of modules: for how many results of operations outside they wait

    /// What can become one node.
    ///
    /// @param path of the module
    /// @param operations the positions of its operations, operands first
    record Run(List<String> path, List<Integer> operations) {}

    private ModuleRuns(GraphModel model, int depth) {
        this.model = model;
        sources = model.sources();
        targets = model.targets();
        modules = new int[model.nodes().size()];
        runs = new int[modules.length];
        Arrays.fill(runs, NONE);
        Map<List<String>, Integer> numbers = new HashMap<>();
        for (int i = 0; i < modules.length; i++) {
            var path = model.nodes().get(i).modulePath();
            modules[i] =
                    path.size() <= depth ? NONE : numbers.computeIfAbsent(path.subList(0, depth + 1), this::number);
        }
        waiting = new int[paths.size()];
    }

    private int number(List<String> path) {
        paths.add(path);
        inside.add(new ArrayDeque<>());
        return paths.size() - 1;
    }

    /// The runs of the modules that are nested deeper than so many levels.
    static ModuleRuns of(GraphModel model, int depth) {
        var runs = new ModuleRuns(model, depth);
        runs.takeOperations();
        runs.takeLeaves();
        return runs;
    }

    List<Run> all() {
        return all;
    }

    /// The number of the run that a node is in, or [#NONE].
    int run(int node) {
        return runs[node];
    }

    int[] sources() {
        return sources;
    }

    int[] targets() {
        return targets;
    }

    boolean isLeaf(int node) {
        return model.nodes().get(node).kind() != NodeKind.OPERATION;
    }

    /// Those in no module as soon as they can run, then module after module.
    private void takeOperations() {
        int[] waitingFor = new int[modules.length];
        int[] firstUse = new int[modules.length + 1];
        for (int e = 0; e < sources.length; e++) {
            if (!isLeaf(sources[e])) {
                waitingFor[targets[e]]++;
                count(sources[e], targets[e], 1);
            }
            firstUse[sources[e] + 1]++;
        }
        for (int i = 0; i < modules.length; i++) {
            firstUse[i + 1] += firstUse[i];
        }
        int[] uses = new int[sources.length];
        int[] filled = firstUse.clone();
        for (int e = 0; e < sources.length; e++) {
            uses[filled[sources[e]]++] = targets[e];
        }
        for (int module = 0; module < waiting.length; module++) {
            if (waiting[module] == 0) {
                free.add(module);
            }
        }
        for (int i = 0; i < modules.length; i++) {
            if (waitingFor[i] == 0 && !isLeaf(i)) {
                ready(i, NONE);
            }
        }
        for (int module = nextModule(); !outside.isEmpty() || module != NONE; module = nextModule()) {
            var queue = module == NONE ? outside : inside.get(module);
            if (module != NONE) {
                all.add(new Run(paths.get(module), new ArrayList<>()));
            }
            while (!queue.isEmpty()) {
                int node = queue.remove();
                if (module != NONE) {
                    runs[node] = all.size() - 1;
                    all.getLast().operations().add(node);
                }
                for (int u = firstUse[node]; u < firstUse[node + 1]; u++) {
                    count(node, uses[u], -1);
                    if (--waitingFor[uses[u]] == 0) {
                        ready(uses[u], module);
                    }
                }
            }
        }
    }

    /// Where something can run next: [#NONE] for operations in no module, which come first, and when nothing
    /// is left.
    private int nextModule() {
        while (outside.isEmpty() && !(free.isEmpty() && next.isEmpty())) {
            int module = free.isEmpty() ? next.remove() : free.remove();
            if (!inside.get(module).isEmpty()) {
                return module;
            }
        }
        return NONE;
    }

    /// Notes that a module waits for one result of an operation outside more or less.
    private void count(int from, int to, int change) {
        int module = modules[to];
        if (module != NONE && module != modules[from]) {
            waiting[module] += change;
            if (waiting[module] == 0) {
                free.add(module);
            }
        }
    }

    private void ready(int node, int running) {
        int module = modules[node];
        if (module == NONE) {
            outside.add(node);
            return;
        }
        if (inside.get(module).isEmpty() && module != running) {
            next.add(module);
        }
        inside.get(module).add(node);
    }

    /// A leaf of a module goes where all that uses it has gone.
    private void takeLeaves() {
        int[] users = new int[modules.length];
        Arrays.fill(users, NONE);
        var scattered = new boolean[modules.length];
        for (int e = 0; e < sources.length; e++) {
            int leaf = sources[e];
            int user = runs[targets[e]];
            scattered[leaf] |= user == NONE || (users[leaf] != NONE && users[leaf] != user);
            users[leaf] = user;
        }
        for (int i = 0; i < modules.length; i++) {
            var node = model.nodes().get(i);
            if (isLeaf(i) && modules[i] != NONE && users[i] != NONE && !scattered[i] && !node.output()) {
                boolean own = all.get(users[i]).path().equals(paths.get(modules[i]));
                runs[i] = own ? users[i] : NONE;
            }
        }
    }
}
