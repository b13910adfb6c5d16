package dev.autograd.bench.report;

import dev.autograd.bench.measure.Course;
import dev.autograd.bench.measure.Courses;
import dev.autograd.bench.measure.Result;
import dev.autograd.bench.measure.Side;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a run of the bench found.
///
/// @param machine where
/// @param results of each workload, in the order in which they ran
/// @param courses from the start of processes on, where they were followed
public record Report(Machine machine, List<Result> results, Optional<Courses> courses) {
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
        var measured = results.stream()
                .flatMap(r -> r.sides().values().stream())
                .flatMap(side -> side instanceof Side.Measured m ? Stream.of(m.versions()) : Stream.of());
        var followed = courses.stream()
                .flatMap(c -> c.sides().values().stream())
                .flatMap(side -> side instanceof Course.Followed f ? Stream.of(f.versions()) : Stream.of());
        return Stream.concat(measured, followed)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    /// Whether every side of every workload was measured.
    public boolean complete() {
        return results.stream().flatMap(r -> r.sides().values().stream()).allMatch(Side.Measured.class::isInstance)
                && courses.stream().allMatch(Courses::complete);
    }
}
