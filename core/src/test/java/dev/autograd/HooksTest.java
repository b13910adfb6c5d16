package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.engine.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Hooks of tensors, leaves and nodes: when they run, what they may change, and what happens when they are wrong.
final class HooksTest {
    private static Tensor leaf(double... values) {
        return Tensor.of(values).requiresGrad_();
    }

    private static Node node(Tensor tensor) {
        return Objects.requireNonNull(tensor.gradFn());
    }

    /// `sum(exp(2 w))` for one w, with every kind of hook on it, each of which writes into a log what it sees.
    private static final class Hooked {
        final List<String> log = new ArrayList<>();
        final Tensor w = leaf(0).named("w");
        final Tensor h = w.mul(2.0).named("h");
        final Tensor y = h.exp().sum();

        Hooked() {
            h.registerHook(g -> log("h", g));
            h.registerHook(g -> log("h again", g));
            node(h).registerHook((in, out) -> logs("after mul: ", in, out));
            node(h).registerPreHook(out -> logs("before mul: ", out));
            h.retainGrad();
            w.registerHook(g -> log("w, while grad is " + grad(w), g));
            w.registerPostAccumulateGradHook(leaf -> log("w accumulated", Objects.requireNonNull(leaf.grad())));
        }

        private static String grad(Tensor tensor) {
            Tensor grad = tensor.grad();
            return grad == null ? "null" : Double.toString(grad.item());
        }

        @Nullable
        Tensor log(String what, Tensor gradient) {
            log.add(what + ": " + gradient.item());
            return null;
        }

        @Nullable
        Tensor @Nullable [] logs(String what, @Nullable Tensor[]... gradients) {
            StringBuilder text = new StringBuilder(what);
            for (@Nullable Tensor[] some : gradients) {
                text.append(Arrays.stream(some)
                        .map(g -> g == null ? null : g.item())
                        .toList());
            }
            log.add(text.toString());
            return null;
        }
    }

    static Stream<Arguments> orders() {
        String[] computing = {
            "h: 1.0", "h again: 1.0", "before mul: [1.0]", "after mul: [2.0][1.0]", "w, while grad is null: 2.0"
        };
        String[] all = Stream.concat(Arrays.stream(computing), Stream.of("w accumulated: 2.0"))
                .toArray(String[]::new);
        return Stream.of(
                order("backward", x -> x.y.backward(), all),
                order("grad by the leaf", x -> Autograd.grad(x.y, x.w), computing),
                order("grad by what the leaf becomes", x -> Autograd.grad(x.y, x.h), "h: 1.0", "h again: 1.0"),
                order(
                        "backward into what the leaf becomes",
                        x -> x.y.backward(BackwardOptions.DEFAULT.withInputs(x.h)),
                        "h: 1.0",
                        "h again: 1.0"),
                order("backward into the leaf", x -> x.y.backward(BackwardOptions.DEFAULT.withInputs(x.w)), all));
    }

    private static Arguments order(String what, Consumer<Hooked> call, String... log) {
        return arguments(what, call, log);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("orders")
    void runInTheDocumentedOrder(String what, Consumer<Hooked> call, String[] log) {
        Hooked hooked = new Hooked();
        call.accept(hooked);
        assertThat(hooked.log).containsExactly(log);
    }

    static Stream<Arguments> replacements() {
        return Stream.of(
                replacement("a tensor's hook", (w, h) -> h.registerHook(g -> g.mul(10.0)), 60, 30),
                replacement(
                        "two hooks of a tensor",
                        (w, h) -> {
                            h.registerHook(g -> g.mul(10.0));
                            h.registerHook(g -> g.add(1.0));
                        },
                        62,
                        31),
                replacement("a leaf's hook", (w, h) -> w.registerHook(g -> g.mul(10.0)), 60, 3),
                replacement(
                        "a pre-hook", (w, h) -> node(h).registerPreHook(out -> new Tensor[] {out[0].mul(10.0)}), 60, 3),
                replacement(
                        "a pre-hook that lets nothing through",
                        (w, h) -> node(h).registerPreHook(out -> new Tensor[1]),
                        0,
                        3),
                replacement(
                        "a hook of a node",
                        (w, h) -> node(h).registerHook((in, out) -> new Tensor[] {in[0].add(out[0])}),
                        9,
                        3),
                replacement(
                        "a hook of a node that stops",
                        (w, h) -> node(h).registerHook((in, out) -> new Tensor[1]),
                        null,
                        3));
    }

    private static Arguments replacement(
            String what, BiConsumer<Tensor, Tensor> register, @Nullable Integer ofLeaf, int retained) {
        return arguments(what, register, ofLeaf, retained);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replacements")
    void mayReplaceTheGradient(
            String what, BiConsumer<Tensor, Tensor> register, @Nullable Integer ofLeaf, int retained) {
        Tensor w = leaf(1);
        Tensor h = w.mul(2.0);
        h.retainGrad();
        register.accept(w, h);
        h.mul(3.0).sum().backward();
        assertThat(h.grad().item()).isEqualTo(retained);
        if (ofLeaf == null) {
            assertThat(w.grad()).isNull();
        } else {
            assertThat(w.grad().item()).isEqualTo(ofLeaf.doubleValue());
        }
    }

    @Test
    void aTensorsHookSeesTheSumOfAllUsesOnce() {
        Tensor x = leaf(1, 2);
        Tensor h = x.mul(1.0);
        List<double[]> seen = new ArrayList<>();
        h.registerHook(g -> {
            seen.add(g.toDoubleArray());
            return null;
        });
        h.mul(2.0).add(h.mul(3.0)).add(h).sum().backward();
        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst()).containsExactly(6, 6);
    }

    @Test
    void aHookOfOneOfSeveralOutputsSeesItsOwn() {
        Tensor x = leaf(3, 1, 2);
        ValuesAndIndices top = x.topk(2, 0);
        List<Double> seen = new ArrayList<>();
        top.values().registerHook(g -> {
            seen.add(g.get(1));
            return g.mul(2.0);
        });
        top.values().mul(Tensor.of(1.0, 5.0)).sum().backward();
        assertThat(seen).containsExactly(5.0);
        assertThat(x.grad().toDoubleArray()).containsExactly(2, 0, 10);
    }

    @Test
    void aGradientThatAHookKeepsStaysAsItWas() {
        Tensor x = leaf(1);
        Tensor first = x.exp();
        Tensor second = x.exp(); // differentiated first, so that the gradient of the other is added to its own
        List<Tensor> kept = new ArrayList<>();
        x.registerHook(g -> {
            kept.add(g);
            return null;
        });
        node(second).registerHook((in, out) -> {
            kept.addAll(Arrays.asList(in));
            return null;
        });
        first.add(second).sum().backward();
        x.exp().sum().backward();
        assertThat(x.grad().item()).isCloseTo(3 * Math.E, within(1e-14));
        double e = Tensor.of(1.0).exp().item();
        assertThat(kept).extracting(Tensor::item).containsExactly(e, 2 * e, e);
    }

    @Test
    void hooksAreRecordedWithTheGraphOfTheGradients() {
        Tensor x = leaf(3);
        Tensor h = x.mul(1.0);
        h.registerHook(g -> g.mul(x));
        Tensor slope = Autograd.grad(h.mul(h).sum(), GradOptions.DEFAULT.withCreateGraph(), x)[0];
        assertThat(slope.item()).isEqualTo(18);
        // d(2 x^2)/dx by x, where the tape knows both x of h and x of the hook; h's hook multiplies the former by x
        // again
        assertThat(Autograd.grad(slope, x)[0].item()).isEqualTo(2 * 3 + 2 * 3 * 3);
    }

    @Test
    void aRemovedHookIsNotCalled() {
        Tensor x = leaf(1);
        List<String> log = new ArrayList<>();
        RemovableHandle[] second = new RemovableHandle[1];
        RemovableHandle first = x.registerHook(g -> {
            log.add("first");
            second[0].remove();
            return null;
        });
        second[0] = x.registerHook(g -> {
            log.add("second, which the first removes");
            return null;
        });
        x.registerHook(g -> {
            log.add("third");
            return null;
        });
        x.sum().backward();
        assertThat(log).containsExactly("first", "third");
        assertThat(first.isRemoved()).isFalse();
        first.close();
        first.remove();
        assertThat(first.isRemoved()).isTrue();
        x.sum().backward();
        assertThat(log).containsExactly("first", "third", "third");
    }

    @Test
    void anInPlaceOperationLeavesHooksWithWhatWasBefore() {
        Tensor x = leaf(1);
        Tensor y = x.mul(2.0);
        List<Double> seen = new ArrayList<>();
        y.registerHook(g -> {
            seen.add(g.item());
            return null;
        });
        y.retainGrad();
        y.mul_(3.0);
        y.mul(5.0).sum().backward();
        assertThat(seen).containsExactly(15.0); // of what was 2 x
        assertThat(y.grad().item()).isEqualTo(5); // of y as it is
        assertThat(x.grad().item()).isEqualTo(30);
    }

    // retainGrad

    @Test
    void retainedGradientsAccumulate() {
        Tensor x = leaf(1);
        Tensor y = x.mul(2.0);
        assertThat(y.retainsGrad()).isFalse();
        y.retainGrad();
        y.retainGrad();
        assertThat(y.retainsGrad()).isTrue();
        BackwardOptions retain = BackwardOptions.DEFAULT.withRetainGraph();
        y.mul(3.0).sum().backward(retain);
        y.mul(4.0).sum().backward(retain);
        assertThat(y.grad().item()).isEqualTo(7);
        y.grad().add_(100.0);
        assertThat(x.grad().item()).isEqualTo(14);
        Autograd.grad(y.sum(), x);
        assertThat(y.grad().item()).isEqualTo(107);
    }

    @Test
    void aLeafKeepsItsGradientAnyway() {
        Tensor x = leaf(1);
        x.retainGrad();
        x.mul(2.0).sum().backward();
        assertThat(x.retainsGrad()).isFalse();
        assertThat(x.grad().item()).isEqualTo(2);
    }

    @Test
    void retainedGradientsAreNobodyElses() {
        Tensor a = leaf(1);
        Tensor b = a.mul(1.0);
        Tensor c = a.mul(1.0);
        b.retainGrad();
        c.retainGrad();
        b.add(c).sum().backward();
        b.grad().mul_(50.0);
        assertThat(c.grad().item()).isEqualTo(1);
        assertThat(a.grad().item()).isEqualTo(2);
    }

    // Mistakes

    static Stream<Arguments> refused() {
        Tensor constant = Tensor.of(1.0, 2.0).named("data");
        Tensor computed = leaf(1).mul(2.0);
        Node leafNode = Objects.requireNonNull(node(computed).input(0));
        return Stream.of(
                refusal(
                        "a hook of a constant",
                        () -> constant.registerHook(g -> g),
                        "registerHook: the tensor 'data' (2) does not require a gradient",
                        "requiresGrad_()"),
                refusal("a constant's gradient retained", constant::retainGrad, "retainGrad: the tensor 'data' (2)"),
                refusal(
                        "a post-accumulate hook of a constant",
                        () -> constant.registerPostAccumulateGradHook(t -> {}),
                        "registerPostAccumulateGradHook: the tensor 'data' (2)"),
                refusal(
                        "a post-accumulate hook of no leaf",
                        () -> computed.registerPostAccumulateGradHook(t -> {}),
                        "only leaves accumulate"),
                refusal(
                        "a pre-hook of a leaf's node",
                        () -> leafNode.registerPreHook(g -> g),
                        "registerPreHook: this node",
                        "leaf (1)"),
                refusal(
                        "a hook of a leaf's node",
                        () -> leafNode.registerHook((in, out) -> in),
                        "registerHook: this node",
                        "leaf (1)"));
    }

    private static Arguments refusal(String what, ThrowingCallable call, String... parts) {
        return arguments(what, call, parts);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuse(String what, ThrowingCallable call, String[] parts) {
        assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessageContainingAll(parts);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                mistake(
                        "a hook that fails",
                        (x, h) -> h.registerHook(HooksTest::fail),
                        "a hook of the tensor 'h' (2) made by exp failed",
                        "stop"),
                mistake(
                        "a leaf's hook that fails",
                        (x, h) -> x.registerHook(HooksTest::fail),
                        "a hook of the tensor 'x' (2) failed"),
                mistake(
                        "a pre-hook that fails",
                        (x, h) -> node(h).registerPreHook(g -> new Tensor[] {fail(g[0])}),
                        "a pre-hook of exp failed"),
                mistake(
                        "a node's hook that fails",
                        (x, h) -> node(h).registerHook((in, out) -> new Tensor[] {fail(in[0])}),
                        "a hook of exp failed"),
                mistake(
                        "a shape (3)",
                        (x, h) -> h.registerHook(g -> Tensor.of(1.0, 2.0, 3.0)),
                        "a hook of the tensor 'h' (2) made by exp returned float64 (3) for output 0, whose gradient is float64 (2)"),
                mistake(
                        "a type",
                        (x, h) -> x.registerHook(g -> Tensor.of(1f, 2f)),
                        "returned float32 (2)",
                        "is float64 (2)"),
                mistake(
                        "a pre-hook's shape",
                        (x, h) -> node(h).registerPreHook(g -> new Tensor[] {Tensor.of(1.0)}),
                        "a pre-hook of exp returned float64 (1) for output 0"),
                mistake(
                        "a pre-hook's count",
                        (x, h) -> node(h).registerPreHook(g -> new Tensor[2]),
                        "a pre-hook of exp returned 2 gradients",
                        "for each output, of which there are 1"),
                mistake(
                        "a node's hook's count",
                        (x, h) -> node(h).registerHook((in, out) -> new Tensor[0]),
                        "a hook of exp returned 0 gradients",
                        "for each input, of which there are 1"),
                mistake(
                        "a node's hook's shape",
                        (x, h) -> node(h).registerHook((in, out) -> new Tensor[] {Tensor.of(1.0)}),
                        "a hook of exp returned float64 (1) for input 0"));
    }

    private static Tensor fail(Tensor gradient) {
        throw new UnsupportedOperationException("stop at " + gradient.shape());
    }

    private static Arguments mistake(String what, BiConsumer<Tensor, Tensor> register, String... parts) {
        return arguments(what, register, parts);
    }

    @ParameterizedTest(name = "117: {0}")
    @MethodSource("wrong")
    void aMistakeInAHookLeavesEveryGradAsItWas(String what, BiConsumer<Tensor, Tensor> register, String[] parts) {
        Tensor x = leaf(1, 2).named("x");
        Tensor other = leaf(1, 1).named("other");
        other.setGrad(Tensor.of(7.0, 7.0));
        Tensor h = x.exp().named("h");
        h.retainGrad();
        register.accept(x, h);
        Tensor loss = h.mul(other).sum();
        assertThatThrownBy(loss::backward)
                .isInstanceOf(BackwardException.class)
                .hasMessageStartingWith("backward: ")
                .hasMessageContainingAll(parts)
                .satisfies(e -> assertThat(e.getCause() instanceof UnsupportedOperationException)
                        .isEqualTo(what.contains("fails")));
        assertThat(x.grad()).isNull();
        assertThat(h.grad()).isNull();
        assertThat(other.grad().toDoubleArray()).containsExactly(7, 7);
        assertThat(Autograd.isGradEnabled()).isTrue();
        other.mul(2.0).sum().backward();
        assertThat(other.grad().toDoubleArray()).containsExactly(9, 9);
    }

    @Test
    void aHookMayNotInventAGradient() {
        Tensor x = leaf(1);
        Tensor y = x.mul(Tensor.of(3.0));
        node(y).registerHook((in, out) -> new Tensor[] {in[0], in[0]});
        assertThatIllegalStateException()
                .isThrownBy(() -> y.sum().backward())
                .withMessage(
                        "backward: a hook of mul returned a gradient for input 1, which wants none; return null for it");
    }
}
