package dev.autograd.kernel.parallel;

import dev.autograd.kernel.LayerNorm;
import dev.autograd.kernel.Reductions;
import org.jspecify.annotations.Nullable;

/// Layer normalisation by blocks of rows. The gradients by weight and bias are the sums of those of pieces, of which
/// there are equally many for any number of threads.
///
/// @param <A> the array type, `float[]` or `double[]`
final class ParallelLayerNorm<A> implements LayerNorm<A> {
    /// Elements from which several threads pay.
    private static final long LEAST = 1L << 18;

    /// Elements of a piece, at least.
    private static final int PIECE = 1 << 17;

    /// Pieces, at most.
    private static final int MOST = 32;

    private final LayerNorm<A> whole;
    private final Reductions<A, A> sums;
    private final Workers workers;

    ParallelLayerNorm(LayerNorm<A> whole, Reductions<A, A> sums, Workers workers) {
        this.whole = whole;
        this.sums = sums;
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
        int pieces = Math.clamp((long) rows * n / PIECE, 1, Math.clamp(rows / 4, 1, MOST));
        if (pieces == 1) {
            whole.backwardWeight(g, gOffset, x, xOffset, mean, rstd, statsOffset, dgamma, dbeta, rows, n);
            return;
        }
        A dgammas = Parts.like(dgamma, pieces * n);
        A dbetas = Parts.like(dbeta, pieces * n);
        workers.cut(pieces, 1, (long) rows * n >= LEAST, (first, count) -> {
            A ofGamma = Parts.like(dgamma, n);
            A ofBeta = Parts.like(dbeta, n);
            for (int i = first; i < first + count; i++) {
                int row = Parts.start(i, pieces, rows);
                int at = row * n;
                int some = Parts.start(i + 1, pieces, rows) - row;
                whole.backwardWeight(
                        g, gOffset + at, x, xOffset + at, mean, rstd, statsOffset + row, ofGamma, ofBeta, some, n);
                System.arraycopy(ofGamma, 0, dgammas, i * n, n);
                System.arraycopy(ofBeta, 0, dbetas, i * n, n);
            }
        });
        sums.sum(dgammas, 0, dgamma, 0, 1, pieces, n);
        sums.sum(dbetas, 0, dbeta, 0, 1, pieces, n);
    }
}
