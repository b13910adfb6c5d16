package dev.autograd.cli.train;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.nn.Layer;
import java.util.ArrayList;
import java.util.List;

/// How a network does on examples.
///
/// @param loss the mean loss
/// @param score the score
/// @param outputs what the network said, one row an example
public record Evaluation(double loss, double score, Tensor outputs) {
    /// So many examples at once keep intermediate results small.
    private static final int CHUNK = 1_000;

    /// Tests a network, off the tape and in evaluation mode.
    public static Evaluation of(Layer network, Objective objective, Split examples) {
        network.eval();
        return Autograd.noGrad(() -> measure(network, objective, examples));
    }

    private static Evaluation measure(Layer network, Objective objective, Split examples) {
        double lossSum = 0;
        double points = 0;
        List<Tensor> outputs = new ArrayList<>();
        for (int start = 0; start < examples.size(); start += CHUNK) {
            int count = Math.min(CHUNK, examples.size() - start);
            Tensor target = examples.y().narrow(0, start, count);
            Tensor output = network.forward(examples.x().narrow(0, start, count));
            lossSum += objective.loss(output, target).item() * count;
            points += objective.points(output, target);
            outputs.add(output);
        }
        return new Evaluation(
                lossSum / examples.size(),
                objective.score(points, objective.whole(examples)),
                Tensor.cat(0, outputs.toArray(Tensor[]::new)));
    }
}
