package dev.autograd.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What an operation costs when there is next to nothing to compute.
final class Tapes {
    private static final int CHAIN = 1_000;
    private static final int OPERATIONS = 10_000;

    static final Map<String, Supplier<Runnable>> ALL =
            Map.of("tiny-add", Tapes::add, "tiny-chain", Tapes::chain, "scalar-tape", Tapes::scalarTape);

    private Tapes() {}

    private static NDArray of(float... values) {
        return Arrays.MANAGER.create(values);
    }

    private static NDArray parameter(float... values) {
        NDArray made = of(values);
        made.setRequiresGradient(true);
        return made;
    }

    private static Runnable add() {
        NDArray a = of(0.5f);
        NDArray b = of(0.25f);
        return Arrays.quiet(() -> a.add(b));
    }

    private static Runnable chain() {
        NDArray x = parameter(0.5f);
        NDArray a = of(1e-3f);
        return backward(List.of(x), () -> {
            NDArray y = x;
            for (int i = 0; i < CHAIN; i++) {
                y = y.add(a);
            }
            return y;
        });
    }

    private static Runnable scalarTape() {
        NDArray x = parameter(0.5f, -0.25f);
        NDArray a = parameter(0.1f, 0.2f);
        NDArray b = parameter(0.9f, 1.1f);
        return backward(List.of(x, a, b), () -> {
            NDArray y = x;
            for (int i = 0; i < OPERATIONS / 4; i++) {
                y = Activation.softPlus(y);
                y = y.add(a);
                y = y.mul(b);
                y = y.softmax(0);
            }
            return y.get(0);
        });
    }

    private static Runnable backward(List<NDArray> leaves, Supplier<NDArray> function) {
        return () -> {
            try (var _ = new NDScope();
                    GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(function.get());
            }
            leaves.forEach(Arrays::zeroGradient);
        };
    }
}
