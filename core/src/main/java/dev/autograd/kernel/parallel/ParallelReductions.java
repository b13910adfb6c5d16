package dev.autograd.kernel.parallel;

import dev.autograd.kernel.Reductions;

/// Reductions and scans by blocks of rows; sums and extremes of few long ones in pieces, whose results are reduced
/// again. How many pieces these are depends on the sizes alone, so sums have the same bits on any number of threads.
///
/// @param <A> the array type, `float[]` or `double[]`
final class ParallelReductions<A> implements Reductions<A, A> {
    /// Elements from which several threads pay.
    private static final long LEAST = 1L << 20;

    /// Elements of a piece, at least.
    private static final int PIECE = 1 << 18;

    /// Pieces of one row, at most.
    private static final int MOST = 64;

    /// So many rows are not cut into pieces.
    private static final int ROWS = 8;

    private final Reductions<A, A> whole;
    private final Workers workers;
    private final int piece;

    ParallelReductions(Reductions<A, A> whole, Workers workers) {
        this(whole, workers, PIECE);
    }

    ParallelReductions(Reductions<A, A> whole, Workers workers, int piece) {
        this.whole = whole;
        this.workers = workers;
        this.piece = piece;
    }

    /// A reduction or scan.
    private interface Kernel<A, O> {
        void run(A x, int xOffset, O out, int outOffset, int outer, int len, int inner);
    }

    private static boolean isWorth(int outer, int len, int inner) {
        return (long) outer * len * inner >= LEAST;
    }

    /// Each row for itself.
    ///
    /// @param outLen elements along the axis that are written, for each row
    private <O> void rows(
            Kernel<A, O> kernel, A x, int xOffset, O out, int outOffset, int outer, int len, int outLen, int inner) {
        workers.cut(
                outer,
                1,
                isWorth(outer, len, inner),
                (row, count) -> kernel.run(
                        x, xOffset + row * len * inner, out, outOffset + row * outLen * inner, count, len, inner));
    }

    /// Pieces that a row is cut into; what they leave to be reduced again is a small part of it.
    private int pieces(int outer, int len, int inner) {
        return outer >= ROWS ? 1 : Math.clamp((long) len * inner / piece, 1, Math.clamp(len / 4, 1, MOST));
    }

    /// Computes the pieces of one row: from which element along the axis, and how many.
    private void each(int pieces, int len, int inner, Piece compute) {
        workers.cut(pieces, 1, isWorth(1, len, inner), (first, count) -> {
            for (int i = first; i < first + count; i++) {
                int from = Parts.start(i, pieces, len);
                compute.run(i, from, Parts.start(i + 1, pieces, len) - from);
            }
        });
    }

    /// One piece.
    private interface Piece {
        void run(int index, int from, int count);
    }

    private void reduce(Kernel<A, A> kernel, A x, int xOffset, A out, int outOffset, int outer, int len, int inner) {
        int pieces = pieces(outer, len, inner);
        if (pieces == 1) {
            rows(kernel, x, xOffset, out, outOffset, outer, len, 1, inner);
            return;
        }
        A parts = Parts.like(x, pieces * inner);
        for (int row = 0; row < outer; row++) {
            int at = xOffset + row * len * inner;
            each(
                    pieces,
                    len,
                    inner,
                    (i, from, count) -> kernel.run(x, at + from * inner, parts, i * inner, 1, count, inner));
            kernel.run(parts, 0, out, outOffset + row * inner, 1, pieces, inner);
        }
    }

    private void find(
            Kernel<A, long[]> kernel, A x, int xOffset, long[] out, int outOffset, int outer, int len, int inner) {
        int pieces = pieces(outer, len, inner);
        if (pieces == 1) {
            rows(kernel, x, xOffset, out, outOffset, outer, len, 1, inner);
            return;
        }
        A values = Parts.like(x, pieces * inner);
        long[] places = new long[pieces * inner];
        for (int row = 0; row < outer; row++) {
            int at = xOffset + row * len * inner;
            each(pieces, len, inner, (i, from, count) -> {
                kernel.run(x, at + from * inner, places, i * inner, 1, count, inner);
                for (int j = 0; j < inner; j++) {
                    places[i * inner + j] += from;
                    System.arraycopy(x, at + (int) places[i * inner + j] * inner + j, values, i * inner + j, 1);
                }
            });
            int to = outOffset + row * inner;
            kernel.run(values, 0, out, to, 1, pieces, inner);
            for (int j = 0; j < inner; j++) {
                out[to + j] = places[(int) out[to + j] * inner + j];
            }
        }
    }

    @Override
    public void sum(A x, int xOffset, A out, int outOffset, int outer, int len, int inner) {
        reduce(whole::sum, x, xOffset, out, outOffset, outer, len, inner);
    }

    /// In whole rows: pieces of a product may be too large, or too small, for a number.
    @Override
    public void prod(A x, int xOffset, A out, int outOffset, int outer, int len, int inner) {
        rows(whole::prod, x, xOffset, out, outOffset, outer, len, 1, inner);
    }

    @Override
    public void max(A x, int xOffset, A out, int outOffset, int outer, int len, int inner) {
        reduce(whole::max, x, xOffset, out, outOffset, outer, len, inner);
    }

    @Override
    public void min(A x, int xOffset, A out, int outOffset, int outer, int len, int inner) {
        reduce(whole::min, x, xOffset, out, outOffset, outer, len, inner);
    }

    @Override
    public void argmax(A x, int xOffset, long[] out, int outOffset, int outer, int len, int inner) {
        find(whole::argmax, x, xOffset, out, outOffset, outer, len, inner);
    }

    @Override
    public void argmin(A x, int xOffset, long[] out, int outOffset, int outer, int len, int inner) {
        find(whole::argmin, x, xOffset, out, outOffset, outer, len, inner);
    }

    @Override
    public void cumsum(A x, int xOffset, A out, int outOffset, int outer, int len, int inner) {
        rows(whole::cumsum, x, xOffset, out, outOffset, outer, len, len, inner);
    }

    @Override
    public void cumprod(A x, int xOffset, A out, int outOffset, int outer, int len, int inner) {
        rows(whole::cumprod, x, xOffset, out, outOffset, outer, len, len, inner);
    }
}
