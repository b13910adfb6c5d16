package dev.autograd.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InitTest {
    interface Fill {
        Tensor of(Tensor tensor, Random random);
    }

    static Stream<Arguments> fills() {
        Fill uniform = (t, r) -> Init.uniform_(t, -2, 4, r);
        Fill normal = (t, r) -> Init.normal_(t, 1, 0.5, r);
        Fill kaiming = (t, r) -> Init.kaimingUniform_(t, 0, r);
        Fill torch = (t, r) -> Init.kaimingUniform_(t, Math.sqrt(5), r);
        Fill xavier = (t, r) -> Init.xavierUniform_(t, 2, r);
        return Stream.of(
                arguments(uniform, Shape.of(100, 100), 1, 6 / Math.sqrt(12)),
                arguments(normal, Shape.of(100, 100), 1, 0.5),
                arguments(kaiming, Shape.of(100, 200), 0, Math.sqrt(2.0 / 200)),
                arguments(torch, Shape.of(100, 200), 0, Math.sqrt(1.0 / 3 / 200)),
                arguments(torch, Shape.of(50, 20, 3, 5), 0, Math.sqrt(1.0 / 3 / 300)),
                arguments(xavier, Shape.of(100, 200), 0, 2 * Math.sqrt(2.0 / 300)),
                arguments(xavier, Shape.of(50, 20, 3, 5), 0, 2 * Math.sqrt(2.0 / (300 + 750))));
    }

    @ParameterizedTest
    @MethodSource("fills")
    void hasTheMeanAndDeviationOfItsDistribution(Fill fill, Shape shape, double mean, double std) {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            Tensor tensor = Tensor.zeros(shape, dtype).requiresGrad_();
            assertThat(fill.of(tensor, Random.seed(3))).isSameAs(tensor);

            double[] values = tensor.toDoubleArray();
            double measured = Arrays.stream(values).average().orElseThrow();
            double spread = Math.sqrt(Arrays.stream(values)
                    .map(v -> (v - measured) * (v - measured))
                    .average()
                    .orElseThrow());
            assertThat(measured).isEqualTo(mean, within(4 * std / Math.sqrt(values.length)));
            assertThat(spread).isEqualTo(std, within(0.03 * std));
        }
    }

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(new Linear(5, 4, Random.seed(9)).weight().toFloatArray())
                .isEqualTo(new Linear(5, 4, Random.seed(9)).weight().toFloatArray())
                .isNotEqualTo(new Linear(5, 4, Random.seed(8)).weight().toFloatArray());
    }

    @Test
    void fillsViewsOnly() {
        Tensor whole = Tensor.zeros(2, 3);
        Init.constant_(whole.select(1, 1), 5);
        assertThat(whole.toFloatArray()).containsExactly(0, 5, 0, 0, 5, 0);
        Init.ones_(whole.select(0, 0));
        Init.zeros_(whole.select(1, 1));
        assertThat(whole.toFloatArray()).containsExactly(1, 0, 1, 0, 0, 0);
    }

    @Test
    void refusesWhatHasNoFans() {
        assertThatThrownBy(() -> Init.kaimingUniform_(Tensor.zeros(3), 0, Random.seed(1)))
                .hasMessage(
                        "kaimingUniform_: the tensor must have at least 2 dimensions, (out, in, ...), but has shape (3)");
        assertThatThrownBy(() -> Init.uniform_(Tensor.of(1L), 0, 1, Random.seed(1)))
                .hasMessageContaining("uniform_: tensor (1) is int64");
        assertThatThrownBy(() -> Init.uniform_(Tensor.zeros(1), 1, 0, Random.seed(1)))
                .hasMessageContaining("low 1.0 must not be above high 0.0");
    }
}
