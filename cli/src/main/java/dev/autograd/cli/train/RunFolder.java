package dev.autograd.cli.train;

import dev.autograd.cli.base.Failure;
import dev.autograd.cli.base.Reason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The folder that a training writes to.
final class RunFolder {
    private static final Path RUNS = Path.of("runs");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private RunFolder() {}

    /// Says whether a folder could be written to, without making it: the nearest folder above it that exists must
    /// be one.
    ///
    /// @throws Failure if it could not
    static void check(@Nullable Path wanted) {
        Path nearest = (wanted == null ? RUNS : wanted).toAbsolutePath();
        while (!Files.exists(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        if (!Files.isDirectory(nearest)) {
            throw new Failure("the output cannot be written to " + (wanted == null ? RUNS : wanted) + ": " + nearest
                    + " is not a folder");
        }
        if (!Files.isWritable(nearest)) {
            throw new Failure("the output cannot be written to " + (wanted == null ? RUNS : wanted)
                    + ": this process may not write to " + nearest);
        }
    }

    /// Refuses a folder that holds another training, which would be lost.
    ///
    /// @param wanted where, or null for a new folder
    /// @param resumed the folder of the training that is gone on with, or null
    /// @throws Failure if a model or a checkpoint is there already
    static void requireNoOtherTraining(@Nullable Path wanted, @Nullable Path resumed) {
        if (wanted == null || (resumed != null && isSame(wanted, resumed))) {
            return;
        }
        for (String name : new String[] {SavedRun.NAME, "model.safetensors"}) {
            if (Files.exists(wanted.resolve(name))) {
                throw new Failure(wanted + " holds a training already (" + name
                        + "); choose another --out, or go on with " + "it by --resume " + wanted);
            }
        }
    }

    private static boolean isSame(Path a, Path b) {
        try {
            return Files.exists(a) && Files.isSameFile(a, b);
        } catch (IOException e) {
            throw new Failure(a + " cannot be compared with " + b + ": " + Reason.of(e), e);
        }
    }

    /// Makes the folder, and tries whether a file can be written to it.
    ///
    /// @param wanted where, or null for a new one under `runs` named after the task and the time
    /// @throws Failure if it cannot be made or written to
    static Path make(@Nullable Path wanted, String task) {
        Path folder = wanted == null ? RUNS : wanted;
        try {
            Files.createDirectories(folder);
            if (wanted == null) {
                folder = fresh(
                        task + "-" + LocalDateTime.now(ZoneId.systemDefault()).format(TIME));
            }
            Files.delete(Files.createTempFile(folder, ".probe", null));
            return folder;
        } catch (IOException e) {
            throw new Failure("the output cannot be written to " + folder + ": " + Reason.of(e), e);
        }
    }

    /// A folder of its own for this run, also where another began in the same second.
    private static Path fresh(String name) throws IOException {
        for (int i = 1; ; i++) {
            Path folder = RUNS.resolve(i == 1 ? name : name + "-" + i);
            try {
                return Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                // The next number, then.
            }
        }
    }
}
