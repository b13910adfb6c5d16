package dev.autograd.cli.train;

import dev.autograd.Tensor;
import dev.autograd.cli.model.Answer;
import dev.autograd.cli.model.Feature;
import dev.autograd.cli.model.Inputs;
import dev.autograd.cli.model.Mlp;
import dev.autograd.cli.model.ModelCard;
import dev.autograd.cli.model.Scale;
import dev.autograd.data.TensorDataset;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.List;
import java.util.Map;

/// 23 points in a plane to learn from, of two classes: a circle and what is around it.
record Small(Order order) implements Task {
    static final Task TASK = new Small(Order.SHUFFLED);

    @Override
    public String name() {
        return "small";
    }

    @Override
    public Settings defaults() {
        return new Settings(Map.of(
                "epochs", "4", "batch-size", "5", "optimizer", "adam", "lr", "0.01", "seed", "3", "hidden", "6"));
    }

    @Override
    public Problem problem(Settings settings) {
        List<Feature> features =
                List.of(new Feature.Scaled("a", new Scale(0, 1)), new Feature.Scaled("b", new Scale(0, 1)));
        var card = new ModelCard(
                name(),
                Mlp.of(2, settings.hidden(), 2),
                new Inputs.Columns(features),
                new Answer.Classes("inside", List.of("no", "yes")));
        return new Problem(card, points(23, 1), points(7, 2), order);
    }

    private static TensorDataset points(int count, long seed) {
        Tensor x = Tensor.randn(Random.seed(seed), Shape.of(count, 2), DType.FLOAT32);
        return new TensorDataset(x, x.mul(x).sum(1).lt(1.0).to(DType.INT64));
    }
}
