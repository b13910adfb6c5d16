package dev.autograd.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.Tensor;
import dev.autograd.cli.model.Mlp;
import dev.autograd.data.Batch;
import dev.autograd.nn.Layer;
import dev.autograd.value.Random;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NotFiniteTest {
    private final Layer network = Mlp.of(2, List.of(3), 2).build(Random.seed(1));

    private String message(float x, double loss) {
        Batch batch = new Batch(Tensor.of(new float[][] {{x, 1}}), Tensor.of(1L));
        return NotFinite.loss(loss, network, batch, new Cursor(2, 7, 0, 0, List.of()), 1_234)
                .getMessage();
    }

    private void set(String parameter, double value) {
        network.stateDict().get(parameter).fill_(value);
    }

    @Test
    void namesTheStep() {
        assertThat(message(1, Double.NaN)).startsWith("the loss became NaN at step 1,234 (epoch 3, batch 8): ");
        assertThat(message(1, Double.POSITIVE_INFINITY)).startsWith("the loss became infinite at step 1,234 ");
    }

    @Test
    void blamesTheDataFirst() {
        set("0.weight", Double.NaN);
        assertThat(message(Float.NaN, Double.NaN)).endsWith("the data of this batch is not finite");
    }

    @Test
    void thenTheFirstParameter() {
        set("2.weight", Double.NaN);
        set("0.bias", Double.POSITIVE_INFINITY);
        assertThat(message(1, Double.NaN)).contains("parameter \"0.bias\" is the first that is not finite");
    }

    @Test
    void thenTheFirstActivation() {
        set("0.weight", 1e30);
        set("2.weight", 1e30);
        assertThat(message(1, Double.NaN)).endsWith("the output of layer \"2\" is the first activation that is not");
    }

    @Test
    void thenTheLoss() {
        assertThat(message(1, Double.NaN)).contains("all parameters and activations are finite, but the loss");
    }
}
