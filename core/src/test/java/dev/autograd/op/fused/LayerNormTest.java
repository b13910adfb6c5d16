package dev.autograd.op.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.autograd.Gradcheck;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LayerNormTest {
    @Test
    void hasGradientsOfBothOrders() {
        Tensor x = Inputs.of(3, 4);
        Tensor weight = Inputs.of(4).add(1);
        Tensor bias = Inputs.of(4);
        Gradcheck.gradgradcheck(v -> LayerNorm.of(v[0], new long[] {4}, v[1], v[2], 1e-2), x, weight, bias);
        Gradcheck.gradgradcheck(v -> LayerNorm.of(v, new long[] {3, 4}, null, null, 1e-2), x);
        Gradcheck.gradgradcheck(v -> LayerNorm.of(x, new long[] {4}, v[0], v[1], 1e-2), weight, bias);
    }

    @Test
    void bringsEverySampleToMeanZeroAndVarianceOne() {
        Tensor y = LayerNorm.of(Inputs.of(3, 50).mul(40).add(1e3), new long[] {50}, null, null, 0);
        for (int i = 0; i < 3; i++) {
            assertThat(y.select(0, i).mean().item()).isCloseTo(0, within(1e-10));
            assertThat(y.select(0, i).square().mean().item()).isCloseTo(1, within(1e-10));
        }
    }

    @Test
    void takesWeightsFromTheMiddleOfOthers() {
        Tensor x = Inputs.of(2, 3);
        Tensor parts = Inputs.of(9);
        Tensor y = LayerNorm.of(x, new long[] {3}, parts.narrow(0, 3, 3), parts.slice(0, 0, 9, 3), 1e-5);
        Tensor expected = LayerNorm.of(x, new long[] {3}, null, null, 1e-5)
                .mul(parts.narrow(0, 3, 3))
                .add(parts.slice(0, 0, 9, 3));
        assertThat(y.allClose(expected, 1e-12, 1e-12)).isTrue();
    }

    static Stream<Arguments> mistakes() {
        Tensor x = Tensor.ones(2, 3);
        return Stream.of(
                Arguments.of(x, new long[] {4}, null, null, "input (2, 3)", "normalized shape (4)"),
                Arguments.of(x, new long[] {1, 2, 3}, null, null, "input (2, 3)", "normalized shape (1, 2, 3)"),
                Arguments.of(x, new long[] {}, null, null, "normalized shape", "empty"),
                Arguments.of(x, new long[] {3}, Tensor.ones(1), null, "weight (1)", "normalized shape (3)"),
                Arguments.of(x, new long[] {3}, null, Tensor.ones(2, 3), "bias (2, 3)", "normalized shape (3)"),
                Arguments.of(x, new long[] {3}, Tensor.ones(Shape.of(3), DType.FLOAT64), null, "float32", "float64"),
                Arguments.of(x.to(DType.INT32), new long[] {3}, null, null, "int32", "float32 or float64"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesWhatDoesNotFit(
            Tensor x, long[] shape, @Nullable Tensor weight, @Nullable Tensor bias, String first, String second) {
        assertThatThrownBy(() -> LayerNorm.of(x, shape, weight, bias, 1e-5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("layerNorm: ")
                .hasMessageContainingAll(first, second);
    }
}
