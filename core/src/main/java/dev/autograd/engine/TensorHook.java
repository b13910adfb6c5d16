package dev.autograd.engine;

import dev.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/// Sees the gradient of a tensor, and may replace it; see [Tensor#registerHook].
@FunctionalInterface
public interface TensorHook {
    /// Takes the complete gradient, which it must not change in place.
    ///
    /// @return what takes its place, of the same shape and type, or null to leave it
    @Nullable
    Tensor apply(Tensor gradient);
}
