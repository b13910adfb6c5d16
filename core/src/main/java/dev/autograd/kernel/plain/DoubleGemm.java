package dev.autograd.kernel.plain;

import dev.autograd.kernel.Gemm;
import dev.autograd.kernel.Interruption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Matrix product that adds up scaled rows of `B`, four at a time: each element of `C` adds its products in order, and
/// rounds once for each, so that the bits are those of any other way to go through the matrices in that order.
final class DoubleGemm implements Gemm<double[]> {
    /// Steps along `K` in one go.
    private static final int DEPTH = 1024;

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
        double[] sums = new double[N];
        // Copying B's rows pays only when several rows of A use them, and when the rows are long enough to vectorise.
        double @Nullable [][] rows = M > 2 && N >= 8 ? new double[Math.min(K, DEPTH)][N] : null;
        long multiplications = (long) M * N * K;
        int k = 0;
        do {
            int depth = Math.min(DEPTH, K - k);
            int bStart = bOffset + k * bRow;
            if (rows != null) {
                copyRows(depth, N, b, bStart, bRow, bCol, rows);
            }
            for (int m = 0; m < M; m++) {
                Interruption.check(multiplications);
                int to = cOffset + m * cRow;
                if (k > 0) {
                    System.arraycopy(c, to, sums, 0, N);
                } else if (init == null) {
                    Arrays.fill(sums, 0);
                } else {
                    System.arraycopy(init, initOffset + m * initRow, sums, 0, N);
                }
                int aStart = aOffset + m * aRow + k * aCol;
                if (rows != null) {
                    addRows(sums, depth, a, aStart, aCol, rows);
                } else if (N < 8) {
                    addDots(sums, depth, a, aStart, aCol, b, bStart, bRow, bCol);
                } else {
                    addStrided(sums, depth, a, aStart, aCol, b, bStart, bRow, bCol);
                }
                System.arraycopy(sums, 0, c, to, N);
            }
            k += depth;
        } while (k < K);
    }

    /// Rows of `B` as arrays of their own, so that C2 sees every operand start at index 0.
    private static void copyRows(int depth, int N, double[] b, int bOffset, int bRow, int bCol, double[][] rows) {
        for (int k = 0; k < depth; k++) {
            int from = bOffset + k * bRow;
            if (bCol == 1) {
                System.arraycopy(b, from, rows[k], 0, N);
            } else {
                double[] row = rows[k];
                for (int n = 0; n < N; n++) {
                    row[n] = b[from + n * bCol];
                }
            }
        }
    }

    private static void addRows(double[] sums, int K, double[] a, int aStart, int aCol, double[][] rows) {
        int k = 0;
        for (; k + 3 < K; k += 4) {
            int i = aStart + k * aCol;
            addFour(
                    sums,
                    a[i],
                    rows[k],
                    a[i + aCol],
                    rows[k + 1],
                    a[i + 2 * aCol],
                    rows[k + 2],
                    a[i + 3 * aCol],
                    rows[k + 3]);
        }
        for (; k < K; k++) {
            addOne(sums, a[aStart + k * aCol], rows[k]);
        }
    }

    private static void addFour(
            double[] sums,
            double s0,
            double[] r0,
            double s1,
            double[] r1,
            double s2,
            double[] r2,
            double s3,
            double[] r3) {
        for (int n = 0; n < sums.length; n++) {
            sums[n] = Math.fma(s3, r3[n], Math.fma(s2, r2[n], Math.fma(s1, r1[n], Math.fma(s0, r0[n], sums[n]))));
        }
    }

    private static void addOne(double[] sums, double scale, double[] row) {
        for (int n = 0; n < sums.length; n++) {
            sums[n] = Math.fma(scale, row[n], sums[n]);
        }
    }

    private static void addStrided(
            double[] sums, int K, double[] a, int aStart, int aCol, double[] b, int bOffset, int bRow, int bCol) {
        for (int k = 0; k < K; k++) {
            double scale = a[aStart + k * aCol];
            int from = bOffset + k * bRow;
            for (int n = 0; n < sums.length; n++) {
                sums[n] = Math.fma(scale, b[from + n * bCol], sums[n]);
            }
        }
    }

    /// Four columns at a time, because a sum waits for its own previous product.
    private static void addDots(
            double[] sums, int K, double[] a, int aStart, int aCol, double[] b, int bOffset, int bRow, int bCol) {
        int n = 0;
        for (; n + 3 < sums.length; n += 4) {
            double s0 = sums[n];
            double s1 = sums[n + 1];
            double s2 = sums[n + 2];
            double s3 = sums[n + 3];
            int from = bOffset + n * bCol;
            for (int k = 0; k < K; k++) {
                double scale = a[aStart + k * aCol];
                int at = from + k * bRow;
                s0 = Math.fma(scale, b[at], s0);
                s1 = Math.fma(scale, b[at + bCol], s1);
                s2 = Math.fma(scale, b[at + 2 * bCol], s2);
                s3 = Math.fma(scale, b[at + 3 * bCol], s3);
            }
            sums[n] = s0;
            sums[n + 1] = s1;
            sums[n + 2] = s2;
            sums[n + 3] = s3;
        }
        for (; n < sums.length; n++) {
            double sum = sums[n];
            for (int k = 0; k < K; k++) {
                sum = Math.fma(a[aStart + k * aCol], b[bOffset + n * bCol + k * bRow], sum);
            }
            sums[n] = sum;
        }
    }
}
