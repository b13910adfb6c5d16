package dev.autograd.cli.report;

import dev.autograd.cli.train.Progress;
import dev.autograd.cli.train.Session;
import java.io.Console;
import java.io.PrintWriter;
import java.util.function.LongSupplier;

/// How progress is shown.
public enum ProgressStyle {
    /// A bar that moves.
    BAR,
    /// A line an epoch.
    LINES;

    /// Trainings of more epochs than this are shown in so many lines.
    private static final int LINES_OF_LONG_TRAININGS = 20;

    private static final int LONG_TRAINING = 1_000;

    /// What fits where standard output goes.
    @SuppressWarnings("SystemConsoleNull") // It does, where the JDK's plain console is chosen, as it is from 25 on.
    public static ProgressStyle ofThisProcess() {
        Console console = System.console();
        return console != null && console.isTerminal() ? BAR : LINES;
    }

    /// Shows the progress of a session on `out`.
    public Progress of(Session session, PrintWriter out) {
        return of(session, out, System::nanoTime);
    }

    Progress of(Session session, PrintWriter out, LongSupplier nanoTime) {
        int epochs = session.settings().epochs();
        int every = epochs >= LONG_TRAINING ? epochs / LINES_OF_LONG_TRAININGS : 1;
        var scale = new ProgressLines.Scale(
                epochs, every, session.problem().objective().scoreName());
        Speed speed = new Speed(session.examplesBefore(), nanoTime);
        return switch (this) {
            case BAR -> new ProgressBar(out, scale, speed, nanoTime);
            case LINES -> new ProgressLines(out, scale);
        };
    }
}
