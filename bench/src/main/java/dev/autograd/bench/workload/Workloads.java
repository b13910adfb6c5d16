package dev.autograd.bench.workload;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All workloads.
public final class Workloads {
    /// In the order in which they are run and reported.
    public static final List<Workload> ALL = Stream.of(Training.ALL, Tapes.ALL, Pointwise.ALL, Large.ALL, Whole.ALL)
            .flatMap(List::stream)
            .toList();

    private Workloads() {}

    /// The one of a name.
    public static Optional<Workload> named(String name) {
        return ALL.stream().filter(w -> w.name().equals(name)).findFirst();
    }
}
