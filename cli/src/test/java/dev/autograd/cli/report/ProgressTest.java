package dev.autograd.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.cli.train.EpochEnd;
import dev.autograd.cli.train.EpochMetrics;
import dev.autograd.cli.train.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final long MILLISECOND = 1_000_000;
    private static final String MEASURES = "  loss 0.5000  accuracy 0.7500  test loss 0.2500  test accuracy 0.8750";

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);
    private final AtomicLong clock = new AtomicLong();
    private final Speed speed = new Speed(0, clock::get);

    private static ProgressLines.Scale scale(int epochs, int every) {
        return new ProgressLines.Scale(epochs, every, "accuracy");
    }

    private static EpochEnd end(int epoch) {
        return new EpochEnd(new EpochMetrics(epoch, 0.5, 0.75, 0.25, 0.875), null, null, 500, 2, 0);
    }

    private void batch(Progress progress, long milliseconds, long done) {
        clock.set(milliseconds * MILLISECOND);
        progress.batch(new Progress.Position(1, done, 1_000, 1.5, 0.5));
    }

    @Test
    void linesTellOfEpochs() {
        Progress lines = new ProgressLines(out, scale(10, 5));
        batch(lines, 2_000, 500);
        for (int epoch = 1; epoch <= 10; epoch++) {
            lines.epoch(end(epoch));
        }
        assertThat(text.toString().lines())
                .containsExactly(
                        "epoch  5/10" + MEASURES + "  250 examples/s", "epoch 10/10" + MEASURES + "  250 examples/s");
    }

    @Test
    void theBarMovesAtMostTenTimesASecond() {
        Progress bar = new ProgressBar(out, scale(2, 1), speed, clock::get);
        batch(bar, 1_000, 100);
        batch(bar, 1_050, 200);
        batch(bar, 1_100, 550);
        assertThat(text)
                .hasToString("\repoch 1/2 [##------------------] loss 1.5000 accuracy 0.500 100/s 0:09 left"
                        + "\repoch 1/2 [###########---------] loss 1.5000 accuracy 0.500 500/s 0:00 left");
    }

    @Test
    void theBarMakesRoomForEpochs() {
        Progress bar = new ProgressBar(out, scale(2, 1), speed, clock::get);
        batch(bar, 1_000, 100);
        bar.epoch(end(1));
        bar.end();
        assertThat(text.toString())
                .endsWith("left\r" + " ".repeat(75) + "\repoch 1/2" + MEASURES + System.lineSeparator());
    }

    @Test
    void speedForgetsTheSlowStart() {
        Speed fresh = new Speed(0, clock::get);
        for (int second = 1; second <= 9; second += 1) {
            clock.set(second * 1_000 * MILLISECOND);
            fresh.at(second <= 3 ? second : 3 + (second - 3) * 1_000L);
        }
        assertThat(fresh.perSecond()).isEqualTo(1_000);
        assertThat(fresh.left(6_003 + 5_000)).hasSeconds(5);
    }
}
