package dev.autograd.cli.train;

import dev.autograd.Tensor;
import dev.autograd.cli.base.Failure;
import dev.autograd.cli.model.Mismatch;
import dev.autograd.cli.model.RawTensors;
import dev.autograd.nn.Layer;
import dev.autograd.optim.Optimizer;
import dev.autograd.optim.OptimizerState;
import dev.autograd.optim.ParameterGroup;
import java.util.Map;

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

    /// One step of learning: forward, backward, and the change of the parameters. Where the loss is not finite, nothing changes.
    Step step(Batch batch, StepTimer timer) {
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

    /// What one step gave.
    ///
    /// @param loss the mean loss of the batch
    /// @param output what the network said before it learned
    record Step(double loss, Tensor output) {}

    Snapshot snapshot(Cursor cursor) {
        OptimizerState state = optimizer.stateDict();
        return new Snapshot(
                RawTensors.of(network.stateDict()), RawTensors.of(state.tensors()), state.numbers(), cursor);
    }

    /// Goes back to a snapshot, at this learner's own learning rate.
    ///
    /// @param source the snapshot's file, for the error
    /// @throws Failure if the snapshot is of another network, naming the first parameter that differs
    void restore(Snapshot snapshot, Object source) {
        Map<String, Tensor> model = RawTensors.tensors(snapshot.model());
        Mismatch.first(network.stateDict(), model).ifPresent(mismatch -> {
            throw new Failure("the network does not fit the checkpoint " + source + ": " + mismatch);
        });
        network.loadStateDict(model);
        double lr = optimizer.groups().getFirst().settings().lr();
        optimizer.loadStateDict(
                new OptimizerState(RawTensors.tensors(snapshot.optimizer()), snapshot.optimizerNumbers()));
        for (ParameterGroup group : optimizer.groups()) {
            group.setSettings(group.settings().withLr(lr));
        }
    }
}
