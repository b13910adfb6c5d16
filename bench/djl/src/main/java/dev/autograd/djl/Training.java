package dev.autograd.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Steps of training: forward, backward, step of the optimiser. The data are random: their values do not change
/// the time.
final class Training {
    static final Map<String, Supplier<Runnable>> ALL = Map.of(
            "toy4", Training::toy4,
            "digits-sgd", () -> digits(sgd(0.01f)),
            "digits-adam",
                    () -> digits(Optimizer.adam()
                            .optLearningRateTracker(Tracker.fixed(1e-3f))
                            .build()),
            "lenet", Training::lenet,
            "startup", () -> toy4(100),
            "toy4-90k", () -> toy4(90_000));

    private Training() {}

    private static Optimizer sgd(float rate) {
        return Optimizer.sgd().setLearningRateTracker(Tracker.fixed(rate)).build();
    }

    // ----------------------------------------------------------------------------------------------------- with arrays

    /// A layer that is applied twice is no block of DJL's.
    private static Runnable toy4() {
        List<NDArray> parameters = List.of(weights(4, 64), weights(64), weights(64, 64), weights(64), weights(64, 4));
        UnaryOperator<NDArray> layer = x -> {
            NDArray h = Activation.sigmoid(x.matMul(parameters.get(0)).add(parameters.get(1)));
            return Activation.relu(h.matMul(parameters.get(2)).add(parameters.get(3)))
                    .matMul(parameters.get(4));
        };
        NDArray x = Arrays.randn(713, 4);
        NDArray y = Arrays.MANAGER
                .randomInteger(0, 4, new Shape(713), DataType.INT64)
                .oneHot(4);
        Loss loss = new SoftmaxCrossEntropyLoss("loss", 1, -1, false, true);
        Optimizer optimizer = sgd(0.05f);
        return steps(batches(x, y, 16), batch -> {
            try (var _ = new NDScope();
                    GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray logits = layer.apply(layer.apply(batch.x));
                collector.backward(loss.evaluate(new NDList(batch.y), new NDList(logits)));
            }
            for (int i = 0; i < parameters.size(); i++) {
                try (NDArray gradient = parameters.get(i).getGradient()) {
                    optimizer.update("" + i, parameters.get(i), gradient);
                }
            }
        });
    }

    private static NDArray weights(long... sizes) {
        NDArray made = Arrays.randn(sizes).muli(0.1);
        made.setRequiresGradient(true);
        return made;
    }

    private static Runnable toy4(int steps) {
        Runnable step = toy4();
        return () -> {
            for (int i = 0; i < steps; i++) {
                step.run();
            }
        };
    }

    // ----------------------------------------------------------------------------------------------------- with blocks

    private static Runnable digits(Optimizer optimizer) {
        Block block = new SequentialBlock()
                .add(Linear.builder().setUnits(128).build())
                .add(Activation.reluBlock())
                .add(Linear.builder().setUnits(10).build());
        return trained(block, batches(Arrays.rand(1024, 64), classes(1024), 64), optimizer);
    }

    private static Runnable lenet() {
        Block block = new SequentialBlock()
                .add(conv(8))
                .add(Activation.reluBlock())
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(conv(16))
                .add(Activation.reluBlock())
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(10).build());
        return trained(block, batches(Arrays.rand(128, 1, 28, 28), classes(128), 32), sgd(0.01f));
    }

    private static Block conv(int filters) {
        return Conv2d.builder()
                .setKernelShape(new Shape(5, 5))
                .setFilters(filters)
                .build();
    }

    private static NDArray classes(long count) {
        return Arrays.MANAGER.randomInteger(0, 10, new Shape(count), DataType.INT64);
    }

    private static Runnable trained(Block block, List<Batch> batches, Optimizer optimizer) {
        Model model = Model.newInstance("bench");
        model.setBlock(block);
        Trainer trainer = model.newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(optimizer));
        trainer.initialize(batches.getFirst().x.getShape());
        // What the trainer makes in its first step it keeps: a scope would close it.
        backward(trainer, batches.getFirst());
        trainer.step();
        return steps(batches, batch -> {
            try (var _ = new NDScope()) {
                backward(trainer, batch);
            }
            trainer.step();
        });
    }

    private static void backward(Trainer trainer, Batch batch) {
        try (GradientCollector collector = trainer.newGradientCollector()) {
            NDList logits = trainer.forward(new NDList(batch.x));
            collector.backward(trainer.getLoss().evaluate(new NDList(batch.y), logits));
        }
    }

    // ----------------------------------------------------------------------------------------------------- for both

    private record Batch(NDArray x, NDArray y) {}

    private static List<Batch> batches(NDArray x, NDArray y, long size) {
        List<Batch> batches = new ArrayList<>();
        long all = x.size(0);
        for (long at = 0; at < all; at += size) {
            String range = at + ":" + Math.min(at + size, all);
            batches.add(new Batch(x.get(range), y.get(range)));
        }
        return batches;
    }

    private static Runnable steps(List<Batch> batches, Consumer<Batch> step) {
        return new Runnable() {
            private int at;

            @Override
            public void run() {
                step.accept(batches.get(at));
                at = (at + 1) % batches.size();
            }
        };
    }
}
