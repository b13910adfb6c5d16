package dev.autograd.cli.report;

import dev.autograd.Profiler;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/// Where the time of a training went, by operator.
public final class ProfileReport {
    private ProfileReport() {}

    /// Prints the table, and writes the stacks for a flame graph.
    ///
    /// @throws IOException if the file cannot be written
    public static void write(Profiler profiler, Path file, PrintWriter out) throws IOException {
        out.println();
        profiler.table().lines().forEach(out::println);
        profiler.writeFlameGraph(file);
        out.println();
        out.println("stacks for a flame graph (speedscope, flamegraph.pl) written to " + file);
        out.flush();
    }
}
