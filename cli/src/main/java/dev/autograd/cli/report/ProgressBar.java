package dev.autograd.cli.report;

import dev.autograd.cli.base.Text;
import dev.autograd.cli.train.EpochEnd;
import dev.autograd.cli.train.EpochMetrics;
import dev.autograd.cli.train.Progress;
import java.io.PrintWriter;
import java.util.function.LongSupplier;

/// Progress for a terminal: a bar that is drawn over and over in the last line, and the complete epochs above it.
final class ProgressBar implements Progress {
    private static final int WIDTH = 20;
    private static final long NANOS_BETWEEN_FRAMES = 100_000_000;

    private final PrintWriter out;
    private final ProgressLines.Scale scale;
    private final Speed speed;
    private final LongSupplier nanoTime;
    private long lastFrame = Long.MIN_VALUE;
    private int drawn;

    ProgressBar(PrintWriter out, ProgressLines.Scale scale, Speed speed, LongSupplier nanoTime) {
        this.out = out;
        this.scale = scale;
        this.speed = speed;
        this.nanoTime = nanoTime;
    }

    @Override
    public void batch(Position position) {
        speed.at(position.done());
        long now = nanoTime.getAsLong();
        if (lastFrame == Long.MIN_VALUE || now - lastFrame >= NANOS_BETWEEN_FRAMES) {
            lastFrame = now;
            draw(frame(position));
        }
    }

    private String frame(Position p) {
        int filled = (int) (WIDTH * p.done() / p.total());
        return Text.format(
                "epoch %d/%d [%s%s] loss %.4f %s %.3f %,.0f/s %s left",
                p.epoch(),
                scale.epochs(),
                "#".repeat(filled),
                "-".repeat(WIDTH - filled),
                p.loss(),
                scale.scoreName(),
                p.score(),
                speed.perSecond(),
                Text.clock(speed.left(p.total())));
    }

    /// Blanks hide what a longer frame left behind.
    private void draw(String frame) {
        out.print("\r" + frame + " ".repeat(Math.max(0, drawn - frame.length())));
        out.flush();
        drawn = frame.length();
    }

    @Override
    public void epoch(EpochEnd end) {
        EpochMetrics metrics = end.metrics();
        if (scale.shows(metrics.epoch())) {
            clear();
            out.println(scale.line(metrics));
            out.flush();
            lastFrame = Long.MIN_VALUE;
        }
    }

    @Override
    public void end() {
        clear();
        out.flush();
    }

    private void clear() {
        if (drawn > 0) {
            out.print("\r" + " ".repeat(drawn) + "\r");
            drawn = 0;
        }
    }
}
