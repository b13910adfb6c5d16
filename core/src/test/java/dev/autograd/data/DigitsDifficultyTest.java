package dev.autograd.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.nn.F;
import dev.autograd.nn.Layer;
import dev.autograd.nn.Linear;
import dev.autograd.nn.ReLU;
import dev.autograd.nn.Sequential;
import dev.autograd.optim.Adam;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The drawn digits are what they are for: too hard for a linear classifier, learned by one hidden layer.
@Tag("slow")
final class DigitsDifficultyTest {
    private static final int TRAIN = 6_000;
    private static final int BATCH = 64;

    private final Digits digits = Digits.generate(TRAIN + 1_000, 7);
    private final Tensor images = Tensor.of(digits.images(), Shape.of(digits.count(), Digits.PIXELS));
    private final Tensor labels = Tensor.of(digits.labels()).to(DType.INT64);

    @Test
    void aLinearClassifierStaysBelow() {
        assertThat(accuracy(new Linear(Digits.PIXELS, 10, Random.seed(1)), 25)).isBetween(0.7, 0.93);
    }

    @Test
    void oneHiddenLayerIsEnough() {
        Layer network = new Sequential(
                new Linear(Digits.PIXELS, 128, Random.seed(1)), new ReLU(), new Linear(128, 10, Random.seed(2)));
        assertThat(accuracy(network, 12)).isGreaterThanOrEqualTo(0.97);
    }

    private double accuracy(Layer network, int epochs) {
        Adam adam = new Adam(network.parameters(), 1e-3);
        Random random = Random.seed(3);
        for (int epoch = 0; epoch < epochs; epoch++) {
            int[] order = random.permutation(TRAIN);
            for (int at = 0; at + BATCH <= TRAIN; at += BATCH) {
                Tensor chosen = Tensor.of(java.util.Arrays.copyOfRange(order, at, at + BATCH));
                Tensor loss =
                        F.crossEntropy(network.forward(images.indexSelect(0, chosen)), labels.indexSelect(0, chosen));
                adam.zeroGrad();
                loss.backward();
                adam.step();
            }
        }
        return Autograd.noGrad(() -> network.forward(images.slice(0, TRAIN, digits.count()))
                .argmax(1)
                .eq(labels.slice(0, TRAIN, digits.count()))
                .to(DType.FLOAT32)
                .mean()
                .item());
    }
}
