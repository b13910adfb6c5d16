package dev.autograd.cli.train;

import dev.autograd.Tensor;
import dev.autograd.checkpoint.Checkpoint;
import dev.autograd.cli.base.Failure;
import dev.autograd.data.Batch;
import dev.autograd.nn.Layer;
import dev.autograd.optim.Optimizer;
import dev.autograd.optim.ParameterGroup;

/// A network and the optimiser that teaches it: all that changes while learning.
///
/// @param network the network
/// @param optimizer what changes its parameters
/// @param objective what it learns for
public record Learner(Layer network, Optimizer optimizer, Objective objective) {
    /// A learner around a network.
    public static Learner of(Layer network, Objective objective, Settings settings) {
        return new Learner(network, settings.optimizer().of(network.parameters(), settings.lr()), objective);
    }

    /// What one step gave.
    ///
    /// @param loss the mean loss of the batch
    /// @param output what the network said before it learned
    public record Step(double loss, Tensor output) {}

    /// One step of learning: forward, backward, and the change of the parameters. Where the loss is not finite,
    /// nothing changes.
    public Step step(Batch batch, StepTimer timer) {
        long start = System.nanoTime();
        Tensor output = network.forward(batch.x());
        Tensor loss = objective.loss(output, batch.y());
        double value = loss.item();
        long middle = System.nanoTime();
        if (Double.isFinite(value)) {
            optimizer.zeroGrad();
            loss.backward();
            optimizer.step();
            timer.add(middle - start, System.nanoTime() - middle);
        }
        return new Step(value, output);
    }

    /// The learning rate.
    public double lr() {
        return optimizer.groups().getFirst().settings().lr();
    }

    /// A copy of all that changes.
    Checkpoint checkpoint() {
        return Checkpoint.of(network).with(optimizer);
    }

    /// Goes back to a copy, at this learner's own learning rate.
    ///
    /// @param source where the copy comes from, for the error
    /// @throws Failure if the copy is of another network, naming the first parameter that differs
    void restore(Checkpoint saved, Object source) {
        double lr = lr();
        try {
            saved.restore(network);
            saved.restore(optimizer);
        } catch (IllegalArgumentException e) {
            throw new Failure("the checkpoint " + source + " is of another network: " + e.getMessage(), e);
        }
        for (ParameterGroup group : optimizer.groups()) {
            group.setSettings(group.settings().withLr(lr));
        }
    }
}
