package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.nn.Linear;
import dev.autograd.optim.ClipGrad;
import dev.autograd.optim.ParameterGroup;
import dev.autograd.optim.SGD;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Bad calls around gradients, in-place operations, modes and modules, by their numbers in the project's list of
/// mistakes, with the whole
/// sentences that answer them. Nothing has changed after any of them, and the next correct call works.
final class BadCallsTest {
    private static Tensor leaf(double... values) {
        return Tensor.of(values).requiresGrad_();
    }

    @Test
    @DisplayName("89: in-place on a saved tensor")
    void savedTensor() {
        Tensor x = leaf(1, 2, 3);
        Tensor y = x.exp();
        Tensor loss = y.sum();
        y.add_(1.0);
        assertThatIllegalStateException()
                .isThrownBy(loss::backward)
                .withMessage("backward: exp saved its output 0 (3) at version 0, but an in-place operation has changed "
                        + "it since: it is at version 1; change a clone() instead, or change it before exp runs; "
                        + "detectAnomaly around the whole step tells where both happened");
        assertThat(x.grad()).isNull();
        x.exp().sum().backward();
        assertThat(x.grad()).isNotNull();
    }

    @Test
    @DisplayName("90: in-place on a view whose base was saved")
    void viewOfASavedTensor() {
        Tensor x = leaf(1, 2, 3, 4);
        Tensor y = x.mul(2.0);
        Tensor loss = y.mul(y).sum();
        y.view(2, 2).select(0, 1).zero_();
        assertThatIllegalStateException()
                .isThrownBy(loss::backward)
                .withMessageContaining("mul saved its input 1 (4) at version 0")
                .withMessageContaining("it is at version 1");
        assertThat(x.grad()).isNull();
    }

    @Test
    @DisplayName("91: in-place on a leaf that needs a gradient")
    void leafThatNeedsAGradient() {
        Tensor x = leaf(1, 2);
        assertThatIllegalStateException()
                .isThrownBy(() -> x.add_(1.0))
                .withMessage("add_: this leaf (2) requires a gradient, so it may only be changed under noGrad, "
                        + "as an optimizer does");
        assertThat(x.toDoubleArray()).containsExactly(1, 2);
        assertThat(x.storage().version()).isZero();
    }

    @Test
    @DisplayName("92: in-place on one of several views")
    void oneOfSeveralViews() {
        Tensor x = leaf(1, 2, 3, 4);
        Tensor y = x.mul(1.0);
        Tensor[] pieces = y.split(2, 0);
        pieces[0].mul_(10.0);
        y.sum().add(pieces[1].sum()).backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(10, 10, 2, 2);
    }

    @Test
    @DisplayName("93: in-place on expanded memory")
    void expandedMemory() {
        Tensor x = Tensor.of(1f, 2f);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> x.expand(3, 2).add_(1.0))
                .withMessage("add_: several elements of this expanded tensor (3, 2) share one place in memory; "
                        + "call clone() first");
        assertThat(x.toFloatArray()).containsExactly(1, 2);
        assertThat(x.storage().version()).isZero();
    }

    @Test
    @DisplayName("94: an in-place result of a type that does not fit")
    void resultType() {
        Tensor x = Tensor.of(1L, 2L);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> x.add_(0.5))
                .withMessage("add_: the result would be float32, which does not fit into this int64 tensor (2)");
        assertThat(x.toLongArray()).containsExactly(1, 2);
        assertThat(x.storage().version()).isZero();
    }

    @Test
    @DisplayName("95: an in-place broadcast that would grow the tensor")
    void growingBroadcast() {
        Tensor x = Tensor.zeros(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> x.add_(Tensor.ones(2, 3)))
                .withMessage("add_: shape (2, 3) does not broadcast to (3), the shape of the tensor that is changed");
        assertThat(x.toFloatArray()).containsExactly(0, 0, 0);
    }

    @Test
    @DisplayName("96: backward through what was computed under noGrad")
    void graphUnderNoGrad() {
        Tensor x = leaf(1, 2);
        Tensor loss = Autograd.noGrad(() -> x.mul(2.0).sum());
        assertThatIllegalStateException()
                .isThrownBy(loss::backward)
                .withMessage("backward: the tensor () does not require a gradient: no input of it does, or it was "
                        + "computed under noGrad or detached");
    }

    @Test
    @DisplayName("97: an inference tensor that would be saved")
    void savedInferenceTensor() {
        Tensor w = leaf(1, 2);
        Tensor x = Autograd.inferenceMode(() -> Tensor.of(3.0, 4.0));
        assertThatIllegalStateException()
                .isThrownBy(() -> w.mul(x))
                .withMessage("mul: its gradient needs its input 1 (2), which is an inference tensor and cannot be "
                        + "saved for backward; use a clone() of it made outside inferenceMode");
        w.mul(x.clone()).sum().backward();
        assertThat(w.grad().toDoubleArray()).containsExactly(3, 4);
    }

    @Test
    @DisplayName("99: requiresGrad_ on integers")
    void integersWithAGradient() {
        Tensor x = Tensor.of(1L, 2L);
        assertThatIllegalArgumentException()
                .isThrownBy(x::requiresGrad_)
                .withMessage("requiresGrad_: only float32 and float64 tensors have gradients, but this is int64");
        assertThat(x.requiresGrad()).isFalse();
    }

    @Test
    @DisplayName("103: NaN in backward in anomaly mode")
    void nanInBackward() {
        Tensor x = leaf(-1, 4);
        Tensor loss;
        try (var _ = Autograd.detectAnomaly(false)) {
            loss = x.sqrt().sum();
        }
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Autograd.detectAnomaly(() -> loss.backward()))
                .withMessageStartingWith("detectAnomaly: the gradient of sqrt by its input 0 has 1 NaN and 0 infinite "
                        + "of 2 elements (2) float64, from a gradient of its output 0 (2) float64 with values in "
                        + "[1.0, 1.0]; sqrt ran at dev.autograd")
                .withMessageContaining("BadCallsTest.nanInBackward(BadCallsTest.java:");
        assertThat(x.grad()).isNull();
    }

    @Test
    @DisplayName("104: backward of a gradient made without createGraph")
    void backwardOfAGradient() {
        Tensor x = leaf(1, 2);
        Tensor dx = Autograd.grad(x.mul(x).sum(), x)[0];
        assertThatIllegalStateException()
                .isThrownBy(() -> dx.sum().backward())
                .withMessageContaining("does not require a gradient");
    }

    @Test
    @DisplayName("188: noGrad in one thread, seen by no other, nor by virtual ones")
    void noGradInOneThread() throws Exception {
        Callable<Boolean> recording = Autograd::isGradEnabled;
        try (var pool = Executors.newFixedThreadPool(1);
                var _ = Autograd.noGrad()) {
            FutureTask<Boolean> platform = new FutureTask<>(recording);
            Thread.ofPlatform().start(platform);
            FutureTask<Boolean> virtual = new FutureTask<>(recording);
            Thread.ofVirtual().start(virtual);
            assertThat(platform.get()).isTrue();
            assertThat(virtual.get()).isTrue();
            assertThat(pool.submit(recording).get()).isTrue();
            FutureTask<Boolean> inALambda = new FutureTask<>(recording);
            Autograd.noGrad(() -> {
                Thread.ofVirtual().start(inALambda);
                assertThat(Autograd.isGradEnabled()).isFalse();
            });
            assertThat(inALambda.get()).isTrue();
            assertThat(Autograd.isGradEnabled()).isFalse();
        }
        assertThat(Autograd.isGradEnabled()).isTrue();
    }

    /// A function whose gradients are those given.
    private static Tensor withGradients(Tensor x, Tensor... gradients) {
        return new Function.All() {
            @Override
            public Tensor[] forward(Function.Context ctx, Tensor... in) {
                return new Tensor[] {in[0].mul(2)};
            }

            @Override
            public Tensor[] backward(Function.Context ctx, Tensor... gradOutputs) {
                return gradients;
            }

            @Override
            public String name() {
                return "doubled";
            }
        }.apply(x)[0];
    }

    static Stream<Arguments> others() {
        Tensor p = leaf(1, 2);
        List<Tensor> one = List.of(p);
        return Stream.of(
                row(100, "item of several elements", () -> p.item(), "item", "2"),
                row(
                        101,
                        "a gradient of the wrong shape",
                        () -> withGradients(p, Tensor.of(1.0)).sum().backward(),
                        "doubled: backward returned a gradient float64 (1) for input 0, which is float64 (2)"),
                row(
                        102,
                        "too many gradients",
                        () -> withGradients(p, Tensor.of(1.0, 1.0), Tensor.of(1.0))
                                .sum()
                                .backward(),
                        "doubled: backward returned 2 gradients, but the function has 1 input"),
                row(105, "a grad of another shape", () -> p.setGrad(Tensor.of(1.0, 2.0, 3.0)), "(2)", "(3)"),
                row(106, "a negative learning rate", () -> new SGD(one, -1), "SGD: lr", "-1.0"),
                row(107, "nothing to optimise", () -> new SGD(List.of(), 0.1), "SGD: there are no parameters"),
                row(
                        108,
                        "a parameter in two groups",
                        () -> SGD.of(
                                new ParameterGroup(one, SGD.settings(0.1)), new ParameterGroup(one, SGD.settings(0.2))),
                        "SGD: parameter 0 (2) of group 1 appears twice"),
                row(
                        109,
                        "Nesterov without momentum",
                        () -> SGD.settings(0.1).withNesterov(),
                        "Nesterov momentum needs a momentum above 0"),
                row(
                        111,
                        "a state that does not fit",
                        () -> new Linear(2, 2)
                                .loadStateDict(Map.of("weight", Tensor.zeros(2, 3), "bia", Tensor.zeros(2))),
                        "weight",
                        "(2, 3)",
                        "(2, 2)",
                        "bia",
                        "bias"));
    }

    private static Arguments row(int number, String what, ThrowingCallable call, String... words) {
        return Arguments.of(number, what, call, words);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void others(int number, String what, ThrowingCallable call, String[] words) {
        assertThatThrownBy(call)
                .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    @DisplayName("110: clipping a norm that is NaN")
    void clippingNaN() {
        Tensor x = leaf(1, 2);
        x.setGrad(Tensor.of(Double.NaN, 3.0));
        assertThatIllegalStateException()
                .isThrownBy(() -> ClipGrad.norm(List.of(x), 1, 2, ClipGrad.NonFinite.REFUSE))
                .withMessageContaining("NaN");
        assertThat(x.grad().get(1)).isEqualTo(3);
    }
}
