package dev.autograd;

import dev.autograd.nn.F;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;

/// Computations whose graphs, as they run and with operators merged, are known in numbers.
final class GoldenGraphs {
    private GoldenGraphs() {}

    /// Two products of views, one of them with a bias that is computed.
    static Tensor views() {
        Tensor x = given("x", 8, 16, 16);
        Tensor p1 = parameter("p1", 16, 64);
        Tensor p1b = parameter("p1b", 64);
        Tensor n2 = given("n2", 32, 32);
        Tensor b = p1b.sigmoid();
        Tensor v = x.view(128, 16);
        Tensor r = v.view(64, 32);
        Tensor y = v.matmul(p1).add(b);
        Tensor z = x.view(64, 32).matmul(n2).relu();
        return y.matmul(r.add(z));
    }

    /// One layer with a residual inside, applied three times with a residual around each.
    static Tensor residuals() {
        Residual layer = new Residual(
                parameter("a", 8, 16),
                parameter("ab", 16),
                parameter("b", 16, 16),
                parameter("bb", 16),
                parameter("c", 16, 8),
                given("cb", 8));
        Tensor x = given("x", 2, 8);
        for (int i = 0; i < 3; i++) {
            x = x.add(layer.of(x));
        }
        return F.crossEntropy(x.matmul(parameter("d", 8, 2)), given("y", 2, 2));
    }

    private record Residual(Tensor a, Tensor ab, Tensor b, Tensor bb, Tensor c, Tensor cb) {
        Tensor of(Tensor x) {
            Tensor r = x.matmul(a);
            Tensor h = r.add(ab).relu();
            h = h.matmul(b).add(r).add(bb).sigmoid();
            return h.matmul(c).add(cb).sigmoid();
        }
    }

    /// The loss of the network `toy4`: one layer, applied twice.
    static Tensor toy4() {
        Tensor w0 = parameter("w0", 4, 64);
        Tensor b0 = parameter("b0", 64);
        Tensor w1 = parameter("w1", 64, 64);
        Tensor b1 = parameter("b1", 64);
        Tensor w2 = parameter("w2", 64, 4);
        Tensor x = given("x", 16, 4);
        for (int i = 0; i < 2; i++) {
            Tensor hidden = x.matmul(w0).add(b0).sigmoid();
            x = hidden.matmul(w1).add(b1).relu().matmul(w2);
        }
        return F.crossEntropy(x, given("target", 16, 4));
    }

    private static Tensor parameter(String name, long... sizes) {
        return Tensor.randn(Random.seed(1), Shape.of(sizes), DType.FLOAT32)
                .requiresGrad_()
                .named(name);
    }

    private static Tensor given(String name, long... sizes) {
        return Tensor.full(Shape.of(sizes), 0.25).named(name);
    }
}
