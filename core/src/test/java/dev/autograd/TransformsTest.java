package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// `vjp`, `jvp`, `jacobian`, `hessian`, `hvp`, `linearize`, `vmap`, and each inside the others.
final class TransformsTest {
    private static final Tensor X = Tensor.of(0.3, -0.7, 1.1);
    private static final Tensor V = Tensor.of(1.0, 2.0, -0.5);
    private static final Function<Tensor, Tensor> SIN_SQUARE = x -> x.sin().mul(x);

    private static Tensor derivative(Tensor x) {
        return x.cos().mul(x).add(x.sin());
    }

    private static Tensor second(Tensor x) {
        return x.cos().mul(2).sub(x.sin().mul(x));
    }

    private static void close(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.allClose(expected, 1e-9, 1e-11))
                .as("%s is not %s", actual, expected)
                .isTrue();
        assertThat(actual.requiresGrad()).isFalse();
    }

    @Test
    void jvpIsTheDerivativeTimesTheTangent() {
        Jvp jvp = Autograd.jvp(SIN_SQUARE, X, V);
        close(jvp.output(), X.sin().mul(X));
        close(jvp.tangent(), derivative(X).mul(V));
    }

    @Test
    void vjpMayBeCalledTwice() {
        Vjp vjp = Autograd.vjp(SIN_SQUARE, X);
        close(vjp.pullback().apply(V), derivative(X).mul(V));
        close(vjp.pullback().apply(X), derivative(X).mul(X));
    }

    @Test
    void linearizeRunsTheFunctionOnce() {
        int[] runs = {0};
        Linearized linear = Autograd.linearize(
                x -> {
                    runs[0]++;
                    return x.sin().mul(x);
                },
                X);
        close(linear.pushforward().apply(V), derivative(X).mul(V));
        close(linear.pushforward().apply(X), derivative(X).mul(X));
        assertThat(runs[0]).isOne();
    }

    @Test
    void gradOfGradOfGrad() {
        Function<Tensor, Tensor> cubic = x -> x.mul(x).mul(x).sum();
        var third = Autograd.grad(y ->
                Autograd.grad(x -> Autograd.grad(cubic).apply(x).sum()).apply(y).sum());
        close(third.apply(X), Tensor.of(6.0, 6.0, 6.0));
    }

    @Test
    void everyNestingOfModesGivesTheSecondDerivative() {
        Tensor ones = Tensor.onesLike(X);
        Function<Tensor, Tensor> forward =
                x -> Autograd.jvp(SIN_SQUARE, x, ones).tangent();
        Function<Tensor, Tensor> reverse =
                x -> Autograd.grad(y -> y.sin().mul(y).sum()).apply(x);
        close(Autograd.jvp(forward, X, V).tangent(), second(X).mul(V));
        close(Autograd.jvp(reverse, X, V).tangent(), second(X).mul(V));
        close(Autograd.vjp(forward, X).pullback().apply(V), second(X).mul(V));
        close(Autograd.vjp(reverse, X).pullback().apply(V), second(X).mul(V));
    }

    @Test
    void noPerturbationIsConfused() {
        // d/dx (x * d/dy (x + y)) at y = 1 is d/dx x = 1, not 2
        Tensor one = Tensor.of(1.0);
        Tensor result = Autograd.jvp(
                        x -> x.mul(Autograd.jvp(y -> x.add(y), one, one).tangent()), one, one)
                .tangent();
        close(result, one);
    }

    @Test
    void jacobianFromEitherSide() {
        Tensor wide = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
        close(
                Autograd.jacobian(x -> x.mul(wide), X).sum(2),
                wide.mul(Tensor.ones(1).to(X.dtype())));
        Tensor all = Autograd.jacobian(SIN_SQUARE, X);
        close(all, Tensor.eye(3, 3, X.dtype()).mul(derivative(X)));
    }

    @Test
    void hessianAndItsProductWithAVector() {
        Function<Tensor, Tensor> f = x -> x.sin().mul(x).sum();
        close(Autograd.hessian(f, X), Tensor.eye(3, 3, X.dtype()).mul(second(X)));
        close(Autograd.hvp(f, X, V), second(X).mul(V));
    }

    @Test
    void vmapOfGradIsPerExample() {
        Tensor examples = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
        Tensor gradients =
                Autograd.vmap(x -> Autograd.grad(w -> w.mul(x).sin().sum()).apply(X), examples);
        close(gradients, examples.mul(X).cos().mul(examples));
    }

    @Test
    void vmapInVmap() {
        Tensor a = Tensor.of(1.0, 2.0);
        Tensor b = Tensor.of(3.0, 4.0, 5.0);
        Tensor table = Autograd.vmap(x -> Autograd.vmap(y -> x.mul(y).add(x), b), a);
        close(table, a.reshape(2, 1).mul(b).add(a.reshape(2, 1)));
    }

    @Test
    void gradOfVmap() {
        Tensor x = X.clone().requiresGrad_();
        Autograd.vmap(SIN_SQUARE, x).sum().backward();
        close(x.grad(), derivative(X));
    }

    @Test
    void gradOfVmapOfGrad() {
        var slopes = Autograd.grad(x ->
                Autograd.vmap(v -> Autograd.grad(Tensor::sin).apply(v), x).sum());
        close(slopes.apply(X), X.sin().neg());
        Tensor one = Tensor.scalar(1.0).to(X.dtype());
        var tangents = Autograd.grad(c -> Autograd.vmap(
                        v -> Autograd.jvp(Tensor::sin, one, v).tangent(), c)
                .sum());
        close(tangents.apply(X), one.cos().expand(3));
        var cotangents = Autograd.grad(c -> Autograd.vmap(
                        v -> Autograd.vjp(Tensor::sin, one).pullback().apply(v), c)
                .sum());
        close(cotangents.apply(X), one.cos().expand(3));
    }

    @Test
    void whatNobodyOutsideDifferentiatesIsHandedOutDetached() {
        close(
                Autograd.vmap(v -> Autograd.jvp(x -> x.mul(v), X, V).output(), X),
                X.unsqueeze(1).mul(X));
        Tensor mixed = Autograd.jvp(
                        a -> Autograd.vjp(in -> new Tensor[] {in[0].mul(in[1])}, new Tensor[] {a, V})
                                .pullback()
                                .apply(new Tensor[] {a})[0],
                        X,
                        V)
                .tangent();
        close(mixed, V.mul(V)); // of a V
    }

    @Test
    void aCapturedTensorThatTheCallerDifferentiatesStaysConnected() {
        Tensor w = X.clone().requiresGrad_();
        Autograd.jvp(x -> x.mul(w).sin(), X, V).tangent().sum().backward(); // sum(cos(x w) w v)
        Tensor xw = X.mul(X);
        close(w.grad(), xw.cos().mul(V).sub(xw.sin().mul(X).mul(X).mul(V)));
    }

    @Test
    void scalarsKeepTheirTypesInAMap() {
        Tensor x = Tensor.of(1f, 2f);
        Tensor doubles = Tensor.scalar(2.0);
        assertThat(Autograd.vmap(v -> v.mul(doubles), x).dtype()).isEqualTo(doubles.dtype()); // both scalars there
        Tensor rows = Tensor.ones(2, 3);
        Tensor wide = Tensor.of(1.0, 2.0);
        assertThat(Autograd.vmap((row, scalar) -> row.mul(scalar), rows, wide).dtype())
                .isEqualTo(rows.dtype());
    }

    @Test
    void whatCannotBeMappedSaysSo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Autograd.vmap(x -> x.mul(x.item()), X))
                .withMessageContaining("stands for all 3 examples");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Autograd.vmap(SIN_SQUARE, Tensor.scalar(1.0)))
                .withMessageContaining("scalar");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Autograd.vmap(Tensor::add, X, Tensor.of(1.0)))
                .withMessageContaining("(3)");
        Tensor[] kept = new Tensor[1];
        Autograd.vmap(x -> kept[0] = x, X);
        assertThatIllegalStateException().isThrownBy(() -> kept[0].add(1.0)).withMessageContaining("after the vmap");
        Tensor shared = Tensor.scalar(0.0);
        assertThatIllegalStateException()
                .isThrownBy(() -> Autograd.vmap(x -> shared.add_(x), X))
                .withMessageContaining("shared by all examples");
    }
}
