package dev.autograd.cli.train;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.data.Batch;
import dev.autograd.data.Dataset;
import dev.autograd.nn.Layer;
import java.util.ArrayList;
import java.util.List;

/// How a network does on examples.
///
/// @param loss the mean loss
/// @param score the score
/// @param outputs what the network said, one row an example
/// @param targets what was asked for
public record Evaluation(double loss, double score, Tensor outputs, Tensor targets) {
    /// Tests a network, off the tape and in evaluation mode.
    public static Evaluation of(Layer network, Objective objective, Dataset examples) {
        network.eval();
        Sums sums = new Sums(network, objective);
        Autograd.noGrad(() -> Chunks.of(examples, sums::add));
        return new Evaluation(
                sums.loss / examples.size(),
                objective.score(sums.points, objective.whole(examples)),
                Tensor.cat(0, sums.outputs.toArray(Tensor[]::new)),
                Tensor.cat(0, sums.targets.toArray(Tensor[]::new)));
    }

    private static final class Sums {
        final Layer network;
        final Objective objective;
        final List<Tensor> outputs = new ArrayList<>();
        final List<Tensor> targets = new ArrayList<>();
        double loss;
        double points;

        Sums(Layer network, Objective objective) {
            this.network = network;
            this.objective = objective;
        }

        void add(Batch batch) {
            Tensor output = network.forward(batch.x());
            loss += objective.loss(output, batch.y()).item() * batch.size();
            points += objective.points(output, batch.y());
            outputs.add(output);
            targets.add(batch.y());
        }
    }
}
