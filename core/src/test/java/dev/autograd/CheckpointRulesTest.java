package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.nn.Dropout;
import dev.autograd.nn.F;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// When a checkpointed function runs, what it sees then, and what it must not do.
final class CheckpointRulesTest {
    private final Tensor x =
            Tensor.rand(Random.seed(1), Shape.of(2, 3), DType.FLOAT64).requiresGrad_();
    private final Tensor w =
            Tensor.rand(Random.seed(2), Shape.of(3, 3), DType.FLOAT64).requiresGrad_();
    private int runs;

    private Tensor layer(Tensor input) {
        runs++;
        return input.matmul(w).tanh();
    }

    /// What is done with a result, and how often the function has run in the end.
    static Stream<Arguments> counts() {
        return Stream.of(
                count("nothing", y -> {}, 1),
                count("backward", y -> y.sum().backward(), 2),
                count("the graph's report", y -> Graph.of(y).memory(), 1),
                count(
                        "a backward that retains, and another",
                        y -> {
                            Tensor loss = y.sum();
                            loss.backward(BackwardOptions.DEFAULT.withRetainGraph());
                            loss.backward();
                        },
                        3),
                count("a gradient that needs nothing of it", y -> Autograd.grad(y.sum(), y), 1));
    }

    private static Arguments count(String what, Consumer<Tensor> use, int runs) {
        return Arguments.of(what, use, runs);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("counts")
    void runsAgainOnceForEachPassThatReads(String what, Consumer<Tensor> use, int expected) {
        use.accept(Autograd.checkpoint(this::layer, x));
        assertThat(runs).isEqualTo(expected);
    }

    @Test
    void isJustCalledWhereNothingIsRecorded() {
        Tensor y = Autograd.noGrad(() -> Autograd.checkpoint(this::layer, x));
        assertThat(y.requiresGrad()).isFalse();
        assertThat(runs).isEqualTo(1);
    }

    @Test
    void severalInputsAndOutputs() {
        Tensor a = Autograd.checkpoint((p, q) -> p.matmul(q).tanh(), x, w);
        Tensor[] b = Autograd.checkpoint(
                (Tensor[] in) -> new Tensor[] {in[0].exp(), in[0].matmul(in[1]).sin(), in[1]}, new Tensor[] {x, w});
        a.sum()
                .add(b[0].sum())
                .add(b[1].mul(b[1]).sum())
                .add(b[2].square().sum())
                .backward();
        Tensor gx = x.grad();
        Tensor gw = w.grad();
        x.setGrad(null);
        w.setGrad(null);
        x.matmul(w)
                .tanh()
                .sum()
                .add(x.exp().sum())
                .add(x.matmul(w).sin().square().sum())
                .add(w.square().sum())
                .backward();
        assertThat(gx.allClose(x.grad(), 1e-12, 1e-12)).isTrue();
        assertThat(gw.allClose(w.grad(), 1e-12, 1e-12)).isTrue();
    }

    /// What surrounds the backward pass and must not reach the second run.
    static Stream<Arguments> surroundings() {
        return Stream.of(
                around("nothing", Runnable::run),
                around("noGrad", pass -> Autograd.noGrad(pass)),
                around("another seed", pass -> {
                    Autograd.manualSeed(99);
                    pass.run();
                }),
                around("hooks", pass -> Autograd.savedTensorHooks(SavedTensorHooks.of(t -> t.mul(2), t -> t), pass)),
                around(
                        "a trace",
                        pass -> Graph.trace(() -> {
                            pass.run();
                            return Tensor.scalar(0f);
                        })),
                around(
                        "a map",
                        pass -> Autograd.vmap(
                                one -> {
                                    pass.run();
                                    return one;
                                },
                                Tensor.ones(1))),
                around(
                        "another checkpoint",
                        pass -> Autograd.checkpoint(
                                one -> {
                                    pass.run();
                                    return one;
                                },
                                Tensor.ones(1))),
                around("another thread", pass -> {
                    Thread thread = Thread.ofPlatform().start(pass);
                    try {
                        thread.join();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }));
    }

    private static Arguments around(String name, Consumer<Runnable> around) {
        return Arguments.of(name, around);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("surroundings")
    void theSecondRunSeesWhatTheFirstSaw(String name, Consumer<Runnable> around) {
        Dropout dropout = new Dropout(0.5, Random.seed(3));
        UnaryOperator<Tensor> noisy = t -> dropout.forward(F.dropout(t.matmul(w).exp(), 0.5, Autograd.random()))
                .mul(Tensor.rand(Autograd.random(), Shape.of(2, 3), DType.FLOAT64));
        Autograd.manualSeed(5);
        noisy.apply(x).sum().backward();
        double[] expected = w.grad().toDoubleArray();
        w.setGrad(null);
        long[] after = dropout.randomStates().get("mask");

        dropout.loadRandomStates(new Dropout(0.5, Random.seed(3)).randomStates());
        Autograd.manualSeed(5);
        Tensor loss = Autograd.checkpoint(noisy::apply, x).sum();
        around.accept(loss::backward);
        assertThat(w.grad().toDoubleArray()).isEqualTo(expected);
        assertThat(dropout.randomStates().get("mask")).isEqualTo(after);
        assertThat(Autograd.isGradEnabled()).isTrue();
        assertThat(x.exp().requiresGrad()).isTrue();
    }

    @Test
    void aTraceOfBackwardIsTheSameAsWithoutCheckpoint() {
        Tensor loss = layer(x).sum();
        Tensor again = Autograd.checkpoint(this::layer, x).sum();
        assertThat(Graph.trace(() -> Autograd.grad(again, w)[0]).nodeCount())
                .isEqualTo(Graph.trace(() -> Autograd.grad(loss, w)[0]).nodeCount());
    }

    /// A function that does something else each time it runs, and what is said.
    private static final class Fickle {
        int run;
        final List<Random> generators = new ArrayList<>(List.of(Random.seed(1), Random.seed(2)));

        boolean first() {
            return run++ == 0;
        }
    }

    /// What it makes of its input, given whether it runs for the first time.
    private interface Body {
        Tensor apply(Fickle self, boolean first, Tensor x);
    }

    static Stream<Arguments> differences() {
        String intro = "checkpoint: the function did not do the same when it ran again: ";
        return Stream.of(
                fickle(
                        "another shape",
                        (_, first, x) -> (first ? x : x.narrow(0, 0, 1)).exp().sum(),
                        intro + "value 0 that it saved is output 0, float64 (1, 3), of exp, but was output 0, float64"
                                + " (2, 3), of exp in the first run"),
                fickle(
                        "another type",
                        (_, first, x) -> (first ? x : x.to(DType.FLOAT32)).exp().sum(),
                        intro + "value 0 that it saved is output 0, float32 (2, 3), of exp, but was output 0, float64"
                                + " (2, 3), of exp in the first run"),
                fickle(
                        "another operator",
                        (_, first, x) -> first ? x.exp() : x.tanh(),
                        intro + "value 0 that it saved is output 0, float64 (2, 3), of tanh, but was output 0, float64"
                                + " (2, 3), of exp in the first run"),
                fickle(
                        "more",
                        (_, first, x) -> first ? x.exp() : x.exp().tanh(),
                        intro + "it saved output 0, float64 (2, 3), of tanh, after the last of the 1 values of the"
                                + " first run"),
                fickle(
                        "less",
                        (_, first, x) -> first ? x.exp().tanh() : x.exp(),
                        intro + "it saved 1 values, but 2 in the first run, the next of which is output 0, float64"
                                + " (2, 3), of tanh"),
                fickle(
                        "more random numbers",
                        (self, first, x) -> F.dropout(first ? x : dropped(x, self), 0.5, self.generators.get(0)),
                        intro + "it drew 12 words from random generator 0 instead of 8 words from random generator 0"),
                fickle(
                        "no random numbers",
                        (self, first, x) -> {
                            if (first) {
                                self.generators.get(0).nextInt();
                            }
                            return x.exp();
                        },
                        intro + "it drew nothing from random generator 0 instead of 1 words from random generator 0"),
                fickle(
                        "another generator",
                        (self, first, x) -> F.dropout(x, 0.5, self.generators.get(first ? 0 : 1)),
                        intro + "it drew 8 words from random generator 0 as before, but other numbers"),
                fickle(
                        "a failure",
                        (_, first, x) -> first ? x.exp() : x.reshape(5),
                        "checkpoint: the function failed when it ran again, for output 0, float64 (2, 3), of exp: "),
                fickle(
                        "a failure that it hides",
                        (_, first, x) -> {
                            try {
                                return (first ? x : x.narrow(0, 0, 1)).exp();
                            } catch (IllegalStateException e) {
                                return x;
                            }
                        },
                        intro + "value 0 that it saved is output 0, float64 (1, 3), of exp"));
    }

    private static Tensor dropped(Tensor x, Fickle self) {
        self.generators.get(0).nextInt();
        return x;
    }

    private static Arguments fickle(String name, Body body, String message) {
        return Arguments.of(name, body, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differences")
    void whatIsNotTheSameIsNamed(String name, Body body, String message) {
        Fickle self = new Fickle();
        Tensor y = Autograd.checkpoint(t -> body.apply(self, self.first(), t), x);
        List<long[]> states = self.generators.stream().map(Random::state).toList();
        Random before = Autograd.random();
        assertThatIllegalStateException().isThrownBy(() -> y.sum().backward()).withMessageStartingWith(message);
        assertThat(x.grad()).isNull();
        assertThat(self.generators.stream().map(Random::state).map(Arrays::toString))
                .containsExactlyElementsOf(states.stream().map(Arrays::toString).toList());
        assertThat(Autograd.random()).isSameAs(before);
        Autograd.checkpoint(this::layer, x).sum().backward(); // the next one works
        assertThat(x.grad()).isNotNull();
    }

    @Test
    void memoryThatRunsOutInTheSecondRunIsThatError() {
        OutOfMemoryError thrown = new OutOfMemoryError("none left");
        Tensor y = Autograd.checkpoint(
                t -> {
                    if (runs++ > 0) {
                        throw thrown;
                    }
                    return t.exp();
                },
                x);
        assertThatThrownBy(() -> y.sum().backward()).isSameAs(thrown);
        assertThat(x.exp().requiresGrad()).isTrue();
    }

    @Test
    void anExceptionOfTheFirstRunIsTheFunctions() {
        UnsupportedOperationException thrown = new UnsupportedOperationException();
        assertThatThrownBy(() -> Autograd.checkpoint(
                        t -> {
                            throw thrown;
                        },
                        x))
                .isSameAs(thrown);
        assertThat(Graph.of(x.exp()).memory().packedTensors()).isZero();
    }

    /// What is changed in place between forward and backward, and what is said.
    @Test
    void anInputThatWasChangedSinceIsNamed() {
        Tensor h = x.mul(1);
        Tensor y = Autograd.checkpoint(this::layer, h);
        Autograd.noGrad(() -> h.add_(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> y.sum().backward())
                .withMessageStartingWith("backward: checkpoint saved its input 0 (2, 3) at version 0, but an in-place"
                        + " operation has changed it since: it is at version 1");
    }

    @Test
    void aCapturedTensorThatWasChangedSinceIsNamed() {
        Tensor y = Autograd.checkpoint(this::layer, x);
        Autograd.noGrad(() -> w.add_(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> y.sum().backward())
                .withMessageStartingWith("backward: matmul saved its input 1 (3, 3) at version 0, but an in-place"
                        + " operation has changed it since: it is at version 1");
    }

    @Test
    void aFunctionThatChangesItsInputIsRefusedAtOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Autograd.checkpoint(t -> t.mul_(2).exp(), x.mul(1)))
                .withMessage("checkpoint: the function changed its input 0 (2, 3) in place, so that it could not run"
                        + " again; let it change a clone()");
    }

    @Test
    void aPartOfTheGradientsNeedsNoMoreThanThat() {
        Tensor y = Autograd.checkpoint(t -> layer(t).mul(x.exp()), x.mul(1));
        Tensor byInput = Autograd.grad(y.sum(), w)[0];
        assertThat(byInput.toDoubleArray())
                .isEqualTo(Autograd.grad(layer(x).mul(x.exp()).sum(), w)[0].toDoubleArray());
    }

    @Test
    void checkpointsOnEightThreadsAddUpInSharedParameters() throws Exception {
        int threads = 8;
        CyclicBarrier together = new CyclicBarrier(threads);
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Tensor own = x.detach().mul(i + 1);
            started.add(Thread.ofPlatform().start(() -> {
                Tensor loss = Autograd.checkpoint(t -> t.matmul(w).tanh(), own).sum();
                await(together);
                loss.backward();
            }));
        }
        for (Thread thread : started) {
            thread.join();
        }
        Tensor sum = w.grad();
        w.setGrad(null);
        for (int i = 0; i < threads; i++) {
            x.detach().mul(i + 1).matmul(w).tanh().sum().backward();
        }
        assertThat(sum.allClose(w.grad(), 1e-12, 1e-12)).isTrue();
    }

    @Test
    void twoThreadsMayGoThroughOneRetainedGraph() throws Exception {
        Tensor loss = Autograd.checkpoint(t -> t.matmul(w).tanh(), x).sum();
        CyclicBarrier together = new CyclicBarrier(2);
        Thread other = Thread.ofPlatform().start(() -> {
            await(together);
            loss.backward(BackwardOptions.DEFAULT.withRetainGraph());
        });
        await(together);
        loss.backward(BackwardOptions.DEFAULT.withRetainGraph());
        other.join();
        Tensor twice = w.grad();
        w.setGrad(null);
        x.matmul(w).tanh().sum().mul(2).backward();
        assertThat(twice.allClose(w.grad(), 1e-12, 1e-12)).isTrue();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
