package dev.autograd.bench;

import dev.autograd.bench.measure.BenchException;
import dev.autograd.bench.measure.Implementation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The commands that start the workers of this library and its peers.
///
/// @param options what is run, and against whom
/// @param pinning where the processes stay
/// @param folder for what a worker needs
record Sides(BenchOptions options, Pinning pinning, Path folder) {
    private static final String OWN = "autograd-eager";

    /// This library first, and then these peers.
    ///
    /// @throws BenchException when one cannot be had
    List<Implementation> with(List<Peer> peers) throws IOException, BenchException {
        List<Implementation> all = new ArrayList<>();
        all.add(pinned(OWN, own(true)));
        for (Peer peer : peers) {
            all.add(pinned(peer.implementation(), command(peer)));
        }
        return all;
    }

    private Implementation pinned(String name, List<String> command) {
        return new Implementation(
                name, Stream.concat(pinning.prefix().stream(), command.stream()).toList());
    }

    private List<String> command(Peer peer) throws IOException, BenchException {
        return switch (peer) {
            case TORCH -> python();
            case TORCH_COMPILE ->
                Stream.concat(python().stream(), Stream.of("--compile")).toList();
            case PLAIN -> own(false);
            case DJL -> Djl.command(options.djl(), options.threads());
        };
    }

    private List<String> own(boolean vectors) {
        List<String> jvm = Stream.concat(Stream.of("-Dautograd.threads=" + options.threads()), options.jvm().stream())
                .toList();
        return OwnProcess.command(vectors, jvm);
    }

    private List<String> python() throws IOException, BenchException {
        String python = options.python().isPresent()
                ? Python.named(options.python().get())
                : Python.find()
                        .orElseThrow(() -> new BenchException("there is no PyTorch to compare with: neither "
                                + String.join(" nor ", Python.USUAL)
                                + " can import torch; --python takes the path of a Python that can"));
        return List.of(python, script().toString(), "--threads", "" + options.threads());
    }

    private Path script() throws IOException {
        Path scripts = folder.resolve("torch");
        if (Files.isDirectory(scripts)) {
            return scripts.resolve("worker.py");
        }
        return Python.unpack(Files.createDirectory(scripts));
    }
}
