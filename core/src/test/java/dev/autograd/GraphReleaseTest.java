package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.autograd.graph.GraphMemory;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Graphs that let go of what they saved without a backward pass.
final class GraphReleaseTest {
    private static final Tensor W =
            Tensor.rand(Random.seed(1), Shape.of(4, 4), DType.FLOAT64).requiresGrad_();
    private static final Tensor X = Tensor.ones(Shape.of(2, 4), DType.FLOAT64);

    /// Two heads on one trunk: what the trunk saved is needed by both.
    private record Heads(Tensor trunk, Tensor main, Tensor auxiliary) {
        static Heads build() {
            Tensor trunk = X.matmul(W).tanh();
            return new Heads(
                    trunk, trunk.matmul(W).exp().sum(), trunk.sigmoid().sum().named("auxiliary"));
        }
    }

    @Test
    void allOfAGraph() {
        Heads heads = Heads.build();
        Graph graph = Graph.of(heads.auxiliary);
        assertThat(graph.memory().savedBytes()).isEqualTo(3 * 64);
        graph.release();
        GraphMemory after = graph.memory();
        assertThat(after.savedBytes()).isZero();
        assertThat(after.freedNodes()).isEqualTo(3);
        assertThat(graph.nodeCount()).isEqualTo(6); // it can still be drawn
        assertThatIllegalStateException()
                .isThrownBy(heads.auxiliary::backward)
                .withMessage(
                        "backward: the values that sigmoid saved were let go by an earlier release() of 'auxiliary'"
                                + " (); releaseExcept keeps what the tensors named there still need");
        assertThatIllegalStateException()
                .isThrownBy(heads.main::backward)
                .withMessageContaining("tanh saved were let go");
        assertThat(W.grad()).isNull();
    }

    @Test
    void butForWhatAnotherOutputNeeds() {
        Heads heads = Heads.build();
        Graph.of(heads.auxiliary).releaseExcept(heads.main);
        assertThat(Graph.of(heads.main).memory().freedNodes()).isZero();
        assertThatIllegalStateException()
                .isThrownBy(heads.auxiliary::backward)
                .withMessageContaining("sigmoid saved were let go by an earlier releaseExcept() of 'auxiliary' ()");
        heads.main.backward();
        Tensor gradient = W.grad();
        W.setGrad(null);
        assertThat(gradient.toDoubleArray()).isEqualTo(Autograd.grad(Heads.build().main, W)[0].toDoubleArray());
    }

    /// What is kept, and what the auxiliary head's graph still holds then, in tensors of 64 bytes.
    static Stream<Arguments> kept() {
        return Stream.of(
                Arguments.of("nothing", new int[] {}, 0),
                Arguments.of("the trunk", new int[] {0}, 2),
                Arguments.of("the main loss", new int[] {1}, 2),
                Arguments.of("the auxiliary loss itself", new int[] {2}, 3),
                Arguments.of("all", new int[] {0, 1, 2}, 3),
                Arguments.of("a constant", new int[] {3}, 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kept")
    void keepsWhatIsNamed(String what, int[] kept, int tensors) {
        Heads heads = Heads.build();
        Tensor[] all = {heads.trunk, heads.main, heads.auxiliary, X};
        Tensor[] named = Arrays.stream(kept).mapToObj(i -> all[i]).toArray(Tensor[]::new);
        Graph graph = Graph.of(heads.auxiliary);
        graph.releaseExcept(named);
        assertThat(graph.memory().savedBytes()).isEqualTo(64L * tensors);
    }

    @Test
    void aGraphOfGradientsAloneCanBeGivenUp() {
        Tensor loss = X.matmul(W).exp().sum();
        Tensor first = Autograd.grad(loss, GradOptions.DEFAULT.withCreateGraph(), W)[0];
        Graph.of(first.square().sum()).releaseExcept(loss);
        loss.backward();
        assertThat(W.grad().toDoubleArray()).isEqualTo(first.toDoubleArray());
        W.setGrad(null);
    }

    @Test
    void whatSavedNothingCanStillBeGoneThrough() {
        Tensor sum = W.add(W).sum();
        Graph.of(sum).release();
        sum.backward();
        assertThat(W.grad().get(0, 0)).isEqualTo(2);
        W.setGrad(null);
    }

    @Test
    void aSecondReleaseDoesNothing() {
        Tensor loss = W.exp().sum();
        Graph.of(loss).release();
        Graph.of(loss).releaseExcept();
        assertThatIllegalStateException().isThrownBy(loss::backward).withMessageContaining("release() of a tensor ()");
        Tensor walked = W.exp().sum();
        walked.backward();
        W.setGrad(null);
        Graph.of(walked).release(); // there is nothing left to release: the walk stays named
        assertThatIllegalStateException().isThrownBy(walked::backward).withMessageContaining("earlier backward");
    }

    static Stream<Arguments> keepers() {
        return Stream.of(
                Arguments.of("hooks", (Supplier<Tensor>) () -> X.matmul(W).exp(), 2),
                Arguments.of(
                        "hooks around a checkpoint",
                        (Supplier<Tensor>)
                                () -> Autograd.checkpoint(x -> x.matmul(W).exp(), X),
                        1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keepers")
    void releasesWhatHooksKeep(String what, Supplier<Tensor> body, int count) {
        List<Tensor> released = new ArrayList<>();
        SavedTensorHooks<Tensor> hooks = new SavedTensorHooks<>() {
            @Override
            public Tensor pack(Tensor saved) {
                return saved;
            }

            @Override
            public Tensor unpack(Tensor packed) {
                return packed;
            }

            @Override
            public void release(Tensor packed) {
                released.add(packed);
            }
        };
        Tensor y = Autograd.savedTensorHooks(hooks, body);
        Graph.of(y).release();
        assertThat(released).hasSize(count);
        assertThatIllegalStateException().isThrownBy(() -> y.sum().backward()).withMessageContaining("exp saved");
    }

    @Test
    void deepGraphsNeedNoRecursion() {
        Tensor y = W;
        for (int i = 0; i < 100_000; i++) {
            y = y.sigmoid();
        }
        Graph.of(y).release();
        assertThat(Graph.of(y).memory().freedNodes()).isEqualTo(100_000);
    }
}
