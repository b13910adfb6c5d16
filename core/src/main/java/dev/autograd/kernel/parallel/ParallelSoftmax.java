package dev.autograd.kernel.parallel;

import dev.autograd.kernel.Softmax;

/// Softmax and its relatives by blocks of rows.
///
/// @param <A> the array type, `float[]` or `double[]`
final class ParallelSoftmax<A> implements Softmax<A> {
    /// Elements from which several threads pay.
    private static final long LEAST = 1L << 17;

    private final Softmax<A> whole;
    private final Workers workers;

    ParallelSoftmax(Softmax<A> whole, Workers workers) {
        this.whole = whole;
        this.workers = workers;
    }

    private void cut(int rows, int n, Workers.Part part) {
        workers.cut(rows, 1, (long) rows * n >= LEAST, part);
    }

    @Override
    public void softmax(A x, int xOffset, A y, int yOffset, int rows, int n) {
        cut(rows, n, (row, count) -> whole.softmax(x, xOffset + row * n, y, yOffset + row * n, count, n));
    }

    @Override
    public void softmaxBackward(A y, int yOffset, A g, int gOffset, A dx, int dxOffset, int rows, int n) {
        cut(
                rows,
                n,
                (row, count) -> whole.softmaxBackward(
                        y, yOffset + row * n, g, gOffset + row * n, dx, dxOffset + row * n, count, n));
    }

    @Override
    public void logSoftmax(A x, int xOffset, A y, int yOffset, int rows, int n) {
        cut(rows, n, (row, count) -> whole.logSoftmax(x, xOffset + row * n, y, yOffset + row * n, count, n));
    }

    @Override
    public void logSoftmaxBackward(A y, int yOffset, A g, int gOffset, A dx, int dxOffset, int rows, int n) {
        cut(
                rows,
                n,
                (row, count) -> whole.logSoftmaxBackward(
                        y, yOffset + row * n, g, gOffset + row * n, dx, dxOffset + row * n, count, n));
    }

    @Override
    public void logSumExp(A x, int xOffset, A out, int outOffset, int rows, int n) {
        cut(rows, n, (row, count) -> whole.logSumExp(x, xOffset + row * n, out, outOffset + row, count, n));
    }
}
