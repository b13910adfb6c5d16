package dev.autograd.examples;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.nn.F;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/// The gradient of the loss of every example alone, which a batch's gradient is only the sum of: what differential
/// privacy clips, and what shows which examples a network learns from. `vmap(grad)` computes all of them in one pass.
public final class PerExampleGradients {
    private static final int FEATURES = 64;
    private static final int HIDDEN = 32;
    private static final int CLASSES = 10;

    private PerExampleGradients() {}

    private static Tensor loss(Tensor[] weights, Tensor x, Tensor y) {
        Tensor hidden = F.linear(x, weights[0], weights[1]).tanh();
        return F.crossEntropy(F.linear(hidden, weights[2], weights[3]).unsqueeze(0), y.unsqueeze(0));
    }

    /// By each weight, with the examples along the first dimension.
    ///
    /// @param weights of two layers, weight and bias of each
    /// @param x (examples, features)
    /// @param y (examples), classes
    public static Tensor[] mapped(Tensor[] weights, Tensor x, Tensor y) {
        return Autograd.vmap(example -> Autograd.grad(w -> loss(w, example[0], example[1]), weights), new Tensor[] {x, y
        });
    }

    /// The same, one example after another.
    public static Tensor[] looped(Tensor[] weights, Tensor x, Tensor y) {
        int examples = (int) x.size(0);
        Tensor[][] gradients = new Tensor[weights.length][examples];
        for (int e = 0; e < examples; e++) {
            Tensor one = x.select(0, e);
            Tensor label = y.select(0, e);
            Tensor[] all = Autograd.grad(w -> loss(w, one, label), weights);
            for (int i = 0; i < all.length; i++) {
                gradients[i][e] = all[i];
            }
        }
        Tensor[] stacked = new Tensor[weights.length];
        for (int i = 0; i < stacked.length; i++) {
            stacked[i] = Tensor.stack(0, gradients[i]);
        }
        return stacked;
    }

    /// Random weights for the examples' sizes.
    public static Tensor[] weights(Random random) {
        return new Tensor[] {
            Tensor.randn(random, Shape.of(HIDDEN, FEATURES), DType.FLOAT32).mul(0.1),
            Tensor.zeros(HIDDEN),
            Tensor.randn(random, Shape.of(CLASSES, HIDDEN), DType.FLOAT32).mul(0.1),
            Tensor.zeros(CLASSES)
        };
    }

    static void run(Path folder, Consumer<String> print) {
        Random random = Random.seed(0);
        Tensor[] weights = weights(random);
        Tensor x = Tensor.randn(random, Shape.of(256, FEATURES), DType.FLOAT32);
        Tensor y = Tensor.randint(random, 0, CLASSES, Shape.of(256));
        double best = Double.POSITIVE_INFINITY;
        double bestLoop = Double.POSITIVE_INFINITY;
        Tensor[] mapped = mapped(weights, x, y);
        Tensor[] looped = looped(weights, x, y);
        for (int run = 0; run < 20; run++) {
            long start = System.nanoTime();
            mapped = mapped(weights, x, y);
            long middle = System.nanoTime();
            looped = looped(weights, x, y);
            best = Math.min(best, (middle - start) * 1e-6);
            bestLoop = Math.min(bestLoop, (System.nanoTime() - middle) * 1e-6);
        }
        double difference = 0;
        for (int i = 0; i < mapped.length; i++) {
            difference =
                    Math.max(difference, mapped[i].sub(looped[i]).abs().max().item());
        }
        print.accept(String.format(
                Locale.ROOT,
                "256 gradients of a %d-%d-%d network: vmap(grad) %.2f ms, a loop %.2f ms; largest difference %.1e",
                FEATURES,
                HIDDEN,
                CLASSES,
                best,
                bestLoop,
                difference));
        Tensor norms = mapped[0].reshape(256, -1).norm(2, 1);
        print.accept(String.format(
                Locale.ROOT,
                "norms of the first weight's gradients: from %.3f to %.3f",
                norms.min().item(),
                norms.max().item()));
    }
}
