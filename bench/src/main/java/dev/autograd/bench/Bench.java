package dev.autograd.bench;

import dev.autograd.bench.measure.BenchException;
import dev.autograd.bench.measure.Implementation;
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
    private static final String OWN = "autograd-eager";

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
        Workloads.ALL.forEach(
                w -> all.put(w.name(), w.description() + "; " + w.unit().symbol() + " per " + w.per()));
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
    /// @throws BenchException when PyTorch is asked for and cannot be had
    /// @throws IOException when a file cannot be written
    public Report run(Consumer<Result> each) throws IOException, BenchException {
        List<Workload> chosen = chosen();
        Path folder = Files.createTempDirectory("autograd-bench");
        try {
            Pinning pinning = Pinning.to(options.threads());
            List<Implementation> implementations = implementations(folder, pinning);
            Turns turns = new Turns(options.protocol(), progress);
            List<Result> results = new ArrayList<>();
            for (Workload workload : chosen) {
                Result result = turns.measure(workload, implementations);
                results.add(result);
                each.accept(result);
            }
            return new Report(Machine.ofThisProcess(options.threads(), pinning.description()), results);
        } finally {
            delete(folder);
        }
    }

    private List<Workload> chosen() {
        if (options.workloads().isEmpty()) {
            return Workloads.ALL;
        }
        return options.workloads().stream()
                .map(name -> Workloads.named(name)
                        .orElseThrow(
                                () -> new IllegalArgumentException("there is no workload \"" + name + "\"; there are "
                                        + String.join(", ", workloads().keySet()))))
                .toList();
    }

    private List<Implementation> implementations(Path folder, Pinning pinning) throws IOException, BenchException {
        List<Implementation> all = new ArrayList<>();
        all.add(pinned(OWN, pinning, own(true)));
        for (Peer peer : options.peers()) {
            all.add(pinned(peer.implementation(), pinning, command(peer, folder)));
        }
        return all;
    }

    private List<String> command(Peer peer, Path folder) throws IOException, BenchException {
        if (!peer.needsPython()) {
            return own(false);
        }
        List<String> words =
                new ArrayList<>(List.of(python(), script(folder).toString(), "--threads", "" + options.threads()));
        if (peer == Peer.TORCH_COMPILE) {
            words.add("--compile");
        }
        return words;
    }

    private List<String> own(boolean vectors) {
        List<String> jvm = new ArrayList<>(List.of("-Dautograd.threads=" + options.threads()));
        jvm.addAll(options.jvm());
        return OwnProcess.command(vectors, jvm);
    }

    private String python() throws BenchException {
        Optional<String> named = options.python();
        return named.isPresent()
                ? Python.named(named.get())
                : Python.find()
                        .orElseThrow(() -> new BenchException("there is no PyTorch to compare with: neither "
                                + String.join(" nor ", Python.USUAL)
                                + " can import torch; --python takes the path of a Python that can"));
    }

    private static Path script(Path folder) throws IOException {
        Path scripts = folder.resolve("torch");
        if (Files.isDirectory(scripts)) {
            return scripts.resolve("worker.py");
        }
        return Python.unpack(Files.createDirectory(scripts));
    }

    private static Implementation pinned(String name, Pinning pinning, List<String> command) {
        return new Implementation(
                name, Stream.concat(pinning.prefix().stream(), command.stream()).toList());
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
