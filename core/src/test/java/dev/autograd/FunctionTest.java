package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Functions.Cube;
import dev.autograd.Functions.Exp;
import dev.autograd.Functions.Reciprocal_;
import dev.autograd.Functions.ReverseGradient;
import dev.autograd.Functions.Sigmoid;
import dev.autograd.Functions.SinCos;
import dev.autograd.Functions.Square_;
import dev.autograd.Functions.SumOfSquares;
import dev.autograd.Functions.Swish;
import dev.autograd.Functions.Times;
import dev.autograd.engine.OpNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Users' own operators behave like the library's.
final class FunctionTest {
    private static final Tensor X = Tensor.of(0.3, -0.7, 1.1);

    private static Tensor leaf() {
        return X.clone().requiresGrad_();
    }

    static Stream<Arguments> functions() {
        GradcheckSettings second = GradcheckSettings.DEFAULT.withOrder(2).withCheckBatched();
        GradcheckSettings all = second.withCheckForward();
        Tensor[] many = Stream.generate(() -> X).limit(40).toArray(Tensor[]::new);
        return Stream.of(
                row("one input", all, in -> new Tensor[] {new Swish(1.5).apply(in)}, X),
                row("saved output, own batching", all, in -> new Tensor[] {new Exp().apply(in)}, X),
                row("two inputs", second, in -> new Tensor[] {new Times().apply(in)}, X, Inputs.of(3)),
                row("a constant input", second, in -> new Tensor[] {new Times().apply(X, in[0])}, Inputs.of(3)),
                row("an input twice", second, in -> new Tensor[] {new Times().apply(in[0], in[0])}, X),
                row("several outputs", all, in -> Arrays.copyOf(new SinCos().apply(in), 3), X),
                row("in place", GradcheckSettings.DEFAULT, in -> new Tensor[] {new Square_().apply(in[0].mul(3))}, X),
                row("in place, saved", second, in -> new Tensor[] {new Reciprocal_().apply(in[0].mul(3))}, X),
                row("leaving tensors", GradcheckSettings.DEFAULT, in -> new Tensor[] {new Cube().apply(in)}, X),
                row("more inputs than bits", second, in -> new Tensor[] {new SumOfSquares().apply(in)}, many),
                row("empty", all, in -> new Tensor[] {new Swish(1).apply(in)}, Inputs.of(0, 2)));
    }

    private static Arguments row(
            String name,
            GradcheckSettings settings,
            java.util.function.Function<Tensor[], Tensor[]> function,
            Tensor... inputs) {
        return arguments(name, settings, function, inputs);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void hasRightDerivatives(
            String name,
            GradcheckSettings settings,
            java.util.function.Function<Tensor[], Tensor[]> function,
            Tensor[] inputs) {
        Gradcheck.check(settings, function, inputs).orThrow();
    }

    @Test
    void isCalledByItsClass() {
        Tensor y = new Swish(2).apply(leaf());
        assertThat(y.gradFn().name()).isEqualTo("Swish");
        assertThat(Graph.of(y.sum()).dot()).contains("Swish");
        assertThat(Graph.trace(() -> new Swish(2).apply(X)).dot())
                .contains("Swish")
                .doesNotContain("sigmoid");
        Function unnamed = new Function() {
            @Override
            public Tensor forward(Context ctx, Tensor... in) {
                return in[0].mul(2);
            }

            @Override
            public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
                return new Tensor[] {grad.mul(2)};
            }
        };
        assertThat(unnamed.apply(leaf()).gradFn().name()).isEqualTo("Function");
    }

    @Test
    void nothingIsRecordedWithoutNeed() {
        assertThat(new Swish(2).apply(X).requiresGrad()).isFalse();
        Tensor y = Autograd.noGrad(() -> new Swish(2).apply(leaf()));
        assertThat(y.requiresGrad()).isFalse();
        assertThat(Graph.of(new Swish(1).apply(leaf())).model().nodes()).hasSize(2);
    }

    @Test
    void knowsItsInputs() {
        List<Object> seen = new ArrayList<>();
        record Curious(List<Object> seen) implements Function {
            @Override
            public Tensor forward(Context ctx, Tensor... in) {
                seen.addAll(List.of(ctx.needsInputGrad(0), ctx.needsInputGrad(1), Autograd.isGradEnabled()));
                return in[0].mul(2);
            }

            @Override
            public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
                seen.addAll(List.of(ctx.needsInputGrad(0), ctx.needsInputGrad(1), Autograd.isGradEnabled()));
                seen.addAll(List.of(ctx.inputShape(1), ctx.inputDtype(1)));
                return new @Nullable Tensor[] {grad.mul(2), null};
            }
        }
        Tensor indices = Tensor.of(1L, 2);
        Tensor y = new Curious(seen).apply(leaf(), indices).sum();
        assertThat(seen).containsExactly(true, false, false);
        seen.clear();
        y.backward(BackwardOptions.DEFAULT.withCreateGraph());
        assertThat(seen).containsExactly(true, false, true, indices.shape(), indices.dtype());
        seen.clear();
        Autograd.noGrad(() -> new Curious(seen).apply(leaf(), indices));
        assertThat(seen).containsExactly(false, false, false);
    }

    @Test
    void missingGradientsAreZerosOrNull() {
        List<@Nullable Tensor> seen = new ArrayList<>();
        record Pair(boolean materialize, List<@Nullable Tensor> seen) implements Function.All {
            @Override
            public Tensor[] forward(Function.Context ctx, Tensor... in) {
                ctx.setMaterializeGrads(materialize);
                return new Tensor[] {in[0].mul(2), in[0].mul(3)};
            }

            @Override
            public @Nullable Tensor[] backward(Function.Context ctx, @Nullable Tensor... grads) {
                seen.addAll(Arrays.asList(grads));
                return new Tensor[] {grads[0].mul(2)};
            }
        }
        new Pair(true, seen).apply(leaf())[0].sum().backward();
        assertThat(seen.get(1).toDoubleArray()).containsExactly(0, 0, 0);
        seen.clear();
        new Pair(false, seen).apply(leaf())[0].sum().backward();
        assertThat(seen.get(1)).isNull();
    }

    @Test
    void someOutputsAreConstants() {
        Tensor[] out = new SinCos().apply(leaf());
        assertThat(out).extracting(Tensor::requiresGrad).containsExactly(true, true, false, false);
        assertThat(out).hasSize(4);
    }

    @Test
    void anInputReturnedIsAViewOfIt() {
        Tensor x = leaf();
        Tensor y = new ReverseGradient(0.5).apply(x);
        assertThat(y).isNotSameAs(x);
        assertThat(y.isView()).isTrue();
        assertThat(y.storage()).isSameAs(x.storage());
        assertThat(x.isLeaf()).isTrue();
        y.sum().backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(-0.5, -0.5, -0.5);
        Tensor z = new ReverseGradient(0.5).apply(leaf().mul(1));
        assertThatIllegalStateException().isThrownBy(() -> z.add_(1.0)).withMessageContaining("view");
    }

    @Test
    void inPlaceGivesTheInputItself() {
        Tensor x = leaf();
        Tensor h = x.mul(1);
        assertThat(new Square_().apply(h)).isSameAs(h);
        assertThat(h.gradFn().name()).isEqualTo("Square_");
        assertThat(h.toDoubleArray()).containsExactly(X.square().toDoubleArray());
        h.sum().backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(X.mul(2).toDoubleArray());
        Tensor plain = X.clone();
        assertThat(new Square_().apply(plain).requiresGrad()).isFalse();
        Tensor needed = leaf().mul(1);
        Tensor y = needed.mul(needed);
        new Square_().apply(needed);
        assertThatIllegalStateException().isThrownBy(() -> y.sum().backward()).withMessageContaining("mul");
    }

    @Test
    void whatTheFunctionHoldsStaysAsItIs() {
        Tensor held = Tensor.of(1.0, 2.0, 3.0);
        record Constant(Tensor held) implements Function {
            @Override
            public Tensor forward(Context ctx, Tensor... in) {
                return held;
            }

            @Override
            public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
                return new Tensor[] {held};
            }
        }
        Tensor x = leaf();
        new Constant(held).apply(x).add(new Constant(held).apply(x)).sum().backward();
        new Constant(held).apply(x).sum().backward();
        x.grad().mul_(2);
        assertThat(x.grad().toDoubleArray()).containsExactly(6, 12, 18);
        assertThat(held.toDoubleArray()).containsExactly(1, 2, 3);
        assertThat(held.requiresGrad()).isFalse();
    }

    @Test
    void savedTensorsAreWatchedAndFreed() {
        Tensor changed = leaf().mul(1);
        Tensor y = new Swish(1).apply(changed).sum();
        Autograd.noGrad(() -> changed.add_(1));
        assertThatIllegalStateException()
                .isThrownBy(y::backward)
                .withMessageContaining("Swish saved its input 0 (3) at version 0");
        Tensor z = new Swish(1).apply(leaf()).sum();
        z.backward(BackwardOptions.DEFAULT.withRetainGraph());
        z.backward();
        assertThatIllegalStateException()
                .isThrownBy(z::backward)
                .withMessageContaining("values that Swish saved were freed");
    }

    @Test
    void aValueThatForwardComputedIsNoSilentConstant() {
        Function recomputed = new Sigmoid(s -> s);
        Gradcheck.gradcheck(recomputed::apply, X);
        Tensor x = leaf();
        Tensor slope = Autograd.grad(recomputed.apply(x).sum(), GradOptions.DEFAULT.withCreateGraph(), x)[0];
        assertThatIllegalStateException()
                .isThrownBy(() -> Autograd.grad(slope.sum(), x))
                .withMessageContaining("Sigmoid: the derivative of its gradient goes through saved value 0 (3)");
        assertThatIllegalStateException()
                .isThrownBy(() -> Autograd.hessian(v -> recomputed.apply(v).sum(), X))
                .withMessageContaining("saved value 0");
        Function constant = new Sigmoid(Tensor::detach);
        Tensor flat = Autograd.grad(constant.apply(x).sum(), GradOptions.DEFAULT.withCreateGraph(), x)[0];
        assertThat(flat.requiresGrad()).isFalse();
        Tensor v = Tensor.of(1.0, 2.0, 3.0).requiresGrad_(); // by the gradient given it is known
        Tensor product = Autograd.grad(
                recomputed.apply(x), GradOptions.DEFAULT.withGradOutputs(v).withCreateGraph(), x)[0];
        assertThat(Autograd.grad(product.sum(), v)[0].allClose(
                        X.sigmoid().mul(X.sigmoid().rsub(1)), 1e-12, 0))
                .isTrue();
    }

    @Test
    void onceDifferentiableRefusesTheSecond() {
        Tensor x = leaf();
        Tensor slope = Autograd.grad(new Cube().apply(x).sum(), GradOptions.DEFAULT.withCreateGraph(), x)[0];
        assertThat(slope.allClose(X.square().mul(3), 1e-12, 0)).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> Autograd.grad(slope.sum(), x))
                .withMessage("Cube: is onceDifferentiable, so its gradient cannot be differentiated");
    }

    @Test
    void threadsDoNotMeet() throws Exception {
        Tensor shared = leaf();
        CyclicBarrier barrier = new CyclicBarrier(8);
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofPlatform().start(() -> {
                    for (int step = 0; step < 50; step++) {
                        Tensor loss = new Swish(i).apply(shared).sum();
                        await(barrier);
                        loss.backward();
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        Tensor expected = Tensor.zerosLike(X);
        for (int i = 0; i < 8; i++) {
            Tensor x = leaf();
            new Swish(i).apply(x).sum().backward();
            expected = expected.add(x.grad().mul(50));
        }
        assertThat(shared.grad().allClose(expected, 1e-9, 1e-12)).isTrue();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void onlyWhatWasSavedStaysAlive() {
        Tensor y = new Exp().apply(leaf());
        OpNode node = (OpNode) y.gradFn();
        assertThat(node.savedTensor(0)).isNull();
        assertThat(node.savedTensor(1)).isSameAs(y);
    }
}
