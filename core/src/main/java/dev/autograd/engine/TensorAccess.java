package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.value.Layout;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// What the engine may do with a tensor and a user may not: [Tensor] hands out its one implementation when it loads.
public abstract class TensorAccess {
    private static @Nullable TensorAccess instance;

    /// For `Tensor`.
    protected TensorAccess() {}

    /// Called once, by `Tensor`.
    ///
    /// @throws IllegalStateException when called again
    public static void set(TensorAccess access) {
        if (instance != null) {
            throw new IllegalStateException("the tensor class has given its access already");
        }
        instance = access;
    }

    static TensorAccess get() {
        TensorAccess access = instance;
        if (access == null) {
            throw new IllegalStateException("the tensor class is not loaded yet");
        }
        return access;
    }

    /// The node that made the tensor; for a leaf that requires a gradient the node that collects it, made when first asked for.
    protected abstract Node node(Tensor tensor);

    /// Which output of its node the tensor is.
    protected abstract int slot(Tensor tensor);

    /// Says that the tensor is an output of the node.
    protected abstract void attach(Tensor tensor, OpNode node, int slot);

    /// Takes the tensor off the tape.
    protected abstract void detach(Tensor tensor);

    /// A tensor on the same storage as `base`, which remembers that it is a view of it.
    protected abstract Tensor view(Tensor base, Layout layout);

    /// A tensor over a storage.
    protected abstract Tensor wrap(Storage storage, Layout layout);
}
