package dev.autograd.cli.report;

import dev.autograd.cli.base.Text;
import dev.autograd.cli.train.EpochEnd;
import dev.autograd.cli.train.EpochMetrics;
import dev.autograd.cli.train.Progress;
import java.io.PrintWriter;

/// Progress for files and pipes: a line an epoch.
final class ProgressLines implements Progress {
    private final PrintWriter out;
    private final Scale scale;

    /// @param every how many epochs a line stands for
    record Scale(int epochs, int every, String scoreName) {
        boolean shows(int epoch) {
            return epoch % every == 0 || epoch == epochs;
        }

        /// What is said of a complete epoch.
        String line(EpochMetrics m) {
            int width = Integer.toString(epochs).length();
            return Text.format(
                    "epoch %" + width + "d/%d  loss %.4f  %s %.4f  test loss %.4f  test %s %.4f",
                    m.epoch(),
                    epochs,
                    m.trainLoss(),
                    scoreName,
                    m.trainScore(),
                    m.testLoss(),
                    scoreName,
                    m.testScore());
        }
    }

    ProgressLines(PrintWriter out, Scale scale) {
        this.out = out;
        this.scale = scale;
    }

    @Override
    public void batch(Position position) {
        // A line an epoch.
    }

    @Override
    public void epoch(EpochEnd end) {
        EpochMetrics metrics = end.metrics();
        if (scale.shows(metrics.epoch())) {
            out.println(scale.line(metrics) + Text.format("  %,.0f examples/s", end.perSecond()));
            out.flush();
        }
    }

    @Override
    public void end() {
        out.flush();
    }
}
