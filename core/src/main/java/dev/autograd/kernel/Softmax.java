package dev.autograd.kernel;

/// Softmax and its relatives over the rows of contiguous `(rows, n)` arrays. Every kernel subtracts the row's largest
/// element before it takes exponentials, so finite inputs of any size neither overflow nor lose the row. Outputs may
/// be the inputs themselves.
///
/// @param <A> the array type, `float[]` or `double[]`
public interface Softmax<A> {
    /// `y = exp(x) / sum(exp(x))`; NaN throughout a row whose elements are all `-inf`, as in PyTorch.
    void softmax(A x, int xOffset, A y, int yOffset, int rows, int n);

    /// From the output: `dx = y * (g - sum(g * y))`.
    void softmaxBackward(A y, int yOffset, A g, int gOffset, A dx, int dxOffset, int rows, int n);

    /// `y = x - log(sum(exp(x)))`.
    void logSoftmax(A x, int xOffset, A y, int yOffset, int rows, int n);

    /// From the output: `dx = g - exp(y) * sum(g)`.
    void logSoftmaxBackward(A y, int yOffset, A g, int gOffset, A dx, int dxOffset, int rows, int n);

    /// `out[row] = log(sum(exp(x[row])))`; `-inf` where all elements are `-inf` or `n` is 0, `inf` where one is
    /// `inf`.
    void logSumExp(A x, int xOffset, A out, int outOffset, int rows, int n);
}
