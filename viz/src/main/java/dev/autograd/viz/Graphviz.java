package dev.autograd.viz;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The program `dot` of Graphviz (<https://graphviz.org>), where it is installed.
///
/// @param command how to start it; it reads DOT from its input and writes SVG to its output
/// @param limit   how long it may take
record Graphviz(List<String> command, Duration limit) {
    static final Graphviz INSTALLED = new Graphviz(List.of("dot", "-Tsvg"), Duration.ofSeconds(20));

    private static final System.Logger LOG = System.getLogger("dev.autograd.viz");

    /// The picture of `dot` as SVG, or empty where the program is missing (which is usual) or does not do its work
    /// (which is logged). Files stand in for pipes: neither side can then wait for the other.
    ///
    /// @throws InterruptedIOException if this thread is interrupted; its flag stays set
    Optional<String> svg(String dot) throws IOException {
        var folder = Files.createTempDirectory("autograd-graph");
        var input = folder.resolve("graph.dot");
        var output = folder.resolve("graph.svg");
        var errors = folder.resolve("errors.txt");
        try {
            Files.writeString(input, dot);
            var builder = new ProcessBuilder(command)
                    .redirectInput(input.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            Process process;
            try {
                process = builder.start();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "no Graphviz here ({0}); the built-in layout draws the graph", e.getMessage());
                return Optional.empty();
            }
            return finished(process, output, errors);
        } finally {
            for (var file : List.of(input, output, errors, folder)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Optional<String> finished(Process process, Path output, Path errors) throws IOException {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return fallBack("took longer than " + limit.toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var stopped = new InterruptedIOException("interrupted while Graphviz drew the graph");
            stopped.initCause(e);
            throw stopped;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            var said = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8).strip();
            return fallBack("ended with status " + process.exitValue() + ": "
                    + said.lines().findFirst().orElse("(nothing said)"));
        }
        var svg = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        if (!svg.contains("<svg") || !svg.stripTrailing().endsWith("</svg>")) {
            return fallBack("wrote something that is not SVG");
        }
        return Optional.of(svg);
    }

    private Optional<String> fallBack(String reason) {
        LOG.log(Level.WARNING, "{0} {1}; the built-in layout draws the graph instead", command.getFirst(), reason);
        return Optional.empty();
    }
}
