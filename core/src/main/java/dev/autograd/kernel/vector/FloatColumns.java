package dev.autograd.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Sums and extremes down the columns of a contiguous matrix.
final class FloatColumns {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    /// Rows summed in `float` before the sums move on to `double`.
    private static final int BLOCK = 64;

    private FloatColumns() {}

    /// `out[j] = sum over i of x[i * columns + j]`.
    static void sum(float[] x, int from, float[] out, int to, int rows, int columns) {
        if (rows <= BLOCK) {
            blockSum(x, from, out, to, rows, columns);
            return;
        }
        float[] part = new float[columns];
        double[] total = new double[columns];
        for (int i = 0; i < rows; i += BLOCK) {
            blockSum(x, from + i * columns, part, 0, Math.min(BLOCK, rows - i), columns);
            for (int j = 0; j < columns; j++) {
                total[j] += part[j];
            }
        }
        for (int j = 0; j < columns; j++) {
            out[to + j] = (float) total[j];
        }
    }

    private static void blockSum(float[] x, int from, float[] out, int to, int rows, int columns) {
        if (Readiness.FLOAT_COLUMNS.of((long) rows * columns)) {
            vectorSums(x, from, out, to, rows, columns);
        } else {
            FloatLanes.columnSums(x, from, out, to, rows, columns);
        }
    }

    static void vectorSums(float[] x, int from, float[] out, int to, int rows, int columns) {
        int j = 0;
        for (; j <= columns - 4 * L; j += 4 * L) {
            sumWide(x, from + j, out, to + j, rows, columns);
        }
        for (; j <= columns - L; j += L) {
            sumNarrow(x, from + j, out, to + j, rows, columns);
        }
        for (; j < columns; j++) {
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                sum += x[from + i * columns + j];
            }
            out[to + j] = (float) sum;
        }
    }

    private static void sumWide(float[] x, int from, float[] out, int to, int rows, int step) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int at = from;
        for (int i = 0; i < rows; i++) {
            s0 = s0.add(FloatVector.fromArray(S, x, at));
            s1 = s1.add(FloatVector.fromArray(S, x, at + L));
            s2 = s2.add(FloatVector.fromArray(S, x, at + 2 * L));
            s3 = s3.add(FloatVector.fromArray(S, x, at + 3 * L));
            at += step;
        }
        s0.intoArray(out, to);
        s1.intoArray(out, to + L);
        s2.intoArray(out, to + 2 * L);
        s3.intoArray(out, to + 3 * L);
    }

    private static void sumNarrow(float[] x, int from, float[] out, int to, int rows, int step) {
        FloatVector sum = FloatVector.zero(S);
        for (int i = 0; i < rows; i++) {
            sum = sum.add(FloatVector.fromArray(S, x, from + i * step));
        }
        sum.intoArray(out, to);
    }

    /// `out[j] = sign * max over i of sign * x[i * columns + j]`, for at least one row.
    static void max(float sign, float[] x, int from, float[] out, int to, int rows, int columns) {
        if (Readiness.FLOAT_COLUMNS.of((long) rows * columns)) {
            vectorMaxima(sign, x, from, out, to, rows, columns);
        } else {
            FloatLanes.columnMaxima(sign, x, from, out, to, rows, columns);
        }
    }

    static void vectorMaxima(float sign, float[] x, int from, float[] out, int to, int rows, int columns) {
        int j = 0;
        for (; j <= columns - L; j += L) {
            maxNarrow(sign, x, from + j, out, to + j, rows, columns);
        }
        for (; j < columns; j++) {
            float max = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < rows; i++) {
                max = Math.max(max, sign * x[from + i * columns + j]);
            }
            out[to + j] = sign * max;
        }
    }

    private static void maxNarrow(float sign, float[] x, int from, float[] out, int to, int rows, int step) {
        FloatVector max = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < rows; i++) {
            max = max.max(FloatVector.fromArray(S, x, from + i * step).mul(sign));
        }
        max.mul(sign).intoArray(out, to);
    }
}
