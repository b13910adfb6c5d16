package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Functions.Exp;
import dev.autograd.Functions.SinCos;
import dev.autograd.Functions.SumOfSquares;
import dev.autograd.Functions.Swish;
import dev.autograd.Functions.Times;
import dev.autograd.engine.Batch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Users' functions inside `vmap`, `jvp`, `hessian` and each other: the same as the same formula in tensor
/// operations.
final class FunctionTransformsTest {
    private static final Tensor X = Tensor.of(0.3, -0.7, 1.1);
    private static final Tensor V = Tensor.of(1.0, 2.0, -0.5);
    private static final Tensor EXAMPLES = Inputs.of(4, 3);

    static Stream<Arguments> functions() {
        return Stream.of(
                row("Swish", x -> new Swish(1.5).apply(x), x -> x.mul(x.mul(1.5).sigmoid())),
                row("Exp", x -> new Exp().apply(x), Tensor::exp),
                row("SinCos", x -> new SinCos().apply(x)[1], Tensor::cos));
    }

    private static Arguments row(String name, UnaryOperator<Tensor> own, UnaryOperator<Tensor> plain) {
        return arguments(name, own, plain);
    }

    private static void close(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.allClose(expected, 1e-9, 1e-11))
                .as("%s is not %s", actual, expected)
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void everyTransformAgrees(String name, UnaryOperator<Tensor> own, UnaryOperator<Tensor> plain) {
        close(
                Autograd.jvp(own::apply, X, V).tangent(),
                Autograd.jvp(plain::apply, X, V).tangent());
        close(
                Autograd.vjp(own::apply, X).pullback().apply(V),
                Autograd.vjp(plain::apply, X).pullback().apply(V));
        close(Autograd.jacobian(own::apply, X), Autograd.jacobian(plain::apply, X));
        close(
                Autograd.jvp(x -> Autograd.jvp(own::apply, x, V).tangent(), X, V)
                        .tangent(),
                Autograd.jvp(x -> Autograd.jvp(plain::apply, x, V).tangent(), X, V)
                        .tangent());
        close(
                Autograd.vjp(x -> Autograd.jvp(own::apply, x, V).tangent(), X)
                        .pullback()
                        .apply(V),
                Autograd.vjp(x -> Autograd.jvp(plain::apply, x, V).tangent(), X)
                        .pullback()
                        .apply(V));
        close(
                Autograd.jvp(x -> Autograd.vjp(own::apply, x).pullback().apply(V), X, V)
                        .tangent(),
                Autograd.jvp(x -> Autograd.vjp(plain::apply, x).pullback().apply(V), X, V)
                        .tangent());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void everyMapAgrees(String name, UnaryOperator<Tensor> own, UnaryOperator<Tensor> plain) {
        close(Autograd.vmap(own::apply, EXAMPLES), plain.apply(EXAMPLES));
        close(
                Autograd.vmap(x -> Autograd.vjp(own::apply, x).pullback().apply(V), EXAMPLES),
                Autograd.vmap(x -> Autograd.vjp(plain::apply, x).pullback().apply(V), EXAMPLES));
        close(
                Autograd.vmap(x -> Autograd.jvp(own::apply, x, V).tangent(), EXAMPLES),
                Autograd.vmap(x -> Autograd.jvp(plain::apply, x, V).tangent(), EXAMPLES));
        close(
                Autograd.vjp(x -> Autograd.vmap(own::apply, x), EXAMPLES)
                        .pullback()
                        .apply(EXAMPLES),
                Autograd.vjp(plain::apply, EXAMPLES).pullback().apply(EXAMPLES));
        close(
                Autograd.vmap(x -> Autograd.vmap(own::apply, x), EXAMPLES.reshape(2, 2, 3)),
                plain.apply(EXAMPLES.reshape(2, 2, 3)));
    }

    @Test
    void hessianOfAFunctionThatReadsItsInputOnly() {
        Tensor second = Autograd.hessian(x -> new Swish(1.5).apply(x).mul(V).sum(), X);
        close(second, Autograd.hessian(x -> x.mul(x.mul(1.5).sigmoid()).mul(V).sum(), X));
    }

    @Test
    void sharedInputsInAMap() {
        close(Autograd.vmap(x -> new Times().apply(x, X), EXAMPLES), EXAMPLES.mul(X));
        Tensor w = X.clone().requiresGrad_();
        Autograd.vmap(x -> new Times().apply(w, x), EXAMPLES).sum().backward();
        close(w.grad(), EXAMPLES.sum(0));
        Tensor[] many = Stream.generate(() -> EXAMPLES).limit(40).toArray(Tensor[]::new);
        close(
                Autograd.vmap(in -> new Tensor[] {new SumOfSquares().apply(in)}, many)[0],
                EXAMPLES.square().mul(40));
    }

    @Test
    void aRuleForMapsRunsOnce() {
        int[] runs = new int[2];
        record Counted(int[] runs) implements Function {
            @Override
            public Tensor forward(Context ctx, Tensor... in) {
                runs[0]++;
                ctx.saveForBackward(in);
                return in[0].mul(in[0]);
            }

            @Override
            public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
                runs[1]++;
                return new Tensor[] {ctx.saved(0).mul(grad).mul(2)};
            }

            @Override
            public @Nullable Tensor vmap(Context ctx, Batch batch) {
                ctx.saveForBackward(batch.in(0));
                return apply(batch.in(0));
            }
        }
        Tensor gradients = Autograd.vmap(
                x -> Autograd.vjp(new Counted(runs)::apply, x).pullback().apply(V), EXAMPLES);
        close(gradients, EXAMPLES.mul(V).mul(2));
        assertThat(runs).containsExactly(1, 1);
    }

    @Test
    void aRuleForMapsThatSavesTooLittle() {
        record Forgetful() implements Function {
            @Override
            public Tensor forward(Context ctx, Tensor... in) {
                ctx.saveForBackward(in);
                return in[0].mul(in[0]);
            }

            @Override
            public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
                return new Tensor[] {ctx.saved(0).mul(grad).mul(2)};
            }

            @Override
            public @Nullable Tensor vmap(Context ctx, Batch batch) {
                return apply(batch.in(0));
            }
        }
        close(Autograd.vmap(new Forgetful()::apply, EXAMPLES), EXAMPLES.square());
        assertThatThrownBy(() -> Autograd.vmap(
                        x -> Autograd.vjp(new Forgetful()::apply, x).pullback().apply(V), EXAMPLES))
                .hasMessageContaining("Forgetful: saved value 0 was asked for, but");
    }

    @Test
    void examplesThatDifferInWhatTheySave() {
        record Moody() implements Function {
            @Override
            public Tensor forward(Context ctx, Tensor... in) {
                if (in[0].item() > 0) {
                    ctx.saveForBackward(in);
                }
                return in[0].mul(2);
            }

            @Override
            public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
                return new Tensor[] {grad.mul(2)};
            }
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> Autograd.vmap(new Moody()::apply, X))
                .withMessageStartingWith("Moody: forward saved or returned other tensors");
    }

    @Test
    void aFunctionMayReadValuesInAMap() {
        record Sign() implements Function {
            @Override
            public Tensor forward(Context ctx, Tensor... in) {
                return in[0].item() > 0 ? in[0].mul(1) : in[0].neg();
            }

            @Override
            public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
                return new Tensor[] {grad};
            }
        }
        close(Autograd.vmap(new Sign()::apply, X), X.abs());
    }
}
