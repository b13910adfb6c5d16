package dev.autograd.kernel.vector;

import dev.autograd.kernel.Gemm;
import dev.autograd.kernel.Interruption;
import dev.autograd.kernel.vector.Scratch.Slot;
import org.jspecify.annotations.Nullable;

/// Matrix product by register tiles: those of [DoublePanels] where the CPU has 16 vector registers, and those of
/// [DoubleTiles] where it has more. For these, `B` is walked in strips as wide as a tile and `A` is read where it lies.
///
/// `B` is copied only when its columns are not adjacent, or when it is so large that its rows, a power of two apart,
/// would evict each other from the first-level cache.
final class DoubleVectorGemm implements Gemm<double[]> {
    private static final int L = DoubleTiles.L;
    private static final int WIDTH = DoubleTiles.WIDTH;

    /// Steps along `K` in one go: a strip of `B` this long stays in the second-level cache beside `A`.
    private static final int DEPTH = 512;

    /// Rows of `A` in one go: some thousand elements of each stay in the third-level cache while `B` meets them.
    private static final int HEIGHT = 1024;

    /// Elements of an operand from which copying it pays (measured).
    private static final int LARGE = 1 << 15;

    private static final double[] ZEROS = new double[WIDTH];

    private final Gemm<double[]> loops;

    /// @param loops of the same bits: each element starts from `init` and adds the products in order, by `fma`
    DoubleVectorGemm(Gemm<double[]> loops) {
        this.loops = loops;
    }

    @Override
    public void gemm(
            int M,
            int N,
            int K,
            double[] a,
            int aOffset,
            int aRow,
            int aCol,
            double[] b,
            int bOffset,
            int bRow,
            int bCol,
            double @Nullable [] init,
            int initOffset,
            int initRow,
            double[] c,
            int cOffset,
            int cRow) {
        if (M == 0 || N == 0) {
            return;
        }
        if (DoubleDots.suits(M, N, K, aCol, bRow)) {
            DoubleDots.multiply(
                    M, N, K, a, aOffset, aRow, b, bOffset, bCol, init, initOffset, initRow, c, cOffset, cRow);
            return;
        }
        if (N == 1 && M > 1 && aRow == 1 && cRow == 1 && (init == null || initRow == 1)) {
            // A transposed matrix by a vector: as a row times that matrix, the vectors run along memory.
            gemm(1, M, K, b, bOffset, 0, bRow, a, aOffset, aCol, 1, init, initOffset, 0, c, cOffset, 0);
            return;
        }
        if (!Readiness.DOUBLE_PRODUCTS.of((long) M * N * K)) {
            loops.gemm(
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
            return;
        }
        if (M > HEIGHT) {
            byRows(
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
            return;
        }
        vectors(M, N, K, a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, init, initOffset, initRow, c, cOffset, cRow);
    }

    private static void byRows(
            int M,
            int N,
            int K,
            double[] a,
            int aOffset,
            int aRow,
            int aCol,
            double[] b,
            int bOffset,
            int bRow,
            int bCol,
            double @Nullable [] init,
            int initOffset,
            int initRow,
            double[] c,
            int cOffset,
            int cRow) {
        for (int m = 0; m < M; m += HEIGHT) {
            Interruption.check((long) M * N * K);
            vectors(
                    Math.min(HEIGHT, M - m),
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
        }
    }

    /// By tiles, compiled or not.
    static void vectors(
            int M,
            int N,
            int K,
            double[] a,
            int aOffset,
            int aRow,
            int aCol,
            double[] b,
            int bOffset,
            int bRow,
            int bCol,
            double @Nullable [] init,
            int initOffset,
            int initRow,
            double[] c,
            int cOffset,
            int cRow) {
        if (DoublePanels.suits(M)) {
            panels(
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
            return;
        }
        long multiplications = (long) M * N * K;
        boolean copyA = aCol != 1 && aRow == 1 && N > WIDTH && (long) M * K > LARGE;
        if (copyA) {
            a = rowsOf(M, K, a, aOffset, aCol, multiplications);
            aOffset = 0;
            aRow = K;
            aCol = 1;
        }
        boolean copyB = bCol != 1 || (M > 32 && N > WIDTH && (long) N * K > LARGE);
        for (int n = 0; n < N; n += WIDTH) {
            int columns = Math.min(WIDTH, N - n);
            int k = 0;
            do {
                Interruption.check(multiplications);
                int depth = Math.min(DEPTH, K - k);
                int aStart = aOffset + k * aCol;
                int bStart = bOffset + k * bRow + n * bCol;
                double[] from = k > 0 ? c : init;
                int fromOffset = (k > 0 ? cOffset : initOffset) + n;
                int fromRow = k > 0 ? cRow : initRow;
                if (from == null) {
                    from = ZEROS;
                    fromOffset = 0;
                    fromRow = 0;
                }
                if (copyB) {
                    double[] packed = pack(columns, depth, b, bStart, bRow, bCol);
                    strip(
                            M,
                            columns,
                            depth,
                            a,
                            aStart,
                            aRow,
                            aCol,
                            packed,
                            0,
                            WIDTH,
                            from,
                            fromOffset,
                            fromRow,
                            c,
                            cOffset + n,
                            cRow);
                } else {
                    strip(
                            M,
                            columns,
                            depth,
                            a,
                            aStart,
                            aRow,
                            aCol,
                            b,
                            bStart,
                            bRow,
                            from,
                            fromOffset,
                            fromRow,
                            c,
                            cOffset + n,
                            cRow);
                }
                k += depth;
            } while (k < K);
        }
    }

    /// A copy of rows of `A`, whose columns lie along memory, with the rows along memory.
    private static double[] rowsOf(int M, int K, double[] a, int aOffset, int aCol, long multiplications) {
        double[] rows = Scratch.doubles(Slot.PACKED_A, M * K);
        for (int k = 0; k < K; k += DEPTH) {
            Interruption.check(multiplications);
            DoublePack.transpose(Math.min(DEPTH, K - k), M, a, aOffset + k * aCol, aCol, rows, k, K);
        }
        return rows;
    }

    private static void panels(
            int M,
            int N,
            int K,
            double[] a,
            int aOffset,
            int aRow,
            int aCol,
            double[] b,
            int bOffset,
            int bRow,
            int bCol,
            double @Nullable [] init,
            int initOffset,
            int initRow,
            double[] c,
            int cOffset,
            int cRow) {
        if (aCol != 1) {
            if (aRow == 1) {
                a = rowsOf(M, K, a, aOffset, aCol, (long) M * N * K);
            } else {
                double[] rows = Scratch.doubles(Slot.PACKED_A, M * K);
                DoublePack.copyScalar(M, K, a, aOffset, aRow, aCol, rows, 0, K, 1);
                a = rows;
            }
            aOffset = 0;
            aRow = K;
        }
        if (init == null) {
            DoublePanels.multiply(M, N, K, a, aOffset, aRow, b, bOffset, bRow, bCol, ZEROS, 0, 0, 0, c, cOffset, cRow);
        } else {
            DoublePanels.multiply(
                    M, N, K, a, aOffset, aRow, b, bOffset, bRow, bCol, init, initOffset, initRow, 1, c, cOffset, cRow);
        }
    }

    /// The block `B[depth, columns]` with adjacent columns and rows `WIDTH` apart.
    private static double[] pack(int columns, int depth, double[] b, int bOffset, int bRow, int bCol) {
        double[] packed = Scratch.doubles(Slot.PACKED_B, depth * WIDTH);
        if (bCol == 1) {
            for (int k = 0; k < depth; k++) {
                System.arraycopy(b, bOffset + k * bRow, packed, k * WIDTH, columns);
            }
        } else if (bRow == 1) {
            DoublePack.transpose(columns, depth, b, bOffset, bCol, packed, 0, WIDTH);
        } else {
            DoublePack.copyScalar(depth, columns, b, bOffset, bRow, bCol, packed, 0, WIDTH, 1);
        }
        return packed;
    }

    private static void strip(
            int M,
            int columns,
            int K,
            double[] a,
            int aOffset,
            int aRow,
            int aCol,
            double[] b,
            int bOffset,
            int bRow,
            double[] init,
            int initOffset,
            int initRow,
            double[] c,
            int cOffset,
            int cRow) {
        if (DoubleTiles.WIDE && columns == WIDTH) {
            for (int m = 0; m < M; m += 4) {
                DoubleTiles.wide(
                        Math.min(4, M - m),
                        K,
                        a,
                        aOffset + m * aRow,
                        aRow,
                        aCol,
                        b,
                        bOffset,
                        bRow,
                        init,
                        initOffset + m * initRow,
                        initRow,
                        c,
                        cOffset + m * cRow,
                        cRow);
            }
            return;
        }
        int whole = columns - columns % L;
        for (int n = 0; n < whole; n += L) {
            int initStart = init == ZEROS ? 0 : initOffset + n;
            for (int m = 0; m < M; m += 8) {
                DoubleTiles.narrow(
                        Math.min(8, M - m),
                        K,
                        a,
                        aOffset + m * aRow,
                        aRow,
                        aCol,
                        b,
                        bOffset + n,
                        bRow,
                        init,
                        initStart + m * initRow,
                        initRow,
                        c,
                        cOffset + n + m * cRow,
                        cRow);
            }
        }
        if (whole < columns) {
            int initStart = init == ZEROS ? 0 : initOffset + whole;
            DoubleEdge.multiply(
                    M,
                    columns - whole,
                    K,
                    a,
                    aOffset,
                    aRow,
                    aCol,
                    b,
                    bOffset + whole,
                    bRow,
                    init,
                    initStart,
                    initRow,
                    c,
                    cOffset + whole,
                    cRow);
        }
    }
}
