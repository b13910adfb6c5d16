package dev.autograd.bench.workload;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// All workloads.
public final class Workloads {
    private Workloads() {}

    /// All, in the order in which they are run and reported.
    public static List<Workload> all() {
        return Stream.of(Training.ALL, Tapes.ALL, Pointwise.ALL, Large.ALL, Whole.ALL)
                .flatMap(List::stream)
                .toList();
    }

    /// The one of a name. Those that time a whole process are looked for before the tables of others are made.
    public static Optional<Workload> named(String name) {
        return Stream.<Supplier<List<Workload>>>of(() -> Whole.ALL, Workloads::all)
                .flatMap(group -> group.get().stream())
                .filter(w -> w.name().equals(name))
                .findFirst();
    }
}
