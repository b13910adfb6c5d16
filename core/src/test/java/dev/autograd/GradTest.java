package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.autograd.engine.Modes;
import dev.autograd.value.DType;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Asking for gradients, and switching gradient mode.
final class GradTest {
    private static Tensor leaf(double... values) {
        return Tensor.of(values).requiresGrad_();
    }

    @Test
    void gradientsComeInTheOrderOfTheInputs() {
        Tensor a = leaf(2);
        Tensor b = leaf(3);
        Tensor[] gradients = Autograd.grad(a.mul(b).sum(), b, a, b);
        assertThat(gradients).extracting(Tensor::item).containsExactly(2.0, 3.0, 2.0);
        assertThat(a.grad()).isNull();
        assertThat(gradients[0].requiresGrad()).isFalse();
    }

    @Test
    void gradientsOfIntermediatesIncludeAllTheirUses() {
        Tensor x = leaf(2);
        Tensor y = x.mul(x);
        Tensor z = y.mul(3.0).add(y.mul(y));
        Tensor[] gradients = Autograd.grad(z, GradOptions.DEFAULT.withCreateGraph(), y, z, x);
        assertThat(gradients).extracting(Tensor::item).containsExactly(11.0, 1.0, 44.0);
    }

    @Test
    void oneOutputOfSeveralHasItsOwnGradient() {
        Tensor x = leaf(3, 1, 2);
        Tensor[] sorted = {x.slice(0, 0, 1), x.slice(0, 1, 3)};
        Tensor sum = sorted[0].mul(5.0).sum().add(sorted[1].mul(7.0).sum());
        assertThat(Autograd.grad(sum, sorted[1])[0].toDoubleArray()).containsExactly(7, 7);
    }

    @Test
    void createGraphGivesTheNextOrder() {
        Tensor x = leaf(3);
        Tensor dy = Autograd.grad(x.pow(3).sum(), GradOptions.DEFAULT.withCreateGraph(), x)[0];
        assertThat(dy.requiresGrad()).isTrue();
        dy.sum().backward();
        assertThat(x.grad().item()).isEqualTo(18);
    }

    @Test
    void createGraphRecordsEvenUnderNoGrad() {
        Tensor x = leaf(3);
        Tensor y = x.pow(3).sum();
        Tensor dy = Autograd.noGrad(() -> Autograd.grad(y, GradOptions.DEFAULT.withCreateGraph(), x)[0]);
        assertThat(Autograd.grad(dy.sum(), x)[0].item()).isEqualTo(18);
    }

    @Test
    void backwardWithCreateGraphRecordsWhatItAccumulates() {
        Tensor x = leaf(3);
        x.setGrad(Tensor.of(1.0));
        Tensor y = x.pow(3).sum();
        Autograd.noGrad(() -> y.backward(BackwardOptions.DEFAULT.withCreateGraph()));
        Tensor gradient = x.grad();
        assertThat(gradient.item()).isEqualTo(28);
        assertThat(Autograd.grad(gradient, x)[0].item()).isEqualTo(18);
    }

    @Test
    void theStartingGradientScalesTheRest() {
        Tensor x = leaf(1, 2);
        Tensor start = Tensor.of(10.0, 100.0);
        assertThat(Autograd.grad(x.mul(x), GradOptions.DEFAULT.withGradOutputs(start), x)[0].toDoubleArray())
                .containsExactly(20, 400);
        assertThat(start.toDoubleArray()).containsExactly(10, 100);
    }

    @Test
    void badCallsSayWhatIsWrong() {
        Tensor x = leaf(1, 2);
        Tensor constant = Tensor.of(1.0).named("bias");
        assertThatIllegalStateException()
                .isThrownBy(() -> Autograd.grad(x.mul(2.0), x))
                .withMessageContaining("grad:")
                .withMessageContaining("(2)")
                .withMessageContaining("sum()");
        assertThatIllegalStateException()
                .isThrownBy(() -> Autograd.grad(x.sum(), constant))
                .withMessageContaining("input 0 'bias' (1)")
                .withMessageContaining("does not require a gradient");
        assertThatIllegalStateException()
                .isThrownBy(() -> Autograd.grad(constant, x))
                .withMessageContaining("'bias' (1)");
        assertThatIllegalStateException()
                .isThrownBy(() -> Autograd.grad(x.sum(), x, leaf(1, 2, 3)))
                .withMessageContaining("input 1 (3)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Autograd.grad(x.mul(2.0), GradOptions.DEFAULT.withGradOutputs(Tensor.of(1f, 2f)), x))
                .withMessageContaining("float32")
                .withMessageContaining("float64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.of(1L).requiresGrad_())
                .withMessageContaining("int64");
        assertThatIllegalStateException()
                .isThrownBy(() -> x.mul(2.0).requiresGrad_(false))
                .withMessageContaining("mul")
                .withMessageContaining("detach()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> x.setGrad(Tensor.of(1.0)))
                .withMessageContaining("(1)")
                .withMessageContaining("(2)");
    }

    @Test
    void detachedTensorsShareValuesButNotTheTape() {
        Tensor y = leaf(1, 2).mul(2.0);
        Tensor detached = y.detach();
        assertThat(detached.requiresGrad()).isFalse();
        assertThat(detached.storage()).isSameAs(y.storage());
        assertThat(y.to(DType.FLOAT32).requiresGrad()).isTrue();
    }

    // Modes

    @Test
    void modesNest() {
        Tensor x = leaf(1);
        try (var _ = Autograd.noGrad()) {
            assertThat(x.mul(2.0).requiresGrad()).isFalse();
            try (var _ = Autograd.enableGrad()) {
                assertThat(x.mul(2.0).requiresGrad()).isTrue();
            }
            assertThat((boolean) Autograd.enableGrad(() -> x.mul(2.0).requiresGrad()))
                    .isTrue();
            Autograd.enableGrad(() -> {
                assertThat(Autograd.isGradEnabled()).isTrue();
            });
            assertThat(Autograd.isGradEnabled()).isFalse();
        }
        assertThat(Autograd.isGradEnabled()).isTrue();
    }

    @Test
    void modesEndWithAnException() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Autograd.noGrad(() -> {
                    throw new IllegalStateException("stop");
                }));
        assertThat(Autograd.isGradEnabled()).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> Modes.quiet(() -> {
                    throw new IllegalStateException("stop");
                }));
        assertThat(Autograd.isGradEnabled()).isTrue();
    }

    @Test
    void closingTwiceDoesNothing() {
        Modes mode = Autograd.noGrad();
        mode.close();
        try (var _ = Autograd.noGrad()) {
            mode.close();
            assertThat(Autograd.isGradEnabled()).isFalse();
        }
        assertThat(Autograd.isGradEnabled()).isTrue();
    }

    @Test
    void closingAModeEndsThoseOpenedSince() {
        Modes outer = Autograd.noGrad();
        Modes inner = Autograd.enableGrad();
        Modes innermost = Autograd.noGrad();
        outer.close();
        assertThat(Autograd.isGradEnabled()).isTrue();
        inner.close();
        innermost.close();
        assertThat(Autograd.isGradEnabled()).isTrue();
        assertThat((boolean) Autograd.noGrad(Autograd::isGradEnabled)).isFalse();
    }

    @Test
    void aModeIsClosedByTheThreadThatOpenedIt() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Modes mode = Autograd.noGrad();
        try {
            Thread.ofPlatform()
                    .start(() -> {
                        try {
                            mode.close();
                        } catch (IllegalStateException e) {
                            thrown.set(e);
                        }
                    })
                    .join();
            assertThat(Autograd.isGradEnabled()).isFalse();
        } finally {
            mode.close();
        }
        assertThat(thrown.get()).hasMessageContaining("closed on another");
        assertThat(Autograd.isGradEnabled()).isTrue();
    }

    @Test
    void aFailedWalkLeavesItsNodesToOthers() {
        Tensor x = leaf(1, 2);
        Tensor shared = x.mul(2.0);
        Tensor bad = shared.exp();
        Tensor good = shared.mul(3.0);
        Tensor loss = bad.add(good).sum();
        bad.add_(1.0);
        assertThatIllegalStateException().isThrownBy(loss::backward);
        good.sum().backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(6, 6);
    }

    @Test
    void everyThreadHasItsOwnSeed() throws Exception {
        Autograd.manualSeed(5);
        double[] here = Tensor.rand(3).toDoubleArray();
        AtomicReference<double[]> there = new AtomicReference<>();
        Thread.ofVirtual()
                .start(() -> {
                    Autograd.manualSeed(5);
                    there.set(Tensor.rand(3).toDoubleArray());
                })
                .join();
        assertThat(there.get()).containsExactly(here);
    }
}
