package dev.autograd.kernel.parallel;

import dev.autograd.kernel.Gemm;
import dev.autograd.kernel.Interruption;
import org.jspecify.annotations.Nullable;

/// A product by blocks of columns of `C`, each with all rows, or where there are few columns by blocks of rows. Each
/// element is the same sum in the same order in every block.
///
/// @param <A> the array type, `float[]` or `double[]`
final class ParallelGemm<A> implements Gemm<A> {
    /// Multiplications from which several threads pay.
    private static final long LEAST = 1L << 22;

    /// Columns of the narrowest block: a multiple of the width of all tiles.
    private static final int COLUMNS = 64;

    /// Rows of the lowest block: a multiple of the height of all tiles.
    private static final int ROWS = 48;

    private final Gemm<A> whole;
    private final Workers workers;

    ParallelGemm(Gemm<A> whole, Workers workers) {
        this.whole = whole;
        this.workers = workers;
    }

    @Override
    public void gemm(
            int M,
            int N,
            int K,
            A a,
            int aOffset,
            int aRow,
            int aCol,
            A b,
            int bOffset,
            int bRow,
            int bCol,
            @Nullable A init,
            int initOffset,
            int initRow,
            A c,
            int cOffset,
            int cRow) {
        Interruption.check((long) M * N * K);
        boolean worth = (long) M * N * K >= LEAST;
        if (!worth || !workers.areSeveral()) { // small products are many: nothing is made for them here
            whole.gemm(
                    M,
                    N,
                    K,
                    a,
                    aOffset,
                    aRow,
                    aCol,
                    b,
                    bOffset,
                    bRow,
                    bCol,
                    init,
                    initOffset,
                    initRow,
                    c,
                    cOffset,
                    cRow);
        } else if (N >= 4 * COLUMNS) {
            workers.cut(N, COLUMNS, true, (n, count) -> {
                Interruption.check((long) M * N * K);
                whole.gemm(
                        M,
                        count,
                        K,
                        a,
                        aOffset,
                        aRow,
                        aCol,
                        b,
                        bOffset + n * bCol,
                        bRow,
                        bCol,
                        init,
                        initOffset + n,
                        initRow,
                        c,
                        cOffset + n,
                        cRow);
            });
        } else {
            workers.cut(M, ROWS, true, (m, count) -> {
                Interruption.check((long) M * N * K);
                whole.gemm(
                        count,
                        N,
                        K,
                        a,
                        aOffset + m * aRow,
                        aRow,
                        aCol,
                        b,
                        bOffset,
                        bRow,
                        bCol,
                        init,
                        initOffset + m * initRow,
                        initRow,
                        c,
                        cOffset + m * cRow,
                        cRow);
            });
        }
    }
}
