package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.value.Shape;
import org.jspecify.annotations.Nullable;

/// The call that started a walk, or released a graph, for errors about what it left behind. It holds no
/// tensor, so that a freed graph keeps nothing alive.
///
/// @param operation `backward`, `grad`, or a release
/// @param root the shape of the tensor it started from
/// @param name that tensor's name, or null
public record Caller(String operation, Shape root, @Nullable String name) {
    /// A call of an operation on its first root.
    public static Caller of(String operation, Tensor root) {
        return new Caller(operation, root.shape(), root.name());
    }

    /// What became of saved values, and what to do about it, for the end of a sentence.
    String whatItDid() {
        return operation.startsWith("release")
                ? "were let go by an earlier " + this + "; releaseExcept keeps what the tensors named there still need"
                : "were freed by an earlier " + this
                        + " through the same graph; call that one with retainGraph to go through it again";
    }

    /// For example `backward() of 'loss' ()`.
    @Override
    public String toString() {
        return operation + "() of " + (name == null ? "a tensor " : "'" + name + "' ") + root;
    }
}
