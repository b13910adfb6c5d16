package dev.autograd.cli.conformance;

import dev.autograd.cli.base.Text;
import dev.autograd.conformance.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;

/// How far a long run is, on standard error: a line that is drawn over in a terminal, a new line now and then
/// elsewhere.
/// A short run says nothing.
final class ProgressLine implements Progress {
    private static final Duration SHORT_RUN = Duration.ofSeconds(2);
    private static final Duration BETWEEN_FRAMES = Duration.ofMillis(200);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final PrintWriter err;
    private final boolean terminal;
    private long next;
    private int drawn;

    ProgressLine(PrintWriter err) {
        this.err = err;
        this.terminal = isTerminal();
    }

    @SuppressWarnings("SystemConsoleNull") // It is, where another than the JDK's plain console is chosen.
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public void ended(int done, int total) {
        if (done == 1) {
            next = System.nanoTime() + SHORT_RUN.toNanos();
        }
        if (System.nanoTime() < next) {
            return;
        }
        String text = Text.format("%,d of %,d cases", done, total);
        if (terminal) {
            err.print("\r" + text);
            drawn = text.length();
        } else {
            err.println(text);
        }
        err.flush();
        next = System.nanoTime() + (terminal ? BETWEEN_FRAMES : BETWEEN_LINES).toNanos();
    }

    /// Leaves an empty line behind.
    void end() {
        if (drawn > 0) {
            err.print("\r" + " ".repeat(drawn) + "\r");
            err.flush();
        }
    }
}
