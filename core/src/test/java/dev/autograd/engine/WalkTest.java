package dev.autograd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.autograd.Autograd;
import dev.autograd.BackwardOptions;
import dev.autograd.GradOptions;
import dev.autograd.Tensor;
import org.junit.jupiter.api.Test;

/// What a backward pass visits, adds up, frees and refuses.
final class WalkTest {
    private static Tensor leaf(float... values) {
        return Tensor.of(values).requiresGrad_();
    }

    @Test
    void addsUpTheGradientsOfAllUses() {
        Tensor x = leaf(1, 2, 3);
        x.mul(x).add(x).sum().backward();
        assertThat(x.grad().toFloatArray()).containsExactly(3, 5, 7);
    }

    @Test
    void accumulatesOverSeveralBackwards() {
        Tensor x = leaf(2);
        x.mul(3.0).sum().backward();
        x.mul(4.0).sum().backward();
        assertThat(x.grad().item()).isEqualTo(7);
    }

    @Test
    void aSharedGradientIsCopiedForEachLeaf() {
        Tensor a = leaf(1);
        Tensor b = leaf(2);
        a.add(b).sum().backward();
        a.grad().add_(10.0);
        assertThat(b.grad().item()).isEqualTo(1);
    }

    @Test
    void aTensorWithAHundredThousandUsesGetsThemAll() {
        Tensor x = leaf(1);
        Tensor[] uses = new Tensor[100_000];
        for (int i = 0; i < uses.length; i++) {
            uses[i] = x.mul(1.0);
        }
        Tensor.cat(0, uses).sum().backward();
        assertThat(x.grad().item()).isEqualTo(100_000);
    }

    @Test
    void aFreedGraphSaysWhoFreedIt() {
        Tensor y = leaf(1, 2).exp().sum();
        y.backward();
        assertThatIllegalStateException()
                .isThrownBy(y::backward)
                .withMessageContaining("exp")
                .withMessageContaining("retainGraph");
    }

    @Test
    void aRetainedGraphGoesTwice() {
        Tensor x = leaf(1);
        Tensor y = x.exp().sum();
        y.backward(BackwardOptions.DEFAULT.withRetainGraph());
        y.backward();
        assertThat(x.grad().item()).isEqualTo((float) (2 * Math.E));
    }

    @Test
    void higherOrdersComeFromCreateGraph() {
        Tensor x = Tensor.of(2.0).requiresGrad_();
        Tensor y = x.pow(4).sum();
        Tensor dy = Autograd.grad(y, GradOptions.DEFAULT.withCreateGraph(), x)[0];
        Tensor ddy = Autograd.grad(dy.sum(), GradOptions.DEFAULT.withCreateGraph(), x)[0];
        Tensor dddy = Autograd.grad(ddy.sum(), x)[0];
        assertThat(new double[] {dy.item(), ddy.item(), dddy.item()}).containsExactly(32, 48, 48);
        assertThat(x.grad()).isNull();
    }

    @Test
    void gradComputesOnlyWhatLeadsToItsInputs() {
        Tensor x = leaf(1);
        Tensor w = leaf(3);
        Tensor middle = x.mul(2.0);
        Tensor[] gradients = Autograd.grad(middle.mul(w).sum(), middle);
        assertThat(gradients[0].item()).isEqualTo(3);
        assertThat(w.grad()).isNull();
    }

    @Test
    void gradRefusesInputsTheOutputDoesNotDependOn() {
        Tensor x = leaf(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> Autograd.grad(x.mul(2.0).sum(), leaf(1, 2)))
                .withMessageContaining("input 0 (2)");
    }

    @Test
    void backwardNeedsAScalarOrAGradient() {
        Tensor x = leaf(1, 2);
        assertThatIllegalStateException()
                .isThrownBy(() -> x.mul(2.0).backward())
                .withMessageContaining("(2)")
                .withMessageContaining("sum()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> x.mul(2.0).backward(Tensor.of(1f, 2f, 3f)))
                .withMessageContaining("(3)")
                .withMessageContaining("(2)");
        x.mul(2.0).backward(Tensor.of(1f, 10f));
        assertThat(x.grad().toFloatArray()).containsExactly(2, 20);
    }

    @Test
    void backwardNeedsATape() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Tensor.of(1f).named("input").backward())
                .withMessageContaining("'input'");
        Tensor x = leaf(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> Autograd.noGrad(() -> x.mul(2.0)).backward())
                .withMessageContaining("noGrad");
    }

    @Test
    void aSavedValueThatWasChangedIsNoticed() {
        Tensor x = leaf(1, 2);
        Tensor unsaved = x.mul(2.0);
        Tensor sum = unsaved.sum();
        unsaved.add_(1.0);
        sum.backward();
        Tensor w = x.exp();
        Tensor v = w.mul(w).sum();
        w.add_(1.0);
        assertThatIllegalStateException()
                .isThrownBy(v::backward)
                .withMessageContaining("mul")
                .withMessageContaining("version 0")
                .withMessageContaining("version 1");
    }

    @Test
    void inPlaceOperationsTakeTheirPlaceOnTheTape() {
        Tensor x = leaf(2);
        Tensor y = x.mul(1.0);
        y.mul_(y.detach().clone());
        y.mul_(x);
        y.sum().backward();
        assertThat(x.grad().item()).isEqualTo(2 * 2 + 4);
    }

    @Test
    void aLeafOnTheTapeIsNotChangedInPlace() {
        Tensor x = leaf(1);
        assertThatIllegalStateException().isThrownBy(() -> x.add_(1.0)).withMessageContaining("noGrad");
        assertThat(x.item()).isEqualTo(1);
        Autograd.noGrad(() -> x.add_(1.0));
        assertThat(x.item()).isEqualTo(2);
    }

    @Test
    void noGradDoesNotLeakToOtherThreads() throws Exception {
        boolean[] seen = new boolean[1];
        try (var _ = Autograd.noGrad()) {
            Thread.ofVirtual().start(() -> seen[0] = Autograd.isGradEnabled()).join();
            assertThat(Autograd.isGradEnabled()).isFalse();
        }
        assertThat(seen[0]).isTrue();
        assertThat(Autograd.isGradEnabled()).isTrue();
    }
}
