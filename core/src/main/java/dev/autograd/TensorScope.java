package dev.autograd;

import dev.autograd.engine.Lifetime;
import dev.autograd.value.Region;

/// Gives memory back at the end of a step instead of leaving it to the garbage collector.
///
/// ```java
/// try (var scope = TensorScope.open()) {
///     Tensor scores = model.forward(batch);
///     result = scope.keep(scores.softmax(1));
/// }
/// ```
///
/// Nothing needs a scope: tensors that are no longer reachable are collected like any object. It pays where tensors
/// are large. A fresh array of a million floats is filled with zeros in memory that no cache holds, which takes longer
/// than adding two of them; the arrays of a scope are used again by the next one, while caches still hold them.
///
/// At its end a scope gives back the memory of every tensor that was made on its thread while it was the innermost,
/// except
///
/// - tensors that were named with [#keep], which belong to the scope outside of it, or to the collector;
/// - leaves that require a gradient, gradients (`grad()`), buffers of modules, and what optimisers remember;
/// - tensors around a Java array of yours, and tensors of less than 1 KB, which cost the collector nothing.
///
/// A tensor whose memory was given back, and views of it, and a `backward` through it, throw an
/// `IllegalStateException` that says so when their values are asked for; they never show the values of others. What
/// reads the raw array of a storage is not protected by that, nor is another thread that uses a tensor at the very
/// moment when its scope ends.
///
/// A scope holds on to all that was made in it, so it should last for one step, not for an epoch. Inside `vmap`, and
/// in hooks, it works as outside.
public final class TensorScope implements AutoCloseable {
    private final Region region = Region.open();

    private TensorScope() {}

    /// Opens a scope on this thread, within those that are open.
    public static TensorScope open() {
        return new TensorScope();
    }

    /// Lets a tensor, with all that shares its storage, outlive this scope.
    ///
    /// @return the tensor
    public Tensor keep(Tensor tensor) {
        Lifetime.keep(region, tensor);
        return tensor;
    }

    /// Gives back what was made in the scope and not kept. A second call does nothing.
    ///
    /// @throws IllegalStateException when called on another thread than the one that opened the scope, or before a
    ///     scope that was opened later
    @Override
    public void close() {
        region.close();
        region.sweep();
    }
}
