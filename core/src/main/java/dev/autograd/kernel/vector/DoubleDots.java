package dev.autograd.kernel.vector;

import dev.autograd.kernel.Interruption;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// Dot products, and with them products of a few rows with a transposed matrix, whose columns lie along memory: one
/// dot product per element. For more rows it is cheaper to transpose.
final class DoubleDots {
    private static final VectorSpecies<Double> S = Lanes.DOUBLE;
    private static final int L = S.length();

    private DoubleDots() {}

    /// Whether both operands lie along `K`, and there are too few rows or columns to fill a register tile.
    static boolean suits(int M, int N, int K, int aCol, int bRow) {
        return aCol == 1 && bRow == 1 && K >= 2 * L && (M <= 2 || N == 1);
    }

    static void multiply(
            int M,
            int N,
            int K,
            double[] a,
            int aOffset,
            int aRow,
            double[] b,
            int bOffset,
            int bCol,
            double @Nullable [] init,
            int initOffset,
            int initRow,
            double[] c,
            int cOffset,
            int cRow) {
        long multiplications = (long) M * N * K;
        for (int m = 0; m < M; m++) {
            for (int n = 0; n < N; n++) {
                Interruption.check(multiplications);
                double start = init == null ? 0 : init[initOffset + m * initRow + n];
                c[cOffset + m * cRow + n] = start + dot(a, aOffset + m * aRow, b, bOffset + n * bCol, K);
            }
        }
    }

    /// `sum(x * y)`.
    static double dot(double[] x, int xFrom, double[] y, int yFrom, int n) {
        return n < L || !Readiness.DOUBLE_DOTS.of(n) ? loop(x, xFrom, y, yFrom, n) : vectors(x, xFrom, y, yFrom, n);
    }

    static double vectors(double[] x, int xFrom, double[] y, int yFrom, int n) {
        DoubleVector s0 = DoubleVector.zero(S);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        int i = 0;
        for (; i <= n - 4 * L; i += 4 * L) {
            s0 = DoubleVector.fromArray(S, x, xFrom + i).fma(DoubleVector.fromArray(S, y, yFrom + i), s0);
            s1 = DoubleVector.fromArray(S, x, xFrom + i + L).fma(DoubleVector.fromArray(S, y, yFrom + i + L), s1);
            s2 = DoubleVector.fromArray(S, x, xFrom + i + 2 * L)
                    .fma(DoubleVector.fromArray(S, y, yFrom + i + 2 * L), s2);
            s3 = DoubleVector.fromArray(S, x, xFrom + i + 3 * L)
                    .fma(DoubleVector.fromArray(S, y, yFrom + i + 3 * L), s3);
        }
        for (; i <= n - L; i += L) {
            s0 = DoubleVector.fromArray(S, x, xFrom + i).fma(DoubleVector.fromArray(S, y, yFrom + i), s0);
        }
        double sum = DoubleFold.sum(s0.add(s1).add(s2.add(s3)));
        for (; i < n; i++) {
            sum += x[xFrom + i] * y[yFrom + i];
        }
        return sum;
    }

    private static double loop(double[] x, int xFrom, double[] y, int yFrom, int n) {
        int i = 0;
        double sum = 0;
        if (n >= L) {
            double[] s = new double[4 * L];
            for (; i <= n - 4 * L; i += 4 * L) {
                for (int j = 0; j < 4 * L; j++) {
                    s[j] = Math.fma(x[xFrom + i + j], y[yFrom + i + j], s[j]);
                }
            }
            for (; i <= n - L; i += L) {
                for (int j = 0; j < L; j++) {
                    s[j] = Math.fma(x[xFrom + i + j], y[yFrom + i + j], s[j]);
                }
            }
            sum = DoubleFold.sumOfFour(s);
        }
        for (; i < n; i++) {
            sum += x[xFrom + i] * y[yFrom + i];
        }
        return sum;
    }
}
