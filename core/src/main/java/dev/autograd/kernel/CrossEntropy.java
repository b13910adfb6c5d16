package dev.autograd.kernel;

/// Cross-entropy between rows of logits `x (rows, n)` and a target, without the intermediate softmax.
///
/// The forward kernels leave two numbers per row in `stats (rows, 2)`: the largest logit and the logarithm of the sum
/// of exponentials relative to it. The backward kernels need nothing else, and the pair loses no digits where logits
/// are large.
///
/// The gradient `g` of the losses is read at `gOffset + row * gRow`: `gRow` is 0 when every row has the same, as
/// under a mean.
///
/// @param <A> the array type, `float[]` or `double[]`
public interface CrossEntropy<A> {
    /// `loss[row] = logSumExp(x[row]) - x[row][target[row]]`, and 0 where the target is `ignoreIndex`.
    ///
    /// @throws IndexOutOfBoundsException before anything is written, if another target lies outside `[0, n)`
    void indices(
            A x,
            int xOffset,
            long[] target,
            int targetOffset,
            long ignoreIndex,
            A loss,
            int lossOffset,
            A stats,
            int statsOffset,
            int rows,
            int n);

    /// `dx = (softmax(x) - onehot(target)) * g`, and 0 in rows whose target is `ignoreIndex`. `dx` may be `x`.
    void indicesBackward(
            A x,
            int xOffset,
            long[] target,
            int targetOffset,
            long ignoreIndex,
            A stats,
            int statsOffset,
            A g,
            int gOffset,
            int gRow,
            A dx,
            int dxOffset,
            int rows,
            int n);

    /// `loss[row] = -sum(p[row] * logSoftmax(x[row]))` for any weights `p (rows, n)`, which need not add up to 1.
    void probabilities(
            A x, int xOffset, A p, int pOffset, A loss, int lossOffset, A stats, int statsOffset, int rows, int n);

    /// `dx = (softmax(x) * sum(p) - p) * g`. `dx` may be `x`.
    void probabilitiesBackward(
            A x,
            int xOffset,
            A p,
            int pOffset,
            A stats,
            int statsOffset,
            A g,
            int gOffset,
            int gRow,
            A dx,
            int dxOffset,
            int rows,
            int n);

    /// Refuses targets that name no class.
    static void checkTargets(long[] target, int targetOffset, long ignoreIndex, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            long t = target[targetOffset + row];
            if ((t < 0 || t >= n) && t != ignoreIndex) {
                throw new IndexOutOfBoundsException("crossEntropy: target " + t + " of row " + row + " must lie in [0, "
                        + n + ") for input with " + n + " classes");
            }
        }
    }
}
