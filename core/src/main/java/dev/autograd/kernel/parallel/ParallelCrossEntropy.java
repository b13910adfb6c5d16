package dev.autograd.kernel.parallel;

import dev.autograd.kernel.CrossEntropy;

/// Cross-entropy by blocks of rows.
///
/// @param <A> the array type, `float[]` or `double[]`
final class ParallelCrossEntropy<A> implements CrossEntropy<A> {
    /// Elements from which several threads pay.
    private static final long LEAST = 1L << 17;

    private final CrossEntropy<A> whole;
    private final Workers workers;

    ParallelCrossEntropy(CrossEntropy<A> whole, Workers workers) {
        this.whole = whole;
        this.workers = workers;
    }

    private void cut(int rows, int n, Workers.Part part) {
        workers.cut(rows, 1, (long) rows * n >= LEAST, part);
    }

    @Override
    public void indices(
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
            int n) {
        CrossEntropy.checkTargets(target, targetOffset, ignoreIndex, rows, n); // a part would count rows from its own
        cut(
                rows,
                n,
                (row, count) -> whole.indices(
                        x,
                        xOffset + row * n,
                        target,
                        targetOffset + row,
                        ignoreIndex,
                        loss,
                        lossOffset + row,
                        stats,
                        statsOffset + 2 * row,
                        count,
                        n));
    }

    @Override
    public void indicesBackward(
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
            int n) {
        cut(
                rows,
                n,
                (row, count) -> whole.indicesBackward(
                        x,
                        xOffset + row * n,
                        target,
                        targetOffset + row,
                        ignoreIndex,
                        stats,
                        statsOffset + 2 * row,
                        g,
                        gOffset + row * gRow,
                        gRow,
                        dx,
                        dxOffset + row * n,
                        count,
                        n));
    }

    @Override
    public void probabilities(
            A x, int xOffset, A p, int pOffset, A loss, int lossOffset, A stats, int statsOffset, int rows, int n) {
        cut(
                rows,
                n,
                (row, count) -> whole.probabilities(
                        x,
                        xOffset + row * n,
                        p,
                        pOffset + row * n,
                        loss,
                        lossOffset + row,
                        stats,
                        statsOffset + 2 * row,
                        count,
                        n));
    }

    @Override
    public void probabilitiesBackward(
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
            int n) {
        cut(
                rows,
                n,
                (row, count) -> whole.probabilitiesBackward(
                        x,
                        xOffset + row * n,
                        p,
                        pOffset + row * n,
                        stats,
                        statsOffset + 2 * row,
                        g,
                        gOffset + row * gRow,
                        gRow,
                        dx,
                        dxOffset + row * n,
                        count,
                        n));
    }
}
