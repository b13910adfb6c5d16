package dev.autograd.cli.report;

import dev.autograd.Graph;
import dev.autograd.Tensor;
import dev.autograd.cli.model.Inputs.Images;
import dev.autograd.cli.train.EpochMetrics;
import dev.autograd.cli.train.Problem;
import dev.autograd.cli.train.Rows;
import dev.autograd.cli.train.Split;
import dev.autograd.nn.Layer;
import dev.autograd.viz.Charts;
import dev.autograd.viz.EpochResult;
import dev.autograd.viz.SampleSheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The pictures of a run.
final class Pictures {
    private static final int MOST_EXAMPLES_IN_GRAPH = 64;
    private static final int MOST_SAMPLES = 100;

    private Pictures() {}

    /// The graph of one step's loss, with the parameters under their full names.
    static Graph graph(Problem problem, Layer network, int batchSize) {
        network.namedParameters().forEach((name, parameter) -> parameter.named(name));
        int count = Math.min(problem.train().size(), Math.min(batchSize, MOST_EXAMPLES_IN_GRAPH));
        Tensor x = problem.train().x().narrow(0, 0, count).clone().named("input");
        Tensor y = problem.train().y().narrow(0, 0, count).clone().named("target");
        return Graph.trace(() -> problem.objective().loss(network.forward(x), y));
    }

    /// Draws loss and score against the epoch.
    static void curves(Path svg, List<EpochMetrics> history) throws IOException {
        Charts.trainingCurves(
                history.stream()
                        .map(m -> new EpochResult(m.epoch(), m.trainLoss(), m.trainScore(), m.testLoss(), m.testScore()))
                        .toList(),
                svg);
    }

    /// Shows test pictures with what they were taken for: the mistakes first.
    static void samples(Path png, Images images, Split test, int[] predicted, List<String> names) throws IOException {
        int[] right = Rows.classes(test.y());
        List<Integer> shown = chosen(right, predicted);
        float[] all = test.x().toFloatArray();
        float[] pixels = new float[shown.size() * images.width()];
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            int example = shown.get(i);
            System.arraycopy(all, example * images.width(), pixels, i * images.width(), images.width());
            String what = names.get(right[example]);
            labels.add(right[example] == predicted[example] ? what : what + " as " + names.get(predicted[example]));
        }
        SampleSheet.save(pixels, images.columns(), images.height(), labels, png);
    }

    private static List<Integer> chosen(int[] right, int[] predicted) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < right.length && chosen.size() < MOST_SAMPLES / 2; i++) {
            if (right[i] != predicted[i]) {
                chosen.add(i);
            }
        }
        for (int i = 0; i < right.length && chosen.size() < MOST_SAMPLES; i++) {
            if (right[i] == predicted[i]) {
                chosen.add(i);
            }
        }
        return chosen;
    }
}
