package dev.autograd.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Optimiser steps on all parameters of a model in one call, in the order of operations of PyTorch 2.13's single-tensor
/// implementations, so that trajectories agree to rounding. Elements are independent of each other.
///
/// @param <A> the array type, `float[]` or `double[]`
public interface OptimizerSteps<A> {
    /// The elements `[from, to)` of flat arrays that all use the same indices.
    ///
    /// @param <T> the kind itself
    interface Piece<T> {
        /// The array of the parameter.
        Object p();

        /// The first element.
        int from();

        /// The element after the last.
        int to();

        /// The same arrays from another first element to before another last.
        T within(int from, int to);
    }

    /// What one step of gradient descent works on.
    ///
    /// @param p the parameter
    /// @param g its gradient
    /// @param buffer the momentum buffer, needed when `step.momentum()` is not 0
    /// @param step the numbers of the step
    record SgdPiece<A>(A p, A g, @Nullable A buffer, SgdStep step, int from, int to) implements Piece<SgdPiece<A>> {
        @Override
        public SgdPiece<A> within(int from, int to) {
            return new SgdPiece<>(p, g, buffer, step, from, to);
        }
    }

    /// What one step of Adam or AdamW works on.
    ///
    /// @param p the parameter
    /// @param g its gradient
    /// @param mean running mean of the gradient, zero before the first step
    /// @param square running mean of its square, zero before the first step
    /// @param largest the largest `square` so far, which AMSGrad divides by, or `null` without AMSGrad
    /// @param step the numbers of the step
    record AdamPiece<A>(
            A p, A g, A mean, A square, @Nullable A largest, AdamStep step, int from, int to)
            implements Piece<AdamPiece<A>> {
        @Override
        public AdamPiece<A> within(int from, int to) {
            return new AdamPiece<>(p, g, mean, square, largest, step, from, to);
        }
    }

    /// One step along the gradients. Where pieces share elements of a parameter, one follows the other.
    void sgd(List<SgdPiece<A>> pieces);

    /// One step of Adam or AdamW. Where pieces share elements of a parameter, one follows the other.
    void adam(List<AdamPiece<A>> pieces);
}
