package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.nn.F;
import dev.autograd.nn.Linear;
import dev.autograd.optim.Adam;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TensorScopeTest {
    private static final Tensor X = Tensor.rand(128, 128);

    private static final String GIVEN_BACK = "the memory of this tensor (16384 elements of float32) was given back"
            + " at the end of its scope; name what is used afterwards with keep()";

    static Stream<Arguments> uses() {
        return Stream.of(
                use("an operator", y -> y.add(1)),
                use("its values", Tensor::toFloatArray),
                use("an element", y -> y.get(3, 4)),
                use("a view made then", y -> y.transpose(0, 1).sum()),
                use("text", y -> assertThat(y.toString()).isEmpty()),
                use("a change in place", y -> y.mul_(2)),
                use("a copy", y -> y.clone().sum()));
    }

    private static Arguments use(String name, Consumer<Tensor> use) {
        return arguments(name, use);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uses")
    void refusesToReadWhatWasGivenBack(String name, Consumer<Tensor> use) {
        Tensor y;
        try (var _ = TensorScope.open()) {
            y = X.mul(2);
        }
        assertThatIllegalStateException().isThrownBy(() -> use.accept(y)).withMessage(GIVEN_BACK);
    }

    static Stream<Arguments> kept() {
        return Stream.of(
                kept("kept", (scope, x) -> scope.keep(x.mul(2))),
                kept("kept by a view", (scope, x) -> {
                    Tensor y = x.mul(2);
                    scope.keep(y.transpose(0, 1));
                    return y;
                }),
                kept("a parameter", (_, x) -> x.mul(2).requiresGrad_()),
                kept("a parameter's gradient", (_, x) -> {
                    Tensor w = x.detach().requiresGrad_();
                    w.mul(2).sum().backward();
                    return w.grad();
                }),
                kept("a gradient that was set", (_, x) -> {
                    Tensor gradient = x.mul(2);
                    x.detach().setGrad(gradient);
                    return gradient;
                }),
                kept("made outside", (_, x) -> x),
                kept("of a Java array", (_, _) -> Tensor.of(new float[16_384])),
                kept("small", (_, x) -> x.narrow(0, 0, 1).clone().mul(2).sum()));
    }

    private interface Body {
        Tensor apply(TensorScope scope, Tensor x);
    }

    private static Arguments kept(String name, Body body) {
        return arguments(name, body);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kept")
    void leavesAloneWhatLasts(String name, Body body) {
        assumeFalse(name.equals("small") && Boolean.getBoolean("autograd.poison"));
        Tensor y;
        float[] values;
        try (var scope = TensorScope.open()) {
            y = body.apply(scope, X);
            values = y.toFloatArray();
        }
        try (var _ = TensorScope.open()) {
            X.mul(3); // takes what was given back
        }
        assertThat(y.toFloatArray()).isEqualTo(values);
    }

    @Test
    void keepsForTheScopeOutside() {
        Tensor y;
        try (var _ = TensorScope.open()) {
            try (var inner = TensorScope.open()) {
                y = inner.keep(X.mul(2));
            }
            assertThat(y.get(0, 0)).isEqualTo(X.get(0, 0) * 2);
        }
        assertThatIllegalStateException().isThrownBy(() -> y.add(1)).withMessage(GIVEN_BACK);
    }

    @Test
    void usesArraysAgain() {
        Object first;
        try (var _ = TensorScope.open()) {
            first = X.mul(2).storage().array();
        }
        try (var _ = TensorScope.open()) {
            assertThat(X.mul(3).storage().array()).isSameAs(first);
        }
    }

    @Test
    void refusesBackwardThroughWhatWasGivenBack() {
        Tensor w = Tensor.rand(128, 128).requiresGrad_();
        Tensor loss;
        try (var scope = TensorScope.open()) {
            loss = scope.keep(w.tanh().mul(X).sum());
        }
        assertThatIllegalStateException().isThrownBy(loss::backward).withMessageContaining(GIVEN_BACK);
        assertThat(w.grad()).isNull();
    }

    @Test
    void trainsAsWithout() {
        assertThat(train(step -> {
                    try (var _ = TensorScope.open()) {
                        return step.apply(X);
                    }
                }))
                .isEqualTo(train(step -> step.apply(X)));
    }

    /// The weights after some steps.
    private static float[] train(Loop steps) {
        Tensor weight = Tensor.ones(128, 128).mul(0.01).requiresGrad_();
        var adam = new Adam(List.of(weight), 0.01);
        for (int i = 0; i < 5; i++) {
            steps.run(x -> {
                Tensor loss = F.mseLoss(x.matmul(weight).tanh(), x);
                adam.zeroGrad();
                loss.backward();
                adam.step();
                return loss;
            });
        }
        return weight.toFloatArray();
    }

    private interface Loop {
        Tensor run(UnaryOperator<Tensor> step);
    }

    @Test
    void layersMadeInsideLast() {
        Linear layer;
        try (var _ = TensorScope.open()) {
            layer = new Linear(128, 128);
        }
        assertThat(layer.forward(X).toFloatArray()).doesNotContain(Float.NaN);
    }

    @Test
    void belongsToItsThread() throws InterruptedException {
        try (var scope = TensorScope.open()) {
            var other = CompletableFuture.runAsync(scope::close);
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(other::join)
                    .withMessageContaining("a scope of tensors was opened on one thread and closed on another");
        }
    }

    @Test
    void closesInTheOrderOfOpening() {
        var outer = TensorScope.open();
        var inner = TensorScope.open();
        assertThatIllegalStateException()
                .isThrownBy(outer::close)
                .withMessage("a scope of tensors was closed before one that was opened later");
        inner.close();
        inner.close();
        outer.close();
    }
}
