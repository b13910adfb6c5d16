package dev.autograd.kernel.parallel;

import dev.autograd.kernel.LayerNorm;
import org.jspecify.annotations.Nullable;

/// Layer normalisation by blocks of rows. The gradients by weight and bias add up all rows, on one thread.
///
/// @param <A> the array type, `float[]` or `double[]`
final class ParallelLayerNorm<A> implements LayerNorm<A> {
    /// Elements from which several threads pay.
    private static final long LEAST = 1L << 18;

    private final LayerNorm<A> whole;
    private final Workers workers;

    ParallelLayerNorm(LayerNorm<A> whole, Workers workers) {
        this.whole = whole;
        this.workers = workers;
    }

    private void cut(int rows, int n, Workers.Part part) {
        workers.cut(rows, 1, (long) rows * n >= LEAST, part);
    }

    @Override
    public void forward(
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
            int n) {
        cut(
                rows,
                n,
                (row, count) -> whole.forward(
                        x,
                        xOffset + row * n,
                        gamma,
                        beta,
                        eps,
                        y,
                        yOffset + row * n,
                        mean,
                        rstd,
                        statsOffset + row,
                        count,
                        n));
    }

    @Override
    public void backwardInput(
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
            int n) {
        cut(
                rows,
                n,
                (row, count) -> whole.backwardInput(
                        g,
                        gOffset + row * n,
                        x,
                        xOffset + row * n,
                        mean,
                        rstd,
                        statsOffset + row,
                        gamma,
                        dx,
                        dxOffset + row * n,
                        count,
                        n));
    }

    @Override
    public void backwardWeight(
            A g, int gOffset, A x, int xOffset, A mean, A rstd, int statsOffset, A dgamma, A dbeta, int rows, int n) {
        whole.backwardWeight(g, gOffset, x, xOffset, mean, rstd, statsOffset, dgamma, dbeta, rows, n);
    }
}
