package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// `grad` and `backward` with all that they can be told.
final class GradOptionsTest {
    private static final GradOptions GRAD = GradOptions.DEFAULT;
    private static final BackwardOptions BACKWARD = BackwardOptions.DEFAULT;

    private static Tensor leaf(double... values) {
        return Tensor.of(values).requiresGrad_();
    }

    private static Tensor[] of(Tensor... tensors) {
        return tensors;
    }

    @Test
    void severalOutputsAreWeighted() {
        Tensor x = leaf(1, 2);
        Tensor w = leaf(3);
        @Nullable
        Tensor[] gradients = Autograd.grad(
                of(x.mul(w), w.square().sum()), of(w, x), GRAD.withGradOutputs(Tensor.of(10.0, 100.0), null));
        assertThat(gradients[0].toDoubleArray()).containsExactly(10 + 200 + 6);
        assertThat(gradients[1].toDoubleArray()).containsExactly(30, 300);
    }

    @Test
    void anOutputMayBeGivenTwiceAndBeAnInput() {
        Tensor x = leaf(3);
        Tensor y = x.square().sum();
        assertThat(Autograd.grad(of(y, y), of(x, y, x), GRAD))
                .extracting(Tensor::item)
                .containsExactly(12.0, 2.0, 12.0);
    }

    @Test
    void unusedInputsAreNullOrZerosOnRequest() {
        Tensor x = leaf(1, 2);
        Tensor unused = Tensor.of(1f, 2f, 3f).requiresGrad_();
        Tensor y = x.mul(2.0).sum();
        GradOptions retain = GRAD.withRetainGraph();
        assertThat(Autograd.grad(of(y), of(unused, x), retain.withAllowUnused())[0])
                .isNull();
        Tensor zeros = Autograd.grad(y, retain.withMaterializeGrads(), unused, x)[0];
        assertThat(zeros.dtype()).isEqualTo(unused.dtype());
        assertThat(zeros.toFloatArray()).containsExactly(0, 0, 0);
        assertThat(Autograd.grad(y, retain.withAllowUnused().withMaterializeGrads(), unused)[0].numel())
                .isEqualTo(3);
    }

    @Test
    void theGraphIsFreedUnlessItIsRetained() {
        Tensor x = leaf(2);
        Tensor y = x.exp().sum();
        Autograd.grad(y, GRAD.withRetainGraph(), x);
        assertThat(Autograd.grad(y, GRAD.withCreateGraph().withRetainGraph(), x)[0].requiresGrad())
                .isTrue();
        Autograd.grad(y, x);
        assertThatThrownBy(() -> Autograd.grad(y, x)).isInstanceOf(BackwardException.class);
    }

    @Test
    void severalRootsGoBackwardInOnePass() {
        Tensor x = leaf(1, 2);
        Tensor h = x.exp();
        int[] calls = new int[1];
        h.registerHook(g -> {
            calls[0]++;
            return null;
        });
        Autograd.backward(of(h.sum(), h.mul(2.0)), new Tensor[] {null, Tensor.of(1.0, 10.0)}, BACKWARD);
        assertThat(calls).containsExactly(1);
        assertThat(x.grad().allClose(Tensor.of(Math.E * 3, Math.exp(2) * 21), 1e-14, 0))
                .isTrue();
        Tensor w = leaf(5);
        Autograd.backward(w.mul(2.0).sum(), w.mul(3.0).sum());
        assertThat(w.grad().item()).isEqualTo(5);
    }

    @Test
    void backwardIntoChosenTensors() {
        Tensor x = leaf(1);
        Tensor w = leaf(2);
        Tensor elsewhere = leaf(3);
        Tensor h = x.mul(w);
        Tensor y = h.mul(w).sum();
        y.backward(BACKWARD.withInputs(w, w, elsewhere).withRetainGraph());
        assertThat(w.grad().item()).isEqualTo(4);
        assertThat(x.grad()).isNull();
        assertThat(elsewhere.grad()).isNull();
        y.backward(BACKWARD.withInputs(h, h, x));
        assertThat(h.grad().item()).isEqualTo(2);
        assertThat(x.grad().item()).isEqualTo(4);
        assertThat(w.grad().item()).isEqualTo(4);
        assertThat(h.retainsGrad()).isFalse();
    }

    @Test
    void aRootThatIsALeafGetsNothingUnlessItIsChosen() {
        Tensor x = leaf(1);
        Tensor w = leaf(2);
        Autograd.backward(of(x, w.mul(3.0)), new Tensor[2], BACKWARD.withInputs(w));
        assertThat(x.grad()).isNull();
        assertThat(w.grad().item()).isEqualTo(3);
        x.backward();
        assertThat(x.grad().item()).isEqualTo(1);
    }

    @Test
    void backwardMayBeRecorded() {
        Tensor x = leaf(3);
        x.pow(3).sum().backward(BACKWARD.withInputs(x).withCreateGraph());
        assertThat(Autograd.grad(x.grad(), x)[0].item()).isEqualTo(18);
    }

    static Stream<Arguments> mistakes() {
        Tensor x = leaf(1, 2).named("x");
        Tensor y = x.mul(2.0).named("y");
        Tensor s = y.sum();
        Tensor constant = Tensor.of(1.0, 2.0);
        Class<?> state = IllegalStateException.class;
        Class<?> argument = IllegalArgumentException.class;
        return Stream.of(
                mistake("no inputs", argument, () -> Autograd.grad(s), "grad: there are no inputs"),
                mistake(
                        "no outputs",
                        argument,
                        () -> Autograd.grad(of(), of(x), GRAD),
                        "grad: there are no tensors to start from"),
                mistake(
                        "no roots",
                        argument,
                        () -> Autograd.backward(),
                        "backward: there are no tensors to start from"),
                mistake(
                        "the second output is no scalar",
                        state,
                        () -> Autograd.grad(of(s, y), of(x), GRAD),
                        "tensor 1 'y' has shape (2)"),
                mistake(
                        "the second output is constant",
                        state,
                        () -> Autograd.grad(of(s, constant), of(x), GRAD),
                        "tensor 1 (2) does not require a gradient"),
                mistake(
                        "an output of integers",
                        state,
                        () -> Autograd.grad(of(s, y.argmax(0)), of(x), GRAD),
                        "tensor 1 () is int64",
                        "only float32 and float64"),
                mistake(
                        "the count of gradients",
                        argument,
                        () -> Autograd.grad(of(s, y), of(x), GRAD.withGradOutputs(constant)),
                        "2 tensors to start from, but 1 gradients"),
                mistake(
                        "a gradient's shape",
                        argument,
                        () -> Autograd.backward(of(s, y), new Tensor[] {null, Tensor.of(1.0)}, BACKWARD),
                        "backward: the gradient is float64 (1) on cpu, but tensor 1 'y' is float64 (2) on cpu"),
                mistake(
                        "null allowed in the short form",
                        argument,
                        () -> Autograd.grad(s, GRAD.withAllowUnused(), x),
                        "withAllowUnused",
                        "withMaterializeGrads"),
                mistake(
                        "an input without gradient",
                        state,
                        () -> Autograd.grad(of(s), of(x, constant), GRAD.withAllowUnused()),
                        "grad: input 1 (2) does not require a gradient"),
                mistake(
                        "an unused input of several outputs",
                        state,
                        () -> Autograd.grad(of(s, s), of(leaf(1, 2, 3).named("w")), GRAD),
                        "none of the 2 outputs depends on input 0 'w' (3)",
                        "withAllowUnused",
                        "withMaterializeGrads"),
                mistake("inputs chosen without any", argument, () -> BACKWARD.withInputs(), "withInputs: no tensors"),
                mistake(
                        "a constant chosen",
                        argument,
                        () -> BACKWARD.withInputs(x, constant),
                        "withInputs: input 1 (2) does not require a gradient"));
    }

    private static Arguments mistake(String what, Class<?> type, ThrowingCallable call, String... parts) {
        return arguments(what, type, call, parts);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void mistakesAreNamed(String what, Class<?> type, ThrowingCallable call, String[] parts) {
        assertThatThrownBy(call).isInstanceOf(type).hasMessageContainingAll(parts);
    }
}
