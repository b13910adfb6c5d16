package dev.autograd.cli.conformance;

import dev.autograd.cli.base.StatusLine;
import dev.autograd.cli.base.Text;
import dev.autograd.conformance.Progress;
import java.io.PrintWriter;
import java.time.Duration;

/// How far a long run is. A short run says nothing.
final class ProgressLine implements Progress {
    private static final Duration SHORT_RUN = Duration.ofSeconds(2);
    private static final Duration BETWEEN_FRAMES = Duration.ofMillis(200);

    private final StatusLine status;
    private long next = System.nanoTime() + SHORT_RUN.toNanos();

    ProgressLine(PrintWriter err) {
        this.status = new StatusLine(err);
    }

    @Override
    public void ended(int done, int total) {
        if (System.nanoTime() >= next) {
            status.show(Text.format("%,d of %,d cases", done, total));
            next = System.nanoTime() + BETWEEN_FRAMES.toNanos();
        }
    }

    /// Leaves an empty line behind.
    void end() {
        status.clear();
    }
}
