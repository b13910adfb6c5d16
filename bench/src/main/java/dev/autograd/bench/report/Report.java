package dev.autograd.bench.report;

import dev.autograd.bench.measure.Result;
import dev.autograd.bench.measure.Side;
import java.util.List;
import java.util.stream.Stream;

/// What a run of the bench found.
///
/// @param machine where
/// @param results of each workload, in the order in which they ran
public record Report(Machine machine, List<Result> results) {
    /// Results that are copied.
    public Report {
        results = List.copyOf(results);
    }

    /// The peers that anything was compared with, by name.
    public List<String> peers() {
        return results.stream()
                .flatMap(r -> r.sides().keySet().stream().skip(1))
                .distinct()
                .toList();
    }

    /// What the sides ran on, each once.
    public List<String> versions() {
        return results.stream()
                .flatMap(r -> r.sides().values().stream())
                .flatMap(side -> side instanceof Side.Measured m ? Stream.of(m.versions()) : Stream.of())
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    /// Whether every side of every workload was measured.
    public boolean complete() {
        return results.stream().flatMap(r -> r.sides().values().stream()).allMatch(Side.Measured.class::isInstance);
    }
}
