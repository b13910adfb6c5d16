package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.engine.SavedTensorScope;
import dev.autograd.graph.GraphMemory;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Hooks that decide what is kept of saved tensors.
final class SavedTensorHooksTest {
    private final Tensor x =
            Tensor.rand(Random.seed(1), Shape.of(2, 3), DType.FLOAT64).requiresGrad_();
    private final Tensor w =
            Tensor.rand(Random.seed(2), Shape.of(3, 3), DType.FLOAT64).requiresGrad_();
    private final List<String> calls = new ArrayList<>();

    /// Keeps arrays, and notes every call.
    private final class Arrays implements SavedTensorHooks<double[]> {
        private final String name;

        Arrays(String name) {
            this.name = name;
        }

        @Override
        public double[] pack(Tensor saved) {
            calls.add(name + " packs " + saved.shape() + (Autograd.isGradEnabled() ? " recording" : ""));
            return saved.toDoubleArray();
        }

        @Override
        public Tensor unpack(double[] packed) {
            calls.add(name + " unpacks " + packed.length);
            return switch (packed.length) {
                case 1 -> Tensor.scalar(packed[0]);
                case 6 -> Tensor.of(packed.clone()).reshape(2, 3);
                default -> Tensor.of(packed.clone()).reshape(3, 3);
            };
        }

        @Override
        public void release(double[] packed) {
            calls.add(name + " releases " + packed.length);
        }
    }

    private Tensor loss() {
        return x.matmul(w).sin().mul(x).sum();
    }

    /// Ways to read what was saved.
    static Stream<Arguments> ways() {
        return Stream.of(
                way("backward", t -> {
                    t.loss().backward();
                    return new Tensor[] {t.x.grad(), t.w.grad()};
                }),
                way("grad", t -> Autograd.grad(t.loss(), t.x, t.w)),
                way("second order by an input", t -> {
                    Tensor[] first = Autograd.grad(t.loss(), GradOptions.DEFAULT.withCreateGraph(), t.x, t.w);
                    return Autograd.grad(
                            first[0].square().sum().add(first[1].square().sum()), t.x, t.w);
                }),
                way("third order", t -> {
                    Tensor first = Autograd.grad(t.loss(), GradOptions.DEFAULT.withCreateGraph(), t.w)[0];
                    Tensor second = Autograd.grad(first.square().sum(), GradOptions.DEFAULT.withCreateGraph(), t.x)[0];
                    return Autograd.grad(second.square().sum(), t.x, t.w);
                }),
                way("forward mode", t -> new Tensor[] {
                    Autograd.jvp(v -> v.sin().mul(v).mul(t.x), t.x, Tensor.onesLike(t.x))
                            .tangent()
                }),
                way("gradients of rows", t -> new Tensor[] {
                    Autograd.vmap(Autograd.grad(row -> row.sin().mul(row).sum()), t.x)
                }),
                way("backward after vmap", t -> {
                    Autograd.vmap(row -> row.sin().mul(row), t.x).sum().backward();
                    return new Tensor[] {t.x.grad()};
                }));
    }

    private static Arguments way(String name, Function<SavedTensorHooksTest, Tensor[]> run) {
        return Arguments.of(name, run);
    }

    /// What hooks may keep.
    static Stream<SavedTensorHooks<?>> kinds() {
        return Stream.of(
                SavedTensorHooks.of(t -> t, t -> t),
                SavedTensorHooks.of(Tensor::detach, t -> t),
                SavedTensorHooks.of(Tensor::clone, t -> t),
                SavedTensorHooks.of(List::of, List::getFirst),
                SavedTensorHooks.of(t -> t.mul(1), t -> t.mul(1).requiresGrad_()));
    }

    static Stream<Arguments> waysAndKinds() {
        return ways().flatMap(way -> kinds().map(kind -> Arguments.of(way.get()[0], way.get()[1], kind)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysAndKinds")
    void derivativesAreThoseWithoutHooks(
            String name, Function<SavedTensorHooksTest, Tensor[]> way, SavedTensorHooks<?> hooks) {
        Tensor[] expected = way.apply(new SavedTensorHooksTest());
        SavedTensorHooksTest hooked = new SavedTensorHooksTest();
        Tensor[] found = Autograd.savedTensorHooks(hooks, () -> way.apply(hooked));
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i].toDoubleArray()).isEqualTo(expected[i].toDoubleArray());
        }
    }

    @Test
    void packAndUnpackAreCalledOnceForEachValueAndReleaseWithTheGraph() {
        Tensor loss = Autograd.savedTensorHooks(
                new Arrays("hook"), () -> x.mul(w.sum()).sin().sum());
        assertThat(calls).containsExactly("hook packs (2, 3)", "hook packs ()", "hook packs (2, 3)");
        calls.clear();
        loss.backward(BackwardOptions.DEFAULT.withRetainGraph());
        assertThat(calls).containsExactly("hook unpacks 6", "hook unpacks 1", "hook unpacks 6");
        calls.clear();
        loss.backward();
        assertThat(calls)
                .containsExactly(
                        "hook unpacks 6",
                        "hook releases 6",
                        "hook unpacks 1",
                        "hook unpacks 6",
                        "hook releases 6",
                        "hook releases 1");
        calls.clear();
        assertThatIllegalStateException().isThrownBy(loss::backward).withMessageContaining("freed");
        assertThat(calls).isEmpty();
    }

    @Test
    void theInnermostHooksWinAndEndWithTheirScope() {
        SavedTensorScope outer = Autograd.savedTensorHooks(new Arrays("outer"));
        x.exp();
        try (var _ = Autograd.savedTensorHooks(new Arrays("inner"))) {
            x.exp();
        }
        x.exp();
        SavedTensorScope left = Autograd.savedTensorHooks(new Arrays("left open"));
        x.exp();
        outer.close(); // also ends the one inside
        x.exp();
        left.close();
        outer.close();
        x.exp();
        assertThat(calls)
                .containsExactly(
                        "outer packs (2, 3)", "inner packs (2, 3)", "outer packs (2, 3)", "left open packs (2, 3)");
    }

    @Test
    void otherThreadsDoNotSeeThem() throws InterruptedException {
        try (var scope = Autograd.savedTensorHooks(new Arrays("hook"))) {
            Thread other = Thread.ofPlatform().start(() -> {
                x.exp();
                assertThatIllegalStateException().isThrownBy(scope::close);
                calls.add("other ran");
            });
            other.join();
            assertThat(calls).containsExactly("other ran");
            x.exp();
            assertThat(calls).hasSize(2);
        }
    }

    @Test
    void nothingIsPackedWhereNothingIsSaved() {
        Autograd.savedTensorHooks(new Arrays("hook"), () -> {
            Autograd.noGrad(() -> x.exp());
            x.detach().exp();
            x.add(x).sum();
        });
        assertThat(calls).isEmpty();
    }

    @Test
    void aParameterIsGivenItself() {
        List<Tensor> packed = new ArrayList<>();
        Autograd.savedTensorHooks(
                SavedTensorHooks.of(
                        t -> {
                            packed.add(t);
                            return t;
                        },
                        t -> t),
                () -> x.matmul(w));
        assertThat(packed).hasSize(2);
        assertThat(packed.get(0)).isSameAs(x);
        assertThat(packed.get(1)).isSameAs(w);
    }

    @Test
    void reportsSayWhatIsPackedAndWhatIsHeld() {
        GraphMemory arrays = Graph.of(Autograd.savedTensorHooks(new Arrays("hook"), this::loss))
                .memory();
        assertThat(arrays.packedTensors()).isEqualTo(5);
        assertThat(arrays.packedBytes()).isEqualTo(4 * 48 + 72);
        assertThat(arrays.savedBytes()).isZero();
        assertThat(arrays.toString()).contains("packed: 5 tensors of 264 bytes, kept by hooks or to be computed again");

        SavedTensorHooks<Tensor> floats = SavedTensorHooks.of(t -> t.to(DType.FLOAT32), t -> t.to(DType.FLOAT64));
        GraphMemory halved =
                Graph.of(Autograd.savedTensorHooks(floats, this::loss)).memory();
        assertThat(halved.packedTensors()).isZero();
        assertThat(halved.savedBytes()).isEqualTo((4 * 48 + 72) / 2);
    }

    @Test
    void theExampleOfTheDocumentationIsClose() {
        SavedTensorHooks<Tensor> floats = SavedTensorHooks.of(t -> t.to(DType.FLOAT32), t -> t.to(DType.FLOAT64));
        Tensor expected = Autograd.grad(loss(), w)[0];
        Tensor found = Autograd.grad(Autograd.savedTensorHooks(floats, this::loss), w)[0];
        assertThat(found.allClose(expected, 1e-5, 1e-6)).isTrue();
        assertThat(found.allClose(expected, 0, 0)).isFalse();
    }

    /// What is wrong in hooks, what is said, and whether it is said forward.
    static Stream<Arguments> mistakes() {
        UnaryOperator<Tensor> same = t -> t;
        return Stream.of(
                Arguments.of(
                        SavedTensorHooks.of(t -> fail("no room"), same),
                        "savedTensorHooks: pack failed for output 0, float64 (2, 3), of exp: no room"),
                Arguments.of(
                        SavedTensorHooks.of(t -> null, t -> (Tensor) t),
                        "savedTensorHooks: pack returned null for output 0, float64 (2, 3), of exp"),
                Arguments.of(
                        SavedTensorHooks.of(t -> t.add_(1), same),
                        "savedTensorHooks: pack changed output 0, float64 (2, 3), of exp, in place, but must leave it"
                                + " as it is; change a clone() instead"),
                Arguments.of(
                        SavedTensorHooks.of(same, t -> fail("lost")),
                        "savedTensorHooks: unpack failed for output 0, float64 (2, 3), of exp: lost"),
                Arguments.of(
                        SavedTensorHooks.of(same, t -> null),
                        "savedTensorHooks: unpack returned null for output 0, float64 (2, 3), of exp"),
                Arguments.of(
                        SavedTensorHooks.of(same, t -> t.sum()),
                        "savedTensorHooks: unpack returned float64 () for output 0, float64 (2, 3), of exp; it must"
                                + " return a tensor of that shape and type"),
                Arguments.of(
                        SavedTensorHooks.of(same, t -> t.to(DType.FLOAT32)),
                        "savedTensorHooks: unpack returned float32 (2, 3) for output 0, float64 (2, 3), of exp; it must"
                                + " return a tensor of that shape and type"));
    }

    private static Tensor fail(String why) {
        throw new UnsupportedOperationException(why);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakesInHooksNameTheOperatorAndTheValue(SavedTensorHooks<?> hooks, String message) {
        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    Tensor y = Autograd.savedTensorHooks(hooks, () -> x.exp());
                    y.sum().backward();
                })
                .withMessage(message);
        assertThat(x.grad()).isNull();
        assertThat(Autograd.isGradEnabled()).isTrue();
        x.exp().sum().backward(); // the next one works
        assertThat(x.grad().toDoubleArray()).isEqualTo(x.exp().toDoubleArray());
    }

    @Test
    void whatWasThrownIsTheCause() {
        UnsupportedOperationException thrown = new UnsupportedOperationException();
        assertThatThrownBy(() -> Autograd.savedTensorHooks(
                        SavedTensorHooks.of(
                                t -> {
                                    throw thrown;
                                },
                                t -> x),
                        () -> x.exp()))
                .hasCause(thrown)
                .hasMessageEndingWith("java.lang.UnsupportedOperationException");
    }

    @Test
    void whatWasPackedOfAnOperatorThatFailsIsReleased() {
        SavedTensorHooks<String> hooks = new SavedTensorHooks<>() {
            @Override
            public String pack(Tensor saved) {
                if (!calls.isEmpty()) {
                    throw new IllegalStateException("full");
                }
                calls.add("packed");
                return "first";
            }

            @Override
            public Tensor unpack(String packed) {
                throw new AssertionError(packed);
            }

            @Override
            public void release(String packed) {
                calls.add("released " + packed);
            }
        };
        assertThatIllegalStateException().isThrownBy(() -> Autograd.savedTensorHooks(hooks, () -> x.matmul(w)));
        assertThat(calls).containsExactly("packed", "released first");
    }

    /// What hooks keep, and whether a change in place of what was saved is an error then.
    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("the tensor itself", SavedTensorHooks.of(t -> t, t -> t), true),
                Arguments.of("the same memory", SavedTensorHooks.of(Tensor::detach, t -> t), true),
                Arguments.of("the same memory in a box", SavedTensorHooks.of(List::of, List::getFirst), true),
                Arguments.of("a copy", SavedTensorHooks.of(Tensor::clone, t -> t), false),
                Arguments.of(
                        "an array",
                        SavedTensorHooks.of(
                                Tensor::toDoubleArray, a -> Tensor.of(a).reshape(2, 3)),
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void aLaterChangeMattersWhereItShows(String kept, SavedTensorHooks<?> hooks, boolean matters) {
        Tensor h = x.mul(2);
        Tensor loss = Autograd.savedTensorHooks(hooks, () -> h.sin()).sum();
        double[] expected = h.cos().mul(2).toDoubleArray();
        Autograd.noGrad(() -> h.add_(1));
        if (matters) {
            assertThatIllegalStateException()
                    .isThrownBy(loss::backward)
                    .withMessageStartingWith("backward: sin saved its input 0 (2, 3) at version 0, but an in-place"
                            + " operation has changed it since: it is at version 1; change a clone() instead");
        } else {
            loss.backward();
            assertThat(x.grad().toDoubleArray()).isEqualTo(expected);
        }
    }

    @Test
    void aChangeOfWhatIsKeptIsSeenToo() {
        List<Tensor> kept = new ArrayList<>();
        SavedTensorHooks<Tensor> hooks = SavedTensorHooks.of(
                t -> {
                    kept.add(t.clone());
                    return kept.getLast();
                },
                t -> t);
        Tensor loss = Autograd.savedTensorHooks(hooks, () -> x.sin()).sum();
        kept.getFirst().add_(1);
        assertThatIllegalStateException()
                .isThrownBy(loss::backward)
                .withMessageContaining("changed the tensor that pack returned for it since: it is at version 1");
    }

    @Test
    void whatUnpackReturnsNeedsNoPlaceOfItsOwnOnTheTape() {
        Tensor other = Tensor.onesLike(x).requiresGrad_();
        SavedTensorHooks<Tensor> hooks = SavedTensorHooks.of(t -> t, _ -> other.mul(1));
        Tensor y = Autograd.savedTensorHooks(hooks, () -> x.sin());
        Tensor first = Autograd.grad(y.sum(), GradOptions.DEFAULT.withCreateGraph(), x)[0]; // cos(1)
        Autograd.grad(first.sum(), x); // by x, in whose place it stands
        assertThatIllegalStateException()
                .isThrownBy(() -> Autograd.grad(first.sum(), other))
                .withMessageContaining("does not depend on input 0");
    }
}
