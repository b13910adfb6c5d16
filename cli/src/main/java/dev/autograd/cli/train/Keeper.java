package dev.autograd.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Keeps the last good state of a training: always in memory, and in the checkpoint file often enough that a crash
/// costs seconds.
final class Keeper {
    /// Small epochs take less time than forcing a file to the disk does.
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(5);

    private final Path file;
    private final SavedRun.Start start;
    private @Nullable SavedRun unwritten;
    private long lastWrite = System.nanoTime();

    Keeper(Path file, SavedRun.Start start) {
        this.file = file;
        this.start = start;
    }

    /// Takes over a state, writing it where the last write was a while ago.
    void remember(Learner learner, Cursor cursor) throws IOException {
        unwritten = new SavedRun(start, cursor, learner.checkpoint());
        if (System.nanoTime() - lastWrite > BETWEEN_WRITES.toNanos()) {
            write();
        }
    }

    /// Writes the state that was taken over last, unless that is done already.
    void write() throws IOException {
        SavedRun run = unwritten;
        if (run != null) {
            run.save(file);
            unwritten = null;
            lastWrite = System.nanoTime();
        }
    }
}
