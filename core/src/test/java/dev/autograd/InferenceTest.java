package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Inference mode, and what is made in it.
final class InferenceTest {
    private static final Tensor NORMAL = Tensor.of(1.0, 2.0, 3.0, 4.0);

    static Stream<Arguments> made() {
        return Stream.of(
                made("an array", () -> Tensor.of(1.0, 2.0)),
                made("zeros", () -> Tensor.zeros(2)),
                made("random numbers", () -> Tensor.rand(Random.seed(1), Shape.of(2), DType.FLOAT64)),
                made("an operator's result", () -> NORMAL.mul(2.0)),
                made("a result of three operands", () -> NORMAL.where(NORMAL.gt(2), NORMAL)),
                made("one of several outputs", () -> NORMAL.sort(0).indices()),
                made("a product", () -> NORMAL.view(2, 2).matmul(NORMAL.view(2, 2))),
                made("a copy of a normal tensor", NORMAL::clone),
                made("a view of an inference tensor", () -> NORMAL.mul(2.0).view(2, 2)),
                made("a detached inference tensor", () -> NORMAL.mul(2.0).detach()));
    }

    private static Arguments made(String what, Supplier<Tensor> make) {
        return arguments(what, make);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("made")
    void whatIsMadeInItIsAnInferenceTensor(String what, Supplier<Tensor> make) {
        assertThat(make.get().isInference()).isFalse();
        Tensor made = Autograd.inferenceMode(make);
        assertThat(made.isInference()).isTrue();
        assertThat(made.requiresGrad()).isFalse();
        assertThat(made.clone().isInference()).isFalse();
        assertThat(made.detach().isInference()).isTrue();
        assertThat(made.unsqueeze(0).isInference()).isTrue();
    }

    @Test
    void viewsAndChangesOfNormalTensorsStayNormal() {
        Tensor x = NORMAL.clone();
        try (var _ = Autograd.inferenceMode()) {
            assertThat(x.view(2, 2).isInference()).isFalse();
            assertThat(x.reshape(4)).isSameAs(x);
            assertThat(x.detach().isInference()).isFalse();
            assertThat(x.add_(1.0)).isSameAs(x);
            x.select(0, 0).zero_();
        }
        assertThat(x.isInference()).isFalse();
        assertThat(x.toDoubleArray()).containsExactly(0, 3, 4, 5);
        assertThat(x.storage().version()).isEqualTo(2);
        x.mul_(2.0);
    }

    @Test
    void nothingIsRecorded() {
        Tensor w = Tensor.of(2.0).requiresGrad_();
        try (var _ = Autograd.inferenceMode()) {
            assertThat(Autograd.isInferenceModeEnabled()).isTrue();
            assertThat(Autograd.isGradEnabled()).isFalse();
            assertThat(w.mul(w).requiresGrad()).isFalse();
        }
        assertThat(Autograd.isInferenceModeEnabled()).isFalse();
        assertThat(w.mul(w).requiresGrad()).isTrue();
    }

    @Test
    void anInferenceTensorIsOnlyChangedInTheMode() {
        Tensor x = Autograd.inferenceMode(() -> Tensor.of(1.0, 2.0));
        for (Tensor tensor : new Tensor[] {x, x.view(2, 1), x.detach()}) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> tensor.add_(1.0))
                    .withMessage(
                            "add_: this tensor " + tensor.shape()
                                    + " is an inference tensor, which may only be changed inside inferenceMode; change a clone() of it");
            assertThatIllegalStateException().isThrownBy(tensor::zero_);
            assertThatIllegalStateException().isThrownBy(() -> Autograd.noGrad(() -> tensor.mul_(2.0)));
        }
        assertThat(x.toDoubleArray()).containsExactly(1, 2);
        Autograd.inferenceMode(() -> x.add_(1.0));
        assertThat(x.clone().add_(1.0).toDoubleArray()).containsExactly(3, 4);
    }

    @Test
    void anInferenceTensorThatIsNotSavedMayBeUsed() {
        Tensor w = Tensor.of(1.0, 2.0).requiresGrad_();
        Tensor x = Autograd.inferenceMode(() -> Tensor.of(3.0, 4.0));
        assertThat(x.exp().isInference()).isFalse();
        w.add(x).sum().backward();
        assertThat(w.grad().toDoubleArray()).containsExactly(1, 1);
        assertThatIllegalStateException()
                .isThrownBy(() -> w.view(1, 2).matmul(x.view(2, 1)))
                .withMessageContaining("matmul")
                .withMessageContaining("input 1 (2, 1)")
                .withMessageContaining("clone()");
    }

    @Test
    void requiresGradIsRefusedOutside() {
        Tensor x = Autograd.inferenceMode(() -> Tensor.of(1.0));
        assertThatIllegalStateException()
                .isThrownBy(x::requiresGrad_)
                .withMessageContaining("requiresGrad_: this tensor (1) is an inference tensor");
        assertThat(Autograd.inferenceMode(() -> Tensor.of(1.0).requiresGrad_()).requiresGrad())
                .isTrue();
    }

    @Test
    void backwardInsideLeavesGradientsThatGrowOutside() {
        Tensor w = Tensor.of(3.0).requiresGrad_();
        Tensor loss = w.mul(w).sum();
        Autograd.inferenceMode(() -> loss.backward());
        assertThat(w.grad().isInference()).isTrue();
        w.mul(w).sum().backward();
        assertThat(w.grad().item()).isEqualTo(12);
        assertThat(w.grad().isInference()).isFalse();
    }
}
