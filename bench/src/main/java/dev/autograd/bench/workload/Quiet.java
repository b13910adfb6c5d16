package dev.autograd.bench.workload;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.TensorScope;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Work without a gradient, whose result is kept until the next run so that nobody can leave the work out.
final class Quiet implements Runnable {
    private final Supplier<Tensor> work;
    private @Nullable Tensor result;

    private Quiet(Supplier<Tensor> work) {
        this.work = work;
    }

    static Runnable of(Supplier<Tensor> work) {
        return new Quiet(work);
    }

    @Override
    public void run() {
        try (var _ = Autograd.noGrad()) {
            result = work.get();
        }
    }

    @Override
    public String toString() {
        return "Quiet[" + result + "]";
    }

    /// As above, within a scope that gives back the memory of the result, as Python does when its variable is gone.
    static Runnable scoped(Supplier<Tensor> program) {
        return of(() -> {
            try (var _ = TensorScope.open()) {
                return program.get();
            }
        });
    }
}
