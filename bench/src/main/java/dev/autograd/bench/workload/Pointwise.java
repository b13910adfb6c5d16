package dev.autograd.bench.workload;

import dev.autograd.Tensor;
import dev.autograd.bench.workload.Workload.Unit;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Operators on a million elements, without a gradient.
final class Pointwise {
    private static final int ELEMENTS = 1_000_000;

    static final List<Workload> ALL = List.of(
            of(
                    "pointwise-plain",
                    "ten operators on 1 M elements: sums, products, maxima, a division",
                    Pointwise::plain),
            of(
                    "pointwise-exp",
                    "ten operators on 1 M elements, a sigmoid and a tanh among them",
                    Pointwise::exponential),
            of("add-1m", "the sum of 1 M elements each", Tensor::add),
            unary("relu-1m", "relu of 1 M elements", Tensor::relu),
            unary("sum-1m", "the sum of 1 M elements", Tensor::sum),
            unary("exp-1m", "exp of 1 M elements", Tensor::exp),
            unary("tanh-1m", "tanh of 1 M elements", Tensor::tanh));

    private Pointwise() {}

    private static Workload of(String name, String description, BinaryOperator<Tensor> function) {
        return new Workload(name, description, "run", Unit.MICROSECONDS, 1, () -> {
            Tensor x = Tensor.randn(ELEMENTS);
            Tensor a = Tensor.rand(ELEMENTS).add(0.5);
            return Quiet.scoped(() -> function.apply(x, a));
        });
    }

    private static Workload unary(String name, String description, UnaryOperator<Tensor> function) {
        return of(name, description, (x, _) -> function.apply(x));
    }

    private static Tensor plain(Tensor x, Tensor a) {
        return x.mul(a)
                .add(a)
                .relu()
                .sub(x)
                .square()
                .abs()
                .add(1)
                .div(a)
                .maximum(x)
                .mul(0.5);
    }

    private static Tensor exponential(Tensor x, Tensor a) {
        return x.mul(a)
                .sigmoid()
                .add(a)
                .mul(x)
                .tanh()
                .sub(x)
                .relu()
                .mul(a)
                .add(1)
                .mul(0.5);
    }
}
