package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.value.Layout;
import dev.autograd.value.Storage;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;

/// What the engine may do with a tensor and a user may not. [Tensor] implements it in a private class of its own, which
/// only the engine instantiates, so that the public face of a tensor has no method that could break a tape.
public abstract class TensorAccess {
    private static final String IMPLEMENTATION = "dev.autograd.Tensor$Access";
    private static final TensorAccess INSTANCE = load(); // final, so that calls through it cost nothing once compiled

    /// For `Tensor`.
    protected TensorAccess() {}

    private static TensorAccess load() {
        try {
            Constructor<?> constructor = Class.forName(IMPLEMENTATION).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (TensorAccess) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(IMPLEMENTATION + " is missing", e);
        }
    }

    /// The one there is; outside the engine only through its own classes.
    static TensorAccess get() {
        return INSTANCE;
    }

    /// The node that made the tensor; for a leaf that requires a gradient the node that collects it, made when
    /// first asked for.
    protected abstract Node node(Tensor tensor);

    /// Which output of its node the tensor is.
    protected abstract int slot(Tensor tensor);

    /// Says that the tensor, which is new, is an output of the node.
    protected abstract void attach(Tensor tensor, OpNode node, int slot);

    /// Says that the tensor, which is new, stands for the leaf of the node.
    protected abstract void attach(Tensor tensor, LeafNode leaf);

    /// Gives the tensor another place on the tape; views made of it before are out of date then.
    protected abstract void rebase(Tensor tensor, OpNode node, int slot);

    /// The tensor that a view shows, which is no view itself; null for a tensor that is no view.
    protected abstract @Nullable Tensor base(Tensor tensor);

    /// Whether the tensor is a view that was made off the tape of a tensor on it.
    protected abstract boolean isConstantView(Tensor tensor);

    /// Says that the tensor was made in inference mode.
    protected abstract void markInference(Tensor tensor);

    /// Gives the leaf, which is no view, the storage and the layout of `data`.
    protected abstract void setData(Tensor leaf, Tensor data);

    /// Gives the tensor the layout and the place on the tape of a view of it; in a map its examples too.
    protected abstract void setView(Tensor tensor, Tensor view);

    /// A tensor on the same storage as `base`, which remembers that it is a view of it.
    protected abstract Tensor view(Tensor base, Layout layout);

    /// What stands behind a tensor inside a map, or null.
    protected abstract @Nullable Batched batched(Tensor tensor);

    /// One example of a map, as the mapped function sees it.
    protected abstract Tensor wrap(Batched batched);

    /// The same values as a new leaf, in a map the same examples.
    protected abstract Tensor fresh(Tensor tensor);

    /// The storage of a tensor, of all examples for a tensor inside a map; to watch its version, not to read it.
    protected abstract Storage storage(Tensor tensor);

    /// A tensor over a storage.
    protected abstract Tensor wrap(Storage storage, Layout layout);
}
