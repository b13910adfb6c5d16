package dev.autograd.bench;

import dev.autograd.bench.measure.BenchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Finds a Python that has PyTorch, and gives it the scripts.
final class Python {
    /// What is tried where none is named.
    static final List<String> USUAL = List.of("python3", "python");

    private static final List<String> SCRIPTS = List.of("worker.py", "workloads.py");
    private static final int PATIENCE = 120; // seconds: the first import reads hundreds of megabytes

    private Python() {}

    /// The one that was named.
    ///
    /// @throws BenchException when it has no PyTorch
    static String named(String python) throws BenchException {
        if (!hasTorch(python)) {
            throw new BenchException(python + " has no PyTorch: `" + python
                    + " -c \"import torch\"` fails; --python takes the path of a Python that has it");
        }
        return python;
    }

    /// The first of the usual ones that has PyTorch.
    static Optional<String> find() {
        return USUAL.stream().filter(Python::hasTorch).findFirst();
    }

    private static boolean hasTorch(String python) {
        try {
            Process process = new ProcessBuilder(python, "-c", "import torch")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Writes the scripts into a folder.
    ///
    /// @return the one to run
    static Path unpack(Path folder) throws IOException {
        for (String script : SCRIPTS) {
            try (InputStream in = Python.class.getResourceAsStream("torch/" + script)) {
                if (in == null) {
                    throw new IllegalStateException("the jar lacks torch/" + script);
                }
                Files.copy(in, folder.resolve(script));
            }
        }
        return folder.resolve(SCRIPTS.getFirst());
    }
}
