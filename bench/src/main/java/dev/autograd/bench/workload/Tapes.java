package dev.autograd.bench.workload;

import dev.autograd.Tensor;
import dev.autograd.bench.workload.Workload.Unit;
import java.util.List;

/// What an operation costs when there is next to nothing to compute.
final class Tapes {
    private static final int CHAIN = 1_000;
    private static final int OPERATIONS = 10_000;

    static final List<Workload> ALL = List.of(
            new Workload(
                    "tiny-add",
                    "the sum of two tensors of one element, without a gradient",
                    "operation",
                    Unit.NANOSECONDS,
                    1,
                    Tapes::add),
            new Workload(
                    "tiny-chain",
                    "a thousand sums of one element, forward and backward",
                    "operation",
                    Unit.NANOSECONDS,
                    CHAIN,
                    Tapes::chain),
            new Workload(
                    "scalar-tape",
                    "10,000 operations on two elements that cycle softplus, sum, product, softmax; forward and backward",
                    "operation",
                    Unit.NANOSECONDS,
                    OPERATIONS,
                    Tapes::scalarTape));

    private Tapes() {}

    private static Runnable add() {
        Tensor a = Tensor.of(0.5f);
        Tensor b = Tensor.of(0.25f);
        return Quiet.of(() -> a.add(b));
    }

    private static Runnable chain() {
        Tensor x = Tensor.of(0.5f).requiresGrad_();
        Tensor a = Tensor.of(1e-3f);
        return () -> {
            Tensor y = x;
            for (int i = 0; i < CHAIN; i++) {
                y = y.add(a);
            }
            y.backward();
            x.setGrad(null);
        };
    }

    private static Runnable scalarTape() {
        Tensor x = Tensor.of(0.5f, -0.25f).requiresGrad_();
        Tensor a = Tensor.of(0.1f, 0.2f).requiresGrad_();
        Tensor b = Tensor.of(0.9f, 1.1f).requiresGrad_();
        return () -> {
            Tensor y = x;
            for (int i = 0; i < OPERATIONS / 4; i++) {
                y = y.softplus();
                y = y.add(a);
                y = y.mul(b);
                y = y.softmax(0);
            }
            y.select(0, 0).backward();
            x.setGrad(null);
            a.setGrad(null);
            b.setGrad(null);
        };
    }
}
