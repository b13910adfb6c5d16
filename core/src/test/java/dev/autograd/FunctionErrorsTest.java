package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Functions.Exp;
import dev.autograd.Functions.Square_;
import dev.autograd.Functions.Times;
import dev.autograd.engine.Batch;
import dev.autograd.value.DType;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every mistake in a user's function is named with the function, and changes nothing.
final class FunctionErrorsTest {
    private static final Tensor X = Tensor.of(0.3, -0.7, 1.1);

    /// What a method does with its context and its tensor.
    private interface Body<T extends @Nullable Object> {
        T of(Function.Context ctx, Tensor x);
    }

    /// Twice the input, with a mistake.
    private record Wrong(
            Body<@Nullable Tensor> forward,
            Body<@Nullable Tensor @Nullable []> backward,
            Body<@Nullable Tensor @Nullable []> jvp)
            implements Function.All {
        static Wrong forward(Body<@Nullable Tensor> forward) {
            return new Wrong(forward, (_, g) -> new Tensor[] {g.mul(2)}, (_, t) -> new Tensor[] {t.mul(2)});
        }

        static Wrong backward(Body<@Nullable Tensor @Nullable []> backward) {
            return new Wrong((_, x) -> x.mul(2), backward, (_, t) -> new Tensor[] {t.mul(2)});
        }

        static Wrong jvp(Body<@Nullable Tensor @Nullable []> jvp) {
            return new Wrong((_, x) -> x.mul(2), (_, g) -> new Tensor[] {g.mul(2)}, jvp);
        }

        @Override
        public Tensor[] forward(Function.Context ctx, Tensor... in) {
            return new Tensor[] {forward.of(ctx, in[0])};
        }

        @Override
        public @Nullable Tensor[] backward(Function.Context ctx, @Nullable Tensor... grads) {
            return backward.of(ctx, grads[0]);
        }

        @Override
        public @Nullable Tensor[] jvp(Function.Context ctx, @Nullable Tensor... tangents) {
            return jvp.of(ctx, tangents[0]);
        }

        @Override
        public String name() {
            return "twice";
        }
    }

    private static Arguments row(Function.All function, String message) {
        return arguments(message, function);
    }

    static Stream<Arguments> inForward() {
        Tensor captured = Tensor.of(1.0).requiresGrad_();
        Tensor computed = captured.mul(2);
        return Stream.of(
                row(Wrong.forward((_, _) -> null), "twice: forward returned null as output 0"),
                row(
                        Wrong.forward((_, _) -> captured),
                        "twice: forward returned as output 0 a tensor (1) that is on the tape, as a leaf,"),
                row(
                        Wrong.forward((_, _) -> computed),
                        "twice: forward returned as output 0 a tensor (1) that is on the tape, as a result of mul,"),
                row(
                        Wrong.forward((_, x) -> {
                            x.detach().add_(0.0);
                            return x.mul(2);
                        }),
                        "twice: forward changed its input 0 (3) in place; call markDirty"),
                row(
                        Wrong.forward((ctx, x) -> {
                            ctx.markDirty(x.mul(1));
                            return x;
                        }),
                        "twice: markDirty was given a tensor (3) that is no input"),
                row(
                        Wrong.forward((ctx, x) -> {
                            ctx.markDirty(x);
                            return x.mul(2);
                        }),
                        "twice: forward marked its input 0 (3) as dirty, but did not return it"),
                row(
                        Wrong.forward((ctx, x) -> {
                            ctx.markNonDifferentiable(x.mul(1));
                            return x.mul(2);
                        }),
                        "twice: markNonDifferentiable was given a tensor (3) that is no output"),
                row(
                        Wrong.forward((ctx, x) -> {
                            ctx.saveForBackward(x);
                            ctx.saveForBackward(x);
                            return x.mul(2);
                        }),
                        "twice: saveForBackward was called twice"),
                row(
                        Wrong.forward((ctx, _) -> ctx.saved(0)),
                        "twice: saved tensors can be read in backward and jvp only"),
                row(Wrong.forward((ctx, _) -> ctx.saved()[0]), "twice: saved tensors can be read in"));
    }

    @ParameterizedTest
    @MethodSource("inForward")
    void mistakesInForward(String message, Function.All function) {
        Tensor x = X.clone().requiresGrad_().mul(1);
        Tensor before = x.clone();
        assertThatThrownBy(() -> function.apply(x))
                .hasMessageStartingWith(message)
                .hasNoCause();
        assertThat(x.allClose(before, 0, 0)).isTrue();
        assertThat(x.gradFn().name()).isEqualTo("mul");
        assertThat(Autograd.isGradEnabled()).isTrue();
    }

    static Stream<Arguments> inBackward() {
        return Stream.of(
                row(
                        Wrong.backward((_, g) -> new Tensor[] {g, g}),
                        "twice: backward returned 2 gradients, but the function has 1 input"),
                row(
                        Wrong.backward((_, _) -> new Tensor[0]),
                        "twice: backward returned 0 gradients, but the function has 1 input"),
                row(Wrong.backward((_, _) -> null), "twice: backward returned null, but the function has 1 input"),
                row(
                        Wrong.backward((_, _) -> new @Nullable Tensor[] {null}),
                        "twice: backward returned no gradient for input 0, float64 (3), which needs one"),
                row(
                        Wrong.backward((_, g) -> new Tensor[] {g.narrow(0, 0, 1)}),
                        "twice: backward returned a gradient float64 (1) for input 0, which is float64 (3)"),
                row(
                        Wrong.backward((_, g) -> new Tensor[] {g.to(DType.FLOAT32)}),
                        "twice: backward returned a gradient float32 (3) for input 0, which is float64 (3)"),
                row(
                        Wrong.backward((_, g) -> new Tensor[] {g.mul_(2)}),
                        "twice: backward changed a gradient that it was given in place"),
                row(
                        Wrong.backward((ctx, _) -> ctx.saved()),
                        "twice: backward returned 0 gradients, but the function has 1 input"),
                row(
                        Wrong.backward((ctx, _) -> new Tensor[] {ctx.saved(1)}),
                        "twice: saved value 1 was asked for, but forward saved 0"),
                row(
                        Wrong.backward((ctx, g) -> {
                            ctx.saveForBackward(g);
                            return new Tensor[] {g};
                        }),
                        "twice: saveForBackward can be called in forward only"),
                row(
                        Wrong.backward((ctx, g) -> {
                            ctx.markDirty(g);
                            return new Tensor[] {g};
                        }),
                        "twice: markDirty can be called in forward only"),
                row(
                        Wrong.backward((ctx, g) -> {
                            ctx.markNonDifferentiable(g);
                            return new Tensor[] {g};
                        }),
                        "twice: markNonDifferentiable can be called in forward only"),
                row(
                        Wrong.backward((ctx, g) -> {
                            ctx.setMaterializeGrads(true);
                            return new Tensor[] {g};
                        }),
                        "twice: setMaterializeGrads can be called in forward only"));
    }

    @ParameterizedTest
    @MethodSource("inBackward")
    void mistakesInBackward(String message, Function.All function) {
        Tensor x = X.clone().requiresGrad_();
        Tensor other = X.clone().requiresGrad_();
        Tensor loss = other.mul(other).add(function.apply(x)[0].mul(3)).sum();
        assertThatThrownBy(loss::backward).hasMessageStartingWith(message).hasNoCause();
        assertThat(x.grad()).isNull();
        assertThat(other.grad()).isNull();
    }

    static Stream<Arguments> inJvp() {
        return Stream.of(
                row(
                        Wrong.jvp((_, t) -> new Tensor[] {t, t}),
                        "twice: jvp returned 2 tangents, but the function has 1 output"),
                row(Wrong.jvp((_, _) -> null), "twice: jvp returned null, but the function has 1 output"),
                row(
                        Wrong.jvp((_, t) -> new Tensor[] {t.narrow(0, 0, 1)}),
                        "twice: jvp returned a tangent float64 (1) for output 0, which is float64 (3)"),
                row(Wrong.jvp((ctx, _) -> ctx.saved()), "twice: jvp returned 0 tangents"));
    }

    @ParameterizedTest
    @MethodSource("inJvp")
    void mistakesInJvp(String message, Function.All function) {
        assertThatThrownBy(() -> Autograd.jvp(v -> function.apply(v)[0], X, X)).hasMessageStartingWith(message);
    }

    @Test
    void withoutAForwardModeRule() {
        assertThatThrownBy(() -> Autograd.jvp(v -> new Times().apply(v, X), X, X))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Times: has no forward-mode rule; override jvp to give it one");
    }

    static Stream<Arguments> methods() {
        RuntimeException thrown = new UnsupportedOperationException("not today");
        return Stream.of(
                arguments("forward", thrown, Wrong.forward((_, _) -> {
                    throw thrown;
                })),
                arguments("backward", thrown, Wrong.backward((_, _) -> {
                    throw thrown;
                })),
                arguments("jvp", thrown, Wrong.jvp((_, _) -> {
                    throw thrown;
                })));
    }

    /// Number 116 of the mistakes: it surfaces with its cause, no gradient is half applied, the next step
    /// works.
    @ParameterizedTest
    @MethodSource("methods")
    void exceptionsSurfaceWithTheirCause(String method, RuntimeException thrown, Function.All function) {
        Tensor x = X.clone().requiresGrad_();
        x.mul(2).sum().backward();
        double[] before = x.grad().toDoubleArray();
        assertThatThrownBy(() -> {
                    if (method.equals("jvp")) {
                        Autograd.jvp(v -> function.apply(v)[0], X, X);
                    } else {
                        x.exp().add(function.apply(x)[0].mul(x)).sum().backward();
                    }
                })
                .isInstanceOf(FunctionException.class)
                .hasMessageStartingWith("twice: " + method + " threw")
                .hasMessageContaining("not today")
                .hasCause(thrown);
        assertThat(x.grad().toDoubleArray()).containsExactly(before);
        assertThat(Autograd.isGradEnabled()).isTrue();
        new Exp().apply(x).sum().backward();
        assertThat(x.grad().allClose(X.exp().add(2), 1e-12, 0)).isTrue();
    }

    @Test
    void anErrorInsideAnotherFunctionNamesThatOne() {
        UnaryOperator<Tensor> inner = x -> Wrong.forward((_, v) -> v.reshape(7)).apply(x)[0];
        record Outer(UnaryOperator<Tensor> inner) implements Function {
            @Override
            public Tensor forward(Context ctx, Tensor... in) {
                return inner.apply(in[0]);
            }

            @Override
            public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
                return new Tensor[] {grad};
            }
        }
        assertThatThrownBy(() -> new Outer(inner).apply(X))
                .hasMessageStartingWith("twice: forward threw")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void inPlaceIsRefusedAsForEveryOperator() {
        Tensor leaf = X.clone().requiresGrad_();
        assertThatThrownBy(() -> new Square_().apply(leaf)).hasMessageStartingWith("Square_: this leaf (3)");
        assertThat(leaf.allClose(X, 0, 0)).isTrue();
        Tensor expanded = Tensor.of(1.0).expand(3);
        assertThatThrownBy(() -> new Square_().apply(expanded)).hasMessageContaining("share one place in memory");
        assertThatThrownBy(() -> Autograd.vmap(v -> new Square_().apply(v.mul(1)), X.reshape(3, 1)))
                .hasMessageContaining("not possible inside vmap");
        Autograd.noGrad(() -> new Square_().apply(leaf));
        assertThat(leaf.allClose(X.square(), 0, 0)).isTrue();
    }

    @Test
    void noTensorIsNoInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Times().apply(X, null))
                .withMessage("Times: input 1 is null");
    }

    static Stream<Arguments> maps() {
        return Stream.of(
                arguments(
                        "vmap returned as output 0 a tensor (3), whose first dimension is not the 2 examples", X, null),
                arguments("vmap saved as value 0 a tensor (3), whose first dimension is not the 2 examples", null, X));
    }

    @ParameterizedTest
    @MethodSource("maps")
    void mistakesInVmap(String message, @Nullable Tensor returned, @Nullable Tensor saved) {
        record Mapped(@Nullable Tensor returned, @Nullable Tensor saved) implements Function {
            @Override
            public Tensor forward(Context ctx, Tensor... in) {
                return in[0].mul(1);
            }

            @Override
            public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
                return new Tensor[] {grad};
            }

            @Override
            public @Nullable Tensor vmap(Context ctx, Batch batch) {
                if (saved != null) {
                    ctx.saveForBackward(saved);
                }
                return returned != null ? returned : batch.in(0);
            }
        }
        assertThatThrownBy(() -> Autograd.vmap(x -> new Mapped(returned, saved).apply(x), Inputs.of(2, 4)))
                .hasMessage("Mapped: " + message);
    }
}
