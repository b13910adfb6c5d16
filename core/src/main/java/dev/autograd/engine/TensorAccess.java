package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.value.Layout;
import dev.autograd.value.Storage;
import java.lang.reflect.Constructor;

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

    /// Gives the tensor the place that the result has on the tape, or none; views made of it before are out of date
    /// then.
    protected abstract void rebase(Tensor tensor, Tensor result);

    /// Gives the leaf, which is no view, the storage and the layout of `data`.
    protected abstract void setData(Tensor leaf, Tensor data);

    /// Whether the tensor is on the tape, or a view of one that is.
    protected abstract boolean showsTape(Tensor tensor);

    /// A tensor on the same storage as `base`, which remembers that it is a view of it.
    protected abstract Tensor view(Tensor base, Layout layout);

    /// A tensor over a storage.
    protected abstract Tensor wrap(Storage storage, Layout layout);
}
