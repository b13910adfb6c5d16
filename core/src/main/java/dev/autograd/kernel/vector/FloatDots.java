package dev.autograd.kernel.vector;

import dev.autograd.kernel.Interruption;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// Dot products, and with them products of a few rows with a transposed matrix, whose columns lie along memory: one
/// dot product per element. For more rows it is cheaper to transpose.
final class FloatDots {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private FloatDots() {}

    /// Whether both operands lie along `K`, and there are too few rows or columns to fill a register tile.
    static boolean suits(int M, int N, int K, int aCol, int bRow) {
        return aCol == 1 && bRow == 1 && K >= 2 * L && (M <= 2 || N == 1);
    }

    static void multiply(
            int M,
            int N,
            int K,
            float[] a,
            int aOffset,
            int aRow,
            float[] b,
            int bOffset,
            int bCol,
            float @Nullable [] init,
            int initOffset,
            int initRow,
            float[] c,
            int cOffset,
            int cRow) {
        long multiplications = (long) M * N * K;
        for (int m = 0; m < M; m++) {
            for (int n = 0; n < N; n++) {
                Interruption.check(multiplications);
                float start = init == null ? 0 : init[initOffset + m * initRow + n];
                c[cOffset + m * cRow + n] = start + dot(a, aOffset + m * aRow, b, bOffset + n * bCol, K);
            }
        }
    }

    /// `sum(x * y)`.
    static float dot(float[] x, int xFrom, float[] y, int yFrom, int n) {
        return n < L || !Readiness.FLOAT_DOTS.of(n) ? loop(x, xFrom, y, yFrom, n) : vectors(x, xFrom, y, yFrom, n);
    }

    static float vectors(float[] x, int xFrom, float[] y, int yFrom, int n) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (; i <= n - 4 * L; i += 4 * L) {
            s0 = FloatVector.fromArray(S, x, xFrom + i).fma(FloatVector.fromArray(S, y, yFrom + i), s0);
            s1 = FloatVector.fromArray(S, x, xFrom + i + L).fma(FloatVector.fromArray(S, y, yFrom + i + L), s1);
            s2 = FloatVector.fromArray(S, x, xFrom + i + 2 * L).fma(FloatVector.fromArray(S, y, yFrom + i + 2 * L), s2);
            s3 = FloatVector.fromArray(S, x, xFrom + i + 3 * L).fma(FloatVector.fromArray(S, y, yFrom + i + 3 * L), s3);
        }
        for (; i <= n - L; i += L) {
            s0 = FloatVector.fromArray(S, x, xFrom + i).fma(FloatVector.fromArray(S, y, yFrom + i), s0);
        }
        float sum = FloatFold.sum(s0.add(s1).add(s2.add(s3)));
        for (; i < n; i++) {
            sum += x[xFrom + i] * y[yFrom + i];
        }
        return sum;
    }

    private static float loop(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        float sum = 0;
        if (n >= L) {
            float[] s = new float[4 * L];
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
            sum = FloatFold.sumOfFour(s);
        }
        for (; i < n; i++) {
            sum += x[xFrom + i] * y[yFrom + i];
        }
        return sum;
    }
}
