package dev.autograd.kernel.parallel;

import dev.autograd.kernel.Sort;

/// Sorting by blocks of rows.
///
/// @param <A> the array type, `float[]` or `double[]`
final class ParallelSort<A> implements Sort<A> {
    /// Elements from which several threads pay.
    private static final long LEAST = 1L << 14;

    private final Sort<A> whole;
    private final Workers workers;

    ParallelSort(Sort<A> whole, Workers workers) {
        this.whole = whole;
        this.workers = workers;
    }

    private void cut(int rows, int n, Workers.Part part) {
        workers.cut(rows, 1, (long) rows * n >= LEAST, part);
    }

    @Override
    public void sort(
            A x,
            int xOffset,
            Order order,
            A values,
            int valuesOffset,
            long[] indices,
            int indicesOffset,
            int rows,
            int n) {
        cut(
                rows,
                n,
                (row, count) -> whole.sort(
                        x,
                        xOffset + row * n,
                        order,
                        values,
                        valuesOffset + row * n,
                        indices,
                        indicesOffset + row * n,
                        count,
                        n));
    }

    @Override
    public void topk(
            A x,
            int xOffset,
            int k,
            Order order,
            A values,
            int valuesOffset,
            long[] indices,
            int indicesOffset,
            int rows,
            int n) {
        cut(
                rows,
                n,
                (row, count) -> whole.topk(
                        x,
                        xOffset + row * n,
                        k,
                        order,
                        values,
                        valuesOffset + row * k,
                        indices,
                        indicesOffset + row * k,
                        count,
                        n));
    }
}
