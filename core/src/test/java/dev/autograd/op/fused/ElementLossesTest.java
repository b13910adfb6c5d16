package dev.autograd.op.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.autograd.Autograd;
import dev.autograd.Gradcheck;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The losses that compare element by element.
final class ElementLossesTest {
    private interface Loss {
        Tensor of(Tensor input, Tensor target, Reduction reduction);
    }

    @ParameterizedTest
    @EnumSource(Reduction.class)
    void haveGradientsOfBothOrders(Reduction reduction) {
        Tensor x = Inputs.of(2, 3);
        Tensor t = x.mul(-0.5).add(0.6);
        Tensor weight = Tensor.of(0.5, 1, 2);
        Gradcheck.gradgradcheck(v -> MseLoss.of(v[0], v[1], reduction), x, t);
        Gradcheck.gradgradcheck(v -> L1Loss.of(v[0], v[1], reduction), x, t);
        Gradcheck.gradgradcheck(v -> HuberLoss.of(v[0], v[1], reduction, 0.7), x, t);
        Gradcheck.gradgradcheck(v -> HuberLoss.smoothL1(v[0], v[1], reduction, 0.7), x, t);
        Gradcheck.gradgradcheck(v -> HuberLoss.smoothL1(v[0], v[1], reduction, 0), x, t);
        Gradcheck.gradgradcheck(v -> BinaryCrossEntropyWithLogits.of(v[0], v[1], reduction), x, t);
        Gradcheck.gradgradcheck(v -> BinaryCrossEntropyWithLogits.of(v[0], v[1], reduction, weight, weight), x, t);
        Gradcheck.gradgradcheck(v -> BinaryCrossEntropy.of(v[0], v[1], reduction), x.sigmoid(), t);
        Gradcheck.gradgradcheck(v -> BinaryCrossEntropy.of(v[0], v[1], reduction, weight), x.sigmoid(), t);
    }

    @Test
    void haveTheValuesOfTheirDefinitions() {
        Tensor x = Tensor.of(1f, 2, 4);
        Tensor t = Tensor.of(1f, 0, 1);
        assertThat(MseLoss.of(x, t, Reduction.NONE).toDoubleArray()).containsExactly(0, 4, 9);
        assertThat(MseLoss.of(x, t, Reduction.SUM).item()).isEqualTo(13);
        assertThat(MseLoss.of(x, t, Reduction.MEAN).item()).isCloseTo(13 / 3.0, within(1e-6));
        assertThat(L1Loss.of(x, t, Reduction.SUM).item()).isEqualTo(5);
        assertThat(HuberLoss.of(x, t, Reduction.NONE, 2).toDoubleArray()).containsExactly(0, 2, 4);
        assertThat(HuberLoss.smoothL1(x, t, Reduction.NONE, 4).toDoubleArray()).containsExactly(0, 0.5, 1.125);
        assertThat(BinaryCrossEntropy.of(Tensor.of(0.25, 1), Tensor.of(1.0, 0), Reduction.NONE)
                        .toDoubleArray())
                .containsExactly(-Math.log(0.25), 100);
    }

    @Test
    void withLogitsSurvivesLogitsOfAnySize() {
        Tensor x = Tensor.of(1e4, -1e4, 1e4, -1e4).requiresGrad_();
        Tensor loss = BinaryCrossEntropyWithLogits.of(x, Tensor.of(1.0, 1, 0, 0), Reduction.NONE);
        assertThat(loss.toDoubleArray()).containsExactly(0, 1e4, 1e4, 0);
        loss.sum().backward();
        assertThat(Objects.requireNonNull(x.grad()).toDoubleArray()).containsExactly(0, -1, 1, 0);
    }

    @Test
    void promoteTheirOperands() {
        Tensor x = Tensor.of(1f, 2).requiresGrad_();
        Tensor loss = MseLoss.of(x, Tensor.of(0.0, 0), Reduction.SUM);
        assertThat(loss.dtype()).isEqualTo(DType.FLOAT64);
        loss.backward();
        assertThat(Objects.requireNonNull(x.grad()).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(MseLoss.of(Tensor.of(1f, 2), Tensor.of(1L, 0), Reduction.SUM).item())
                .isEqualTo(4);
    }

    static Stream<Arguments> losses() {
        return Stream.of(
                loss("mseLoss", MseLoss::of),
                loss("l1Loss", L1Loss::of),
                loss("huberLoss", (x, t, r) -> HuberLoss.of(x, t, r, 1)),
                loss("binaryCrossEntropyWithLogits", BinaryCrossEntropyWithLogits::of),
                loss("binaryCrossEntropy", BinaryCrossEntropy::of));
    }

    private static Arguments loss(String name, Loss loss) {
        return Arguments.of(name, loss);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void refuseShapesThatDifferAndIntegers(String name, Loss loss) {
        assertThatThrownBy(() -> loss.of(Tensor.ones(2, 1), Tensor.ones(2), Reduction.MEAN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + ": ")
                .hasMessageContainingAll("(2, 1)", "(2)", "same shape");
        assertThatThrownBy(() -> loss.of(Tensor.of(1L, 0), Tensor.of(0L, 1), Reduction.MEAN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + ": ")
                .hasMessageContainingAll("int64", "float32 or float64");
    }

    @Test
    void refuseWhatIsOutOfRange() {
        assertThatThrownBy(() -> BinaryCrossEntropy.of(Tensor.of(0.5, 1.5), Tensor.of(0.0, 1), Reduction.MEAN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("element 1", "1.5", "[0, 1]");
        Tensor targets = Tensor.zeros(2, 2);
        Tensor inputs = Tensor.of(new float[][] {{0, 1}, {0.5f, -2}});
        assertThatThrownBy(() -> Autograd.vmap((x, t) -> BinaryCrossEntropy.of(x, t, Reduction.MEAN), inputs, targets))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("element 3", "-2.0", "[0, 1]");
        assertThatThrownBy(() -> HuberLoss.of(Tensor.ones(1), Tensor.ones(1), Reduction.MEAN, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("delta must be positive, but is 0");
        assertThatThrownBy(() -> HuberLoss.smoothL1(Tensor.ones(1), Tensor.ones(1), Reduction.MEAN, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("beta must not be negative, but is -1");
    }
}
