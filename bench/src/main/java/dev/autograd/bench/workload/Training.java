package dev.autograd.bench.workload;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.TensorScope;
import dev.autograd.bench.workload.Workload.Unit;
import dev.autograd.nn.Conv2d;
import dev.autograd.nn.F;
import dev.autograd.nn.Flatten;
import dev.autograd.nn.Layer;
import dev.autograd.nn.Linear;
import dev.autograd.nn.MaxPool2d;
import dev.autograd.nn.ReLU;
import dev.autograd.nn.Sequential;
import dev.autograd.optim.Adam;
import dev.autograd.optim.Optimizer;
import dev.autograd.optim.SGD;
import dev.autograd.value.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Steps of training: forward, backward, step of the optimiser. The data are random: their values do not change
/// the time.
final class Training {
    static final List<Workload> ALL = List.of(
            step(
                    "toy4",
                    "4-64-64-4, its one layer applied twice, 4,736 parameters, batch 16, cross-entropy, SGD",
                    Training::toy4),
            step(
                    "digits-sgd",
                    "64-128-10, batch 64, cross-entropy, SGD",
                    () -> digits(parameters -> new SGD(parameters, 0.01))),
            step(
                    "digits-adam",
                    "64-128-10, batch 64, cross-entropy, Adam",
                    () -> digits(parameters -> new Adam(parameters, 0.001))),
            step("lenet", "28x28, conv 1-8 5x5, pool, conv 8-16 5x5, pool, linear; batch 32, SGD", Training::lenet));

    private Training() {}

    private static Workload step(String name, String description, Supplier<Runnable> program) {
        return new Workload(name, description, "step", Unit.MICROSECONDS, 1, program);
    }

    static Runnable toy4() {
        Tensor w0 = weights(4, 64);
        Tensor b0 = weights(64);
        Tensor w1 = weights(64, 64);
        Tensor b1 = weights(64);
        Tensor w2 = weights(64, 4);
        Function<Tensor, Tensor> layer =
                x -> x.matmul(w0).add(b0).sigmoid().matmul(w1).add(b1).relu().matmul(w2);
        Tensor x = Tensor.randn(713, 4);
        Tensor y = F.oneHot(Tensor.randint(0, 4, 713), 4).to(DType.FLOAT32);
        return steps(batches(x, y, 16), layer.andThen(layer), new SGD(List.of(w0, b0, w1, b1, w2), 0.05));
    }

    private static Tensor weights(long... sizes) {
        return Tensor.randn(sizes).mul(0.1).requiresGrad_();
    }

    private static Runnable digits(Function<List<Tensor>, Optimizer> optimizer) {
        Layer model = new Sequential(new Linear(64, 128), new ReLU(), new Linear(128, 10));
        Tensor x = Tensor.rand(1024, 64);
        Tensor y = Tensor.randint(0, 10, 1024);
        return steps(batches(x, y, 64), model::forward, optimizer.apply(model.parameters()));
    }

    private static Runnable lenet() {
        Layer model = new Sequential(
                new Conv2d(1, 8, 5),
                new ReLU(),
                new MaxPool2d(2),
                new Conv2d(8, 16, 5),
                new ReLU(),
                new MaxPool2d(2),
                new Flatten(),
                new Linear(256, 10));
        Tensor x = Tensor.rand(128, 1, 28, 28);
        Tensor y = Tensor.randint(0, 10, 128);
        return steps(batches(x, y, 32), model::forward, new SGD(model.parameters(), 0.01));
    }

    private record Batch(Tensor x, Tensor y) {}

    private static List<Batch> batches(Tensor x, Tensor y, long size) {
        return Autograd.noGrad(() -> {
            List<Batch> batches = new ArrayList<>();
            for (long at = 0; at < x.size(0); at += size) {
                long length = Math.min(size, x.size(0) - at);
                batches.add(new Batch(x.narrow(0, at, length), y.narrow(0, at, length)));
            }
            return batches;
        });
    }

    private static Runnable steps(List<Batch> batches, Function<Tensor, Tensor> model, Optimizer optimizer) {
        return new Runnable() {
            private int at;

            @Override
            public void run() {
                Batch batch = batches.get(at);
                at = (at + 1) % batches.size();
                try (var _ = TensorScope.open()) {
                    Tensor loss = F.crossEntropy(model.apply(batch.x), batch.y);
                    optimizer.zeroGrad();
                    loss.backward();
                    optimizer.step();
                }
            }
        };
    }
}
