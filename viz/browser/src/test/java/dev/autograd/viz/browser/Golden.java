package dev.autograd.viz.browser;

import dev.autograd.Graph;
import dev.autograd.Tensor;
import dev.autograd.graph.GraphModel;
import dev.autograd.nn.F;
import dev.autograd.value.Shape;

/// The graphs that the core's tests know in numbers.
final class Golden {
    private Golden() {}

    /// Two products of views, one of them with a bias that is computed.
    static GraphModel views() {
        Tensor x = given("x", 8, 16, 16);
        Tensor p1 = parameter("p1", 16, 64);
        Tensor p1b = parameter("p1b", 64);
        Tensor n2 = given("n2", 32, 32);
        return Graph.trace(() -> {
                    Tensor b = p1b.sigmoid();
                    Tensor v = x.view(128, 16);
                    Tensor r = v.view(64, 32);
                    Tensor z = x.view(64, 32).matmul(n2).relu();
                    return v.matmul(p1).add(b).matmul(r.add(z));
                })
                .model();
    }

    /// One layer with a residual inside, applied three times with a residual around each.
    static GraphModel residuals() {
        Tensor a = parameter("a", 8, 16);
        Tensor ab = parameter("ab", 16);
        Tensor b = parameter("b", 16, 16);
        Tensor bb = parameter("bb", 16);
        Tensor c = parameter("c", 16, 8);
        Tensor d = parameter("d", 8, 2);
        Tensor cb = given("cb", 8);
        return Graph.trace(() -> {
                    Tensor x = given("x", 2, 8);
                    for (int i = 0; i < 3; i++) {
                        Tensor r = x.matmul(a);
                        Tensor h = r.add(ab).relu().matmul(b).add(r).add(bb).sigmoid();
                        x = x.add(h.matmul(c).add(cb).sigmoid());
                    }
                    return F.crossEntropy(x.matmul(d), given("y", 2, 2));
                })
                .model();
    }

    /// The loss of a network whose one layer is applied twice.
    static GraphModel toy4() {
        Tensor w0 = parameter("w0", 4, 64);
        Tensor b0 = parameter("b0", 64);
        Tensor w1 = parameter("w1", 64, 64);
        Tensor b1 = parameter("b1", 64);
        Tensor w2 = parameter("w2", 64, 4);
        return Graph.trace(() -> {
                    Tensor x = given("x", 16, 4);
                    for (int i = 0; i < 2; i++) {
                        Tensor hidden = x.matmul(w0).add(b0).sigmoid();
                        x = hidden.matmul(w1).add(b1).relu().matmul(w2);
                    }
                    return F.crossEntropy(x, given("target", 16, 4));
                })
                .model();
    }

    private static Tensor parameter(String name, long... sizes) {
        return given(name, sizes).requiresGrad_();
    }

    private static Tensor given(String name, long... sizes) {
        return Tensor.full(Shape.of(sizes), 0.25).named(name);
    }
}
