package dev.autograd.conformance.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.Tensor;
import dev.autograd.torch.UnsupportedTorchCall;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DescentTest {
    /// One step from 1 along a gradient of 3.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SGD lr=0.1 | 0.7",
                "SGD lr=0.1 momentum=0.9 nesterov=True | 0.43",
                "Adam lr=0.01 | 0.99",
                "clip_grad_norm_ 1.0, then SGD lr=0.1 | 0.9",
                "clip_grad_norm_ 5, then SGD lr=0.1 on all parameters | 0.7",
                "AdamW lr=0.01 betas=(0.9,0.95) weight_decay=0.1 on all parameters | 0.989",
            })
    void stepsAsTheWordsSay(String words, double expected) {
        Tensor p = Tensor.of(1.0).requiresGrad_();
        Descent descent = Descent.of(words, List.of(p));
        p.setGrad(Tensor.of(3.0));
        descent.step();
        assertThat(p.detach().item()).isCloseTo(expected, Offset.offset(1e-6));
        descent.zeroGrad();
        assertThat(p.grad()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "as fast as it can", "Lion lr=1", "SGD speed=1"})
    void refusesOtherWords(String words) {
        Tensor p = Tensor.of(1.0).requiresGrad_();
        assertThatThrownBy(() -> Descent.of(words, List.of(p))).isInstanceOf(UnsupportedTorchCall.class);
    }

    @Test
    void knowsItsPrograms() {
        assertThat(Programs.named("train.maml_second_order")).isNotNull();
        assertThatThrownBy(() -> Programs.named("train.x"))
                .isInstanceOf(UnsupportedTorchCall.class)
                .hasMessage("there is no program train.x");
    }
}
