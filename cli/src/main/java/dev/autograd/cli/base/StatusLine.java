package dev.autograd.cli.base;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;

/// What a long run is doing, on standard error: a line that is drawn over in a terminal, a new line now and
/// then elsewhere.
public final class StatusLine {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final PrintWriter err;
    private final boolean terminal = isTerminal();
    private long next = System.nanoTime() + BETWEEN_LINES.toNanos();
    private int drawn;

    /// A line on this.
    public StatusLine(PrintWriter err) {
        this.err = err;
    }

    @SuppressWarnings("SystemConsoleNull") // It is, where another than the JDK's plain console is chosen.
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /// Shows a text in place of the last one.
    public void show(String text) {
        if (terminal) {
            clear();
            err.print(text);
            drawn = text.length();
            err.flush();
        } else if (System.nanoTime() >= next) {
            err.println(text);
            err.flush();
            next = System.nanoTime() + BETWEEN_LINES.toNanos();
        }
    }

    /// Leaves an empty line behind.
    public void clear() {
        if (drawn > 0) {
            err.print("\r" + " ".repeat(drawn) + "\r");
            err.flush();
            drawn = 0;
        }
    }
}
