package dev.autograd.cli.report;

import dev.autograd.Graph;
import dev.autograd.Tensor;
import dev.autograd.cli.model.Inputs.Images;
import dev.autograd.cli.train.EpochMetrics;
import dev.autograd.cli.train.Evaluation;
import dev.autograd.cli.train.Objective;
import dev.autograd.cli.train.Problem;
import dev.autograd.cli.train.Rows;
import dev.autograd.data.Batch;
import dev.autograd.data.Dataset;
import dev.autograd.nn.Layer;
import dev.autograd.viz.Charts;
import dev.autograd.viz.EpochResult;
import dev.autograd.viz.SampleSheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The pictures of a run.
final class Pictures {
    private static final int MOST_EXAMPLES_IN_GRAPH = 64;
    private static final int MOST_SAMPLES = 100;

    private Pictures() {}

    /// The graph of one step's loss, with the parameters under their full names.
    static Graph graph(Problem problem, Layer network, int batchSize) {
        network.namedParameters().forEach((name, parameter) -> parameter.named(name));
        int count = Math.min(problem.train().size(), Math.min(batchSize, MOST_EXAMPLES_IN_GRAPH));
        Batch batch = problem.train().gather(IntStream.range(0, count).toArray());
        Tensor x = batch.x().clone().named("input");
        Tensor y = batch.y().clone().named("target");
        return Graph.trace(() -> problem.objective().loss(network.forward(x), y));
    }

    /// Draws loss and accuracy against the epoch. The score of a regression is no accuracy, and is left out.
    static void curves(Path svg, List<EpochMetrics> history, Objective objective) throws IOException {
        Charts.trainingCurves(
                history.stream()
                        .map(m -> switch (objective) {
                            case CLASSIFY ->
                                new EpochResult(m.epoch(), m.trainLoss(), m.trainScore(), m.testLoss(), m.testScore());
                            case REGRESS ->
                                new EpochResult(m.epoch(), m.trainLoss(), Double.NaN, m.testLoss(), Double.NaN);
                        })
                        .toList(),
                svg);
    }

    /// Shows test pictures with what they were taken for: the mistakes first.
    static void samples(Path png, Images images, Dataset test, Evaluation said, List<String> names) throws IOException {
        int[] right = Rows.classes(said.targets());
        int[] predicted = Rows.largest(said.outputs());
        int[] shown = chosen(right, predicted);
        List<String> labels = new ArrayList<>();
        for (int example : shown) {
            String what = names.get(right[example]);
            labels.add(right[example] == predicted[example] ? what : what + " as " + names.get(predicted[example]));
        }
        float[] pixels = test.gather(shown).x().toFloatArray();
        SampleSheet.save(pixels, images.columns(), images.height(), labels, png);
    }

    private static int[] chosen(int[] right, int[] predicted) {
        IntStream mistakes = IntStream.range(0, right.length).filter(i -> right[i] != predicted[i]);
        IntStream others = IntStream.range(0, right.length).filter(i -> right[i] == predicted[i]);
        return IntStream.concat(mistakes.limit(MOST_SAMPLES / 2), others)
                .limit(MOST_SAMPLES)
                .toArray();
    }
}
