package dev.autograd.cli.train;

import dev.autograd.Tensor;
import dev.autograd.data.Dataset;
import dev.autograd.nn.F;
import java.util.stream.DoubleStream;

/// How right and wrong are measured: the loss that training lowers, and the score that people read, at most 1.
///
/// A score is gathered batch by batch as points that add up.
public enum Objective {
    /// Cross-entropy, and the share of right answers.
    CLASSIFY("accuracy") {
        @Override
        public Tensor loss(Tensor output, Tensor target) {
            return F.crossEntropy(output, target);
        }

        @Override
        double points(Tensor output, Tensor target) {
            int[] said = Rows.largest(output);
            int[] right = Rows.classes(target);
            int points = 0;
            for (int row = 0; row < said.length; row++) {
                points += said[row] == right[row] ? 1 : 0;
            }
            return points;
        }

        @Override
        double whole(Dataset examples) {
            return examples.size();
        }

        @Override
        double score(double points, double whole) {
            return points / whole;
        }
    },
    /// Squared error, and the share of the quantity's variance that is explained (R2).
    REGRESS("R2") {
        @Override
        public Tensor loss(Tensor output, Tensor target) {
            return F.mseLoss(output, target);
        }

        @Override
        double points(Tensor output, Tensor target) {
            float[] said = output.toFloatArray();
            float[] right = target.toFloatArray();
            double squares = 0;
            for (int row = 0; row < said.length; row++) {
                double error = (double) said[row] - right[row];
                squares += error * error;
            }
            return -squares;
        }

        @Override
        double whole(Dataset examples) {
            DoubleStream.Builder values = DoubleStream.builder();
            Chunks.of(examples, chunk -> {
                for (double value : chunk.y().toDoubleArray()) {
                    values.add(value);
                }
            });
            return Rows.squaresAroundMean(values.build().toArray());
        }

        @Override
        double score(double points, double whole) {
            return 1 + points / whole;
        }
    };

    private final String scoreName;

    Objective(String scoreName) {
        this.scoreName = scoreName;
    }

    /// What the score is called.
    public String scoreName() {
        return scoreName;
    }

    /// The mean loss of a batch.
    public abstract Tensor loss(Tensor output, Tensor target);

    /// What a batch adds to the score.
    abstract double points(Tensor output, Tensor target);

    /// What the points of all `examples` are compared with.
    abstract double whole(Dataset examples);

    /// The score of examples, from their points and what these are compared with.
    abstract double score(double points, double whole);
}
