package dev.autograd.kernel;

import org.jspecify.annotations.Nullable;

/// Layer normalisation of the rows of contiguous `(rows, n)` arrays, with `gamma` and `beta` of `n` elements from
/// index 0, or `null` for ones and zeros.
///
/// @param <A> the array type, `float[]` or `double[]`
public interface LayerNorm<A> {
    /// `y = (x - mean) * rstd * gamma + beta` with `rstd = 1 / sqrt(variance + eps)`, where the variance divides by
    /// `n`. Leaves each row's `mean` and `rstd` for the backward kernels. `y` may be `x`.
    void forward(
            A x,
            int xOffset,
            @Nullable A gamma,
            @Nullable A beta,
            double eps,
            A y,
            int yOffset,
            A mean,
            A rstd,
            int statsOffset,
            int rows,
            int n);

    /// `dx = rstd * (h - mean(h) - xhat * mean(h * xhat))` with `h = g * gamma` and `xhat = (x - mean) * rstd`.
    /// `dx` may be `g`.
    void backwardInput(
            A g,
            int gOffset,
            A x,
            int xOffset,
            A mean,
            A rstd,
            int statsOffset,
            @Nullable A gamma,
            A dx,
            int dxOffset,
            int rows,
            int n);

    /// `dgamma = sum over rows of g * xhat` and `dbeta = sum over rows of g`, `n` elements each from index 0,
    /// overwritten.
    void backwardWeight(
            A g, int gOffset, A x, int xOffset, A mean, A rstd, int statsOffset, A dgamma, A dbeta, int rows, int n);
}
