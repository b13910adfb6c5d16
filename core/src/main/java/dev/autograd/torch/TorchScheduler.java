package dev.autograd.torch;

import org.jspecify.annotations.Nullable;

/// A learning-rate schedule that is stepped as PyTorch's are.
@FunctionalInterface
public interface TorchScheduler {
    /// Sets the learning rates for the next step of the optimiser.
    ///
    /// @param metric what a schedule that watches a metric is told; null for others
    void step(@Nullable Double metric);
}
