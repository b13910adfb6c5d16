package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.autograd.value.Random;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Views and their bases on the tape: each follows when another is changed in place.
final class InPlaceViewsTest {
    private static Tensor leaf(double... values) {
        return Tensor.of(values).requiresGrad_();
    }

    @Test
    void theNodesHaveTheNamesOfTheirOperators() {
        Tensor b = leaf(1, 2, 3).mul(2.0);
        Tensor v = b.slice(0, 0, 2);
        Tensor u = b.slice(0, 1, 3);
        v.exp_();
        assertThat(b.gradFn().name()).isEqualTo("copySlices");
        assertThat(b.gradFn().input(0).name()).isEqualTo("mul");
        assertThat(b.gradFn().input(1).name()).isEqualTo("exp");
        assertThat(v.gradFn().name()).isEqualTo("asStrided");
        assertThat(u.gradFn().name()).isEqualTo("asStrided");
        assertThat(u.gradFn()).isSameAs(u.gradFn());
        assertThat(u.gradFn().input(0)).isSameAs(b.gradFn());
        b.zero_();
        assertThat(b.gradFn().name()).isEqualTo("fill");
        assertThat(v.gradFn().input(0)).isSameAs(b.gradFn());
        b.copy_(u.expand(1, 2).sum());
        assertThat(b.gradFn().name()).isEqualTo("copy");
    }

    @Test
    void everyPieceIsAViewOfItsOwn() {
        List<Function<Tensor, Tensor[]>> cuts =
                List.of(b -> b.split(2, 0), b -> b.chunk(2, 0), b -> new Tensor[] {b.select(0, 0), b.select(0, 3)});
        for (Function<Tensor, Tensor[]> cut : cuts) {
            Gradcheck.gradgradcheck(
                    x -> {
                        Tensor b = x.mul(x);
                        Tensor[] pieces = cut.apply(b);
                        pieces[0].mul_(3).sin_();
                        pieces[1].mul_(pieces[0].clone());
                        return Tensor.cat(0, b.view(-1), pieces[0].reshape(-1), pieces[1].reshape(-1));
                    },
                    Inputs.of(4, 2));
        }
    }

    @Test
    void aGradientByTheBaseIsThatOfTheNewBase() {
        Tensor x = leaf(1, 2, 3);
        Tensor b = x.mul(2.0);
        Tensor v = b.slice(0, 0, 2);
        v.mul_(10.0);
        Tensor[] gradients = Autograd.grad(v.sum(), GradOptions.DEFAULT.withRetainGraph(), b, v, x);
        assertThat(gradients[0].toDoubleArray()).containsExactly(1, 1, 0);
        assertThat(gradients[1].toDoubleArray()).containsExactly(1, 1);
        assertThat(gradients[2].toDoubleArray()).containsExactly(20, 20, 0);
    }

    @Test
    void whatWasComputedBeforeKeepsItsGradients() {
        Tensor x = leaf(1, 2, 3);
        Tensor b = x.mul(2.0);
        Tensor v = b.slice(0, 0, 2);
        Tensor before = v.sum().add(b.sum());
        v.exp_();
        before.backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(4, 4, 2);
    }

    @Test
    void aViewOfAConstantBasePutsTheBaseOnTheTape() {
        Tensor w = leaf(5, 7);
        Tensor b = Tensor.of(1.0, 2.0, 3.0);
        Tensor early = b.slice(0, 1, 3);
        assertThat(early.isLeaf()).isTrue();
        b.slice(0, 0, 2).mul_(w);
        assertThat(b.requiresGrad()).isTrue();
        assertThat(early.isLeaf()).isFalse();
        assertThat(early.toDoubleArray()).containsExactly(14, 3);
        early.sum().backward();
        assertThat(w.grad().toDoubleArray()).containsExactly(0, 2);
    }

    @Test
    void anIntegerBaseNeverGoesOnTheTape() {
        Tensor w = leaf(5, 7);
        Tensor b = Tensor.of(1L, 2, 3);
        b.slice(0, 0, 2).copy_(w);
        assertThat(b.requiresGrad()).isFalse();
        assertThat(b.toLongArray()).containsExactly(5, 7, 3);
    }

    @Test
    void aNarrowerTypeIsConvertedOnTheTape() {
        Tensor w = leaf(0.5, 2);
        Tensor b = Tensor.of(1f, 2f, 3f);
        b.mul_(3);
        b.slice(0, 0, 2).mul_(w);
        b.add_(w.sum());
        assertThat(b.toFloatArray()).containsExactly(4, 14.5f, 11.5f);
        b.sum().backward();
        assertThat(w.grad().toDoubleArray()).containsExactly(6, 9);
    }

    @Test
    void aViewThatIsALeafItselfDoesNotFollow() {
        Tensor w = leaf(2);
        Tensor b = Tensor.of(1.0, 2.0);
        Tensor v = b.slice(0, 0, 1).requiresGrad_();
        b.mul_(w);
        assertThatIllegalStateException()
                .isThrownBy(() -> v.mul(2.0))
                .withMessageContaining("this view (1)")
                .withMessageContaining("as a leaf")
                .withMessageContaining("make the view anew");
    }

    @Test
    void whatAnOperatorShowsOfItsOwnStorageIsNoView() {
        Tensor x = leaf(4, 2, 3);
        Tensor mean = x.view(1, 3).mean(1).add(0.0);
        mean.mul_(2.0);
        mean.sum().backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(2 / 3.0, 2 / 3.0, 2 / 3.0);
        Tensor reduced = x.view(1, 3).mean(1);
        reduced.mul_(2.0).sum().backward();
        assertThat(x.grad().toDoubleArray()[0]).isEqualTo(4 / 3.0);
    }

    // Off the tape

    @Test
    void aViewMadeUnderNoGradIsAConstantAndOnlyChangedUnderNoGrad() {
        Tensor x = leaf(3, 4);
        Tensor b = x.mul(2.0);
        Tensor view = Autograd.noGrad(() -> b.view(2, 1));
        Tensor viewOfIt = view.select(0, 0);
        for (Tensor v : new Tensor[] {view, viewOfIt}) {
            assertThat(v.requiresGrad()).isFalse();
            assertThatIllegalStateException()
                    .isThrownBy(() -> v.add_(1.0))
                    .withMessageContaining("add_: this view " + v.shape() + " was made under noGrad");
            Autograd.noGrad(() -> v.add_(1.0));
        }
        assertThat(b.toDoubleArray()).containsExactly(8, 9);
        b.mul_(x);
        assertThat(view.requiresGrad()).isFalse();
        assertThat(viewOfIt.requiresGrad()).isFalse();
        assertThat(view.toDoubleArray()).containsExactly(24, 36);
        view.mul(x.view(2, 1)).sum().backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(24, 36);
    }

    @Test
    void aViewMadeUnderNoGradOfAConstantFollowsItOntoTheTape() {
        Tensor w = leaf(3, 4);
        Tensor b = Tensor.of(1.0, 2.0);
        Tensor view = Autograd.noGrad(() -> b.slice(0, 1, 2));
        b.mul_(w);
        view.sum().backward();
        assertThat(w.grad().toDoubleArray()).containsExactly(0, 2);
    }

    @Test
    void detachSharesValuesAndVersionsButNoHistory() {
        Tensor x = leaf(3, 4);
        Tensor b = x.mul(2.0);
        Tensor detached = b.detach();
        Tensor square = b.mul(b);
        detached.slice(0, 0, 1).fill_(0);
        assertThat(b.toDoubleArray()).containsExactly(0, 8);
        assertThat(b.gradFn().name()).isEqualTo("mul");
        assertThat(detached.storage().version()).isEqualTo(1);
        assertThat(b.storage().version()).isEqualTo(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> square.sum().backward())
                .withMessageContaining("mul saved its input 1 (2) at version 0")
                .withMessageContaining("it is at version 1");
    }

    // Programs made at random: gradients of both orders against differences

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void programsAtRandomHaveRightGradients(int seed) {
        Gradcheck.gradgradcheck(
                x -> run(Random.seed(seed), x[0].mul(x[0]).add(1), x[1]), Inputs.of(2, 3), Inputs.of(3, 2));
    }

    /// Makes views and changes one after the other, and returns all there is.
    private static Tensor run(Random random, Tensor base, Tensor w) {
        List<Tensor> tensors =
                new ArrayList<>(List.of(random.nextInt(3) == 0 ? base.mT().contiguous() : base));
        if (random.nextInt(4) == 0) {
            tensors.add(Tensor.onesLike(w));
        }
        for (int step = 0; step < 9; step++) {
            Tensor x = tensors.get(random.nextInt(tensors.size()));
            if (random.nextInt(2) == 0) {
                tensors.add(view(random, x));
            } else if (x.layout().isInjective()) {
                change(random, x, w);
            }
        }
        return Tensor.cat(0, tensors.stream().map(x -> x.reshape(-1)).toArray(Tensor[]::new));
    }

    private static Tensor view(Random random, Tensor x) {
        int dims = x.dim();
        if (dims == 0) {
            return x.unsqueeze(0);
        }
        int dim = random.nextInt(dims);
        return switch (random.nextInt(6)) {
            case 0 -> x.select(dim, random.nextInt((int) x.size(dim)));
            case 1 -> x.slice(dim, random.nextInt((int) x.size(dim)), x.size(dim));
            case 2 -> x.transpose(0, dim);
            case 3 -> x.isContiguous() ? x.view(-1) : x.slice(dim, 0, x.size(dim), 2);
            case 4 ->
                x.unsqueeze(dim)
                        .expand(
                                dim == 0 && dims < 3
                                        ? expanded(x)
                                        : x.unsqueeze(dim).shape().sizes());
            default -> x.narrow(dim, 0, Math.max(1, x.size(dim) - 1));
        };
    }

    private static long[] expanded(Tensor x) {
        long[] sizes = new long[x.dim() + 1];
        Arrays.setAll(sizes, i -> i == 0 ? 2 : x.size(i - 1));
        return sizes;
    }

    private static void change(Random random, Tensor x, Tensor w) {
        Tensor factor = w.select(0, random.nextInt(3)).select(0, random.nextInt(2));
        switch (random.nextInt(7)) {
            case 0 -> x.mul_(factor);
            case 1 -> x.sin_();
            case 2 -> x.add_(factor.mul(factor));
            case 3 -> x.copy_(factor.exp());
            case 4 -> x.mul_(x.clone()).mul_(0.5);
            case 5 -> x.fill_(0.75);
            default -> x.sigmoid_();
        }
    }
}
