package dev.autograd.kernel.parallel;

import dev.autograd.kernel.AdamStep;
import dev.autograd.kernel.OptimizerSteps;
import dev.autograd.kernel.SgdStep;
import org.jspecify.annotations.Nullable;

/// Optimiser steps by blocks of elements.
///
/// @param <A> the array type, `float[]` or `double[]`
final class ParallelOptimizerSteps<A> implements OptimizerSteps<A> {
    /// Elements from which several threads pay.
    private static final int LEAST = 1 << 18;

    private static final int BLOCK = 1 << 14;

    private final OptimizerSteps<A> whole;
    private final Workers workers;

    ParallelOptimizerSteps(OptimizerSteps<A> whole, Workers workers) {
        this.whole = whole;
        this.workers = workers;
    }

    private void cut(int from, int to, Workers.Part part) {
        workers.cut(to - from, BLOCK, to - from >= LEAST, part);
    }

    @Override
    public void sgd(A p, A g, @Nullable A buffer, SgdStep step, int from, int to) {
        cut(from, to, (at, count) -> whole.sgd(p, g, buffer, step, from + at, from + at + count));
    }

    @Override
    public void adam(A p, A g, A mean, A square, @Nullable A largest, AdamStep step, int from, int to) {
        cut(from, to, (at, count) -> whole.adam(p, g, mean, square, largest, step, from + at, from + at + count));
    }
}
