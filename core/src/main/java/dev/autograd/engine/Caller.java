package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.value.Shape;
import org.jspecify.annotations.Nullable;

/// The call that started a walk, for errors about what it left behind. It holds no tensor, so that a freed graph keeps
/// nothing alive.
///
/// @param operation `backward` or `grad`
/// @param root the shape of the tensor it started from
/// @param name that tensor's name, or null
public record Caller(String operation, Shape root, @Nullable String name) {
    /// A call of an operation on its first root.
    public static Caller of(String operation, Tensor root) {
        return new Caller(operation, root.shape(), root.name());
    }

    /// For example `backward() of 'loss' ()`.
    @Override
    public String toString() {
        return operation + "() of " + (name == null ? "a tensor " : "'" + name + "' ") + root;
    }
}
