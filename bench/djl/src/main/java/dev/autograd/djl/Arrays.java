package dev.autograd.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.function.Supplier;

/// Arrays of a process, and work on them that leaves nothing behind.
final class Arrays {
    /// Owns what a workload keeps; the process ends before it is closed.
    static final NDManager MANAGER = NDManager.newBaseManager();

    private Arrays() {}

    static NDArray randn(long... sizes) {
        return MANAGER.randomNormal(new Shape(sizes));
    }

    static NDArray rand(long... sizes) {
        return MANAGER.randomUniform(0, 1, new Shape(sizes));
    }

    /// One operator without a gradient.
    static Runnable quiet(Supplier<NDArray> operator) {
        return () -> operator.get().close();
    }

    /// Several of them: what is made on the way is closed too.
    static Runnable quietChain(Supplier<NDArray> work) {
        return () -> {
            try (var _ = new NDScope()) {
                var _ = work.get();
            }
        };
    }

    /// Makes the gradient zero, as DJL's optimisers do after their update.
    static void zeroGradient(NDArray leaf) {
        try (NDArray gradient = leaf.getGradient()) {
            gradient.subi(gradient);
        }
    }
}
