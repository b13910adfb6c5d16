package dev.autograd.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.value.Random;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.75, 1})
    void dropsThatShareAndKeepsTheMean(double p) {
        Dropout dropout = new Dropout(p, Random.seed(1));
        float[] y = dropout.forward(Tensor.ones(10_000)).toFloatArray();
        int dropped = 0;
        for (float value : y) {
            dropped += value == 0 ? 1 : 0;
            assertThat(value).isIn(0f, (float) (1 / (1 - p)));
        }
        assertThat(dropped / 10_000.0).isEqualTo(p, within(0.02));
    }

    @Test
    void passesItsInputOnInEvaluation() {
        Dropout dropout = new Dropout(0.5);
        dropout.eval();
        Tensor x = Tensor.ones(3);
        assertThat(dropout.forward(x)).isSameAs(x);
    }

    @Test
    void drawsFromAGeneratorOfItsOwnWhoseStateCanBeSaved() {
        Dropout dropout = new Dropout(0.5, Random.seed(1));
        Tensor x = Tensor.ones(100);
        Map<String, long[]> saved = dropout.randomStates();
        long[] thread = Autograd.random().state();
        float[] first = dropout.forward(x).toFloatArray();
        assertThat(dropout.forward(x).toFloatArray()).isNotEqualTo(first);
        dropout.loadRandomStates(saved);
        assertThat(dropout.forward(x).toFloatArray()).isEqualTo(first);
        assertThat(Autograd.random().state()).isEqualTo(thread);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.5, Double.NaN})
    void refusesWhatIsNoProbability(double p) {
        assertThatThrownBy(() -> new Dropout(p))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Dropout: p must be within [0, 1], but is " + p);
    }
}
