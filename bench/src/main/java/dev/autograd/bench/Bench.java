package dev.autograd.bench;

import dev.autograd.bench.measure.BenchException;
import dev.autograd.bench.measure.Courses;
import dev.autograd.bench.measure.Follower;
import dev.autograd.bench.measure.Result;
import dev.autograd.bench.measure.Turns;
import dev.autograd.bench.report.Machine;
import dev.autograd.bench.report.Report;
import dev.autograd.bench.workload.Workload;
import dev.autograd.bench.workload.Workloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Runs workloads in turns with peers.
public final class Bench {
    /// What the course of a workload from the start of a process on is called where workloads are named.
    public static final String CURVE = "curve";

    private static final Workload FOLLOWED = Workloads.named("toy4").orElseThrow();

    private final BenchOptions options;
    private final Consumer<String> progress;

    /// @param options what is run, and against whom
    /// @param progress is told what is being done
    public Bench(BenchOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /// The names of all workloads, each with what it is.
    public static Map<String, String> workloads() {
        Map<String, String> all = new LinkedHashMap<>();
        Workloads.all()
                .forEach(
                        w -> all.put(w.name(), w.description() + "; " + w.unit().symbol() + " per " + w.per()));
        all.put(
                CURVE,
                "how the time per " + FOLLOWED.per() + " of " + FOLLOWED.name()
                        + " changes from the start of the process on; "
                        + FOLLOWED.unit().symbol() + " per "
                        + FOLLOWED.per());
        return all;
    }

    /// The first of the usual Pythons that has PyTorch.
    public static Optional<String> findPython() {
        return Python.find();
    }

    /// Runs them.
    ///
    /// @param each is told what came out for a workload as soon as it did
    /// @throws IllegalArgumentException for a workload that does not exist
    /// @throws BenchException when a peer is asked for and cannot be had
    /// @throws IOException when a file cannot be written
    public Report run(Consumer<Result> each) throws IOException, BenchException {
        List<Workload> chosen = chosen();
        Path folder = Files.createTempDirectory("autograd-bench");
        try {
            Pinning pinning = Pinning.to(options.threads());
            Sides sides = new Sides(options, pinning, folder);
            Turns turns = new Turns(options.protocol(), progress);
            List<Result> results = new ArrayList<>();
            for (Workload workload : chosen) {
                Result result = turns.measure(workload, sides.with(options.peers()));
                results.add(result);
                each.accept(result);
            }
            Machine machine = Machine.ofThisProcess(options.threads(), pinning.description());
            return new Report(machine, results, isChosen(CURVE) ? Optional.of(curve(sides)) : Optional.empty());
        } finally {
            delete(folder);
        }
    }

    private boolean isChosen(String name) {
        return options.workloads().isEmpty() || options.workloads().contains(name);
    }

    private List<Workload> chosen() {
        if (options.workloads().isEmpty()) {
            return Workloads.all();
        }
        return options.workloads().stream()
                .filter(name -> !name.equals(CURVE))
                .map(name -> Workloads.named(name)
                        .orElseThrow(
                                () -> new IllegalArgumentException("there is no workload \"" + name + "\"; there are "
                                        + String.join(", ", workloads().keySet()))))
                .toList();
    }

    /// Plain kernels are always in it: they are what one has without a flag.
    private Courses curve(Sides sides) throws IOException, BenchException {
        List<Peer> peers = Stream.concat(Stream.of(Peer.PLAIN), options.peers().stream())
                .distinct()
                .toList();
        return new Follower(options.protocol(), progress).follow(FOLLOWED, sides.with(peers));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Bench::deleteOne);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
