package dev.autograd.kernel;

import org.jspecify.annotations.Nullable;

/// Optimiser steps on the elements `[from, to)` of flat arrays that all use the same indices, in the order of
/// operations of PyTorch 2.13's single-tensor implementations, so that trajectories agree to rounding. Elements are
/// independent of each other.
///
/// @param <A> the array type, `float[]` or `double[]`
public interface OptimizerSteps<A> {
    /// One step along the gradient `g` on the parameter `p`.
    ///
    /// @param buffer the momentum buffer, needed when `step.momentum()` is not 0
    void sgd(A p, A g, @Nullable A buffer, SgdStep step, int from, int to);

    /// One step of Adam or AdamW on the parameter `p`.
    ///
    /// @param mean running mean of the gradient, zero before the first step
    /// @param square running mean of its square, zero before the first step
    /// @param largest the largest `square` so far, which AMSGrad divides by, or `null` without AMSGrad
    void adam(A p, A g, A mean, A square, @Nullable A largest, AdamStep step, int from, int to);
}
