package dev.autograd.bench.workload;

import dev.autograd.bench.workload.Workload.Unit;
import java.util.List;

/// Work that is a process of its own, with its start and its warm-up.
final class Whole {
    static final List<Workload> ALL = List.of(
            steps("startup", "from the start of the process to the end of the first 100 steps of toy4", 100),
            steps("toy4-90k", "from the start of the process to the end of 90,000 steps of toy4", 90_000));

    private Whole() {}

    private static Workload steps(String name, String description, int steps) {
        return new Workload(name, description, "process", Unit.SECONDS, 1, () -> {
            Runnable step = Training.toy4();
            return () -> {
                for (int i = 0; i < steps; i++) {
                    step.run();
                }
            };
        });
    }
}
