package dev.autograd.bench.measure;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A worker: a process that runs one workload as often as it is told, and says how long that took.
final class WorkerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Implementation implementation;
    private final Process process;
    private final Path complaints;
    private final BufferedReader answers;
    private final BufferedWriter orders;
    private final String versions;

    /// Starts it and waits until it is ready.
    ///
    /// @throws BenchException when it does not become so
    WorkerProcess(Implementation implementation) throws BenchException, IOException {
        this.implementation = implementation;
        this.complaints = Files.createTempFile("autograd-bench", ".log");
        this.process = start(implementation, implementation.command(), complaints);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        try {
            this.versions = answer("ready");
        } catch (BenchException | IOException e) {
            close();
            throw e;
        }
    }

    /// What it runs on.
    String versions() {
        return versions;
    }

    /// Has it make a workload.
    ///
    /// @throws BenchException when it cannot
    void prepare(String workload) throws BenchException, IOException {
        order("prepare " + workload);
        answer("prepared");
    }

    /// Has it run the workload so many times.
    ///
    /// @return how long that took, in nanoseconds
    /// @throws BenchException when it fails
    long run(long times) throws BenchException, IOException {
        order("run " + times);
        return Long.parseLong(answer("took"));
    }

    /// Runs a workload that is a whole process.
    ///
    /// @return the time from before its start until it said that the work is done, in nanoseconds
    /// @throws BenchException when it ends without having said so
    static long whole(Implementation implementation, String workload) throws BenchException, IOException {
        Path complaints = Files.createTempFile("autograd-bench", ".log");
        long start = System.nanoTime();
        Process process = start(implementation, implementation.whole(workload), complaints);
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            if (output.lines().noneMatch("done"::equals)) {
                throw new BenchException(implementation.name() + " ended without a result" + last(complaints));
            }
            return System.nanoTime() - start;
        } finally {
            end(process, complaints);
        }
    }

    private static Process start(Implementation implementation, List<String> command, Path complaints)
            throws BenchException {
        try {
            return new ProcessBuilder(command)
                    .redirectError(complaints.toFile())
                    .start();
        } catch (IOException e) {
            throw new BenchException(implementation.name() + " cannot be started: " + e.getMessage());
        }
    }

    private void order(String line) throws IOException {
        orders.write(line);
        orders.newLine();
        orders.flush();
    }

    /// What follows this word in the next line.
    private String answer(String word) throws BenchException, IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new BenchException(implementation.name() + " ended" + last(complaints));
        }
        if (!line.startsWith(word)) {
            throw new BenchException(implementation.name() + ": " + line);
        }
        return line.substring(word.length()).strip();
    }

    /// The last line that it wrote on standard error.
    private static String last(Path complaints) throws IOException {
        List<String> lines = Files.readAllLines(complaints, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.isEmpty() ? "" : ": " + lines.getLast().strip();
    }

    @Override
    public void close() throws IOException {
        try {
            orders.close();
        } catch (IOException _) { // it has ended by itself
        }
        end(process, complaints);
    }

    private static void end(Process process, Path complaints) throws IOException {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(complaints);
    }
}
