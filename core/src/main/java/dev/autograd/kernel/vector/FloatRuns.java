package dev.autograd.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Sums and extremes of one run of adjacent elements.
final class FloatRuns {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    /// Elements summed in `float` before the sum moves on to `double`: 64 roundings in each lane of four sums.
    static final int BLOCK = 256 * L;

    private FloatRuns() {}

    static double sum(float[] x, int from, int n) {
        double sum = 0;
        for (int i = 0; i < n; i += BLOCK) {
            sum += blockSum(x, from + i, Math.min(BLOCK, n - i));
        }
        return sum;
    }

    private static float blockSum(float[] x, int from, int n) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (; i <= n - 4 * L; i += 4 * L) {
            s0 = s0.add(FloatVector.fromArray(S, x, from + i));
            s1 = s1.add(FloatVector.fromArray(S, x, from + i + L));
            s2 = s2.add(FloatVector.fromArray(S, x, from + i + 2 * L));
            s3 = s3.add(FloatVector.fromArray(S, x, from + i + 3 * L));
        }
        for (; i <= n - L; i += L) {
            s0 = s0.add(FloatVector.fromArray(S, x, from + i));
        }
        float sum = FloatFold.sum(s0.add(s1).add(s2.add(s3)));
        for (; i < n; i++) {
            sum += x[from + i];
        }
        return sum;
    }

    /// The largest of `sign * x`, for a sign of 1 or -1; NaN if there is one, `-inf` if `n` is 0.
    static float max(float sign, float[] x, int from, int n) {
        FloatVector m0 = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        FloatVector m1 = m0;
        FloatVector m2 = m0;
        FloatVector m3 = m0;
        int i = 0;
        for (; i <= n - 4 * L; i += 4 * L) {
            m0 = m0.max(FloatVector.fromArray(S, x, from + i).mul(sign));
            m1 = m1.max(FloatVector.fromArray(S, x, from + i + L).mul(sign));
            m2 = m2.max(FloatVector.fromArray(S, x, from + i + 2 * L).mul(sign));
            m3 = m3.max(FloatVector.fromArray(S, x, from + i + 3 * L).mul(sign));
        }
        for (; i <= n - L; i += L) {
            m0 = m0.max(FloatVector.fromArray(S, x, from + i).mul(sign));
        }
        float max = m0.max(m1).max(m2.max(m3)).reduceLanes(VectorOperators.MAX);
        for (; i < n; i++) {
            max = Math.max(max, sign * x[from + i]);
        }
        return max;
    }

    /// The position of the first element equal to `value`, or of the first NaN if `value` is NaN; `n` if there is
    /// none.
    static int find(float value, float[] x, int from, int n) {
        boolean nan = Float.isNaN(value);
        int i = 0;
        for (; i <= n - L; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, from + i);
            VectorMask<Float> found = nan ? v.test(VectorOperators.IS_NAN) : v.compare(VectorOperators.EQ, value);
            if (found.anyTrue()) {
                return i + found.firstTrue();
            }
        }
        for (; i < n; i++) {
            if (nan ? Float.isNaN(x[from + i]) : x[from + i] == value) {
                return i;
            }
        }
        return n;
    }

    /// `sum((x - center)^2)`.
    static float squares(float center, float[] x, int from, int n) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (; i <= n - 4 * L; i += 4 * L) {
            FloatVector d0 = FloatVector.fromArray(S, x, from + i).sub(center);
            FloatVector d1 = FloatVector.fromArray(S, x, from + i + L).sub(center);
            FloatVector d2 = FloatVector.fromArray(S, x, from + i + 2 * L).sub(center);
            FloatVector d3 = FloatVector.fromArray(S, x, from + i + 3 * L).sub(center);
            s0 = d0.fma(d0, s0);
            s1 = d1.fma(d1, s1);
            s2 = d2.fma(d2, s2);
            s3 = d3.fma(d3, s3);
        }
        for (; i <= n - L; i += L) {
            FloatVector d0 = FloatVector.fromArray(S, x, from + i).sub(center);
            s0 = d0.fma(d0, s0);
        }
        float sum = FloatFold.sum(s0.add(s1).add(s2.add(s3)));
        for (; i < n; i++) {
            float d = x[from + i] - center;
            sum += d * d;
        }
        return sum;
    }

    /// Adds `sum(x - shift)` and `sum((x - shift)^2)` to the two sums.
    static void moments(float shift, float[] x, int from, int n, double[] sums) {
        for (int i = 0; i < n; i += BLOCK) {
            blockMoments(shift, x, from + i, Math.min(BLOCK, n - i), sums);
        }
    }

    private static void blockMoments(float shift, float[] x, int from, int n, double[] sums) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector q0 = s0;
        FloatVector q1 = s0;
        FloatVector q2 = s0;
        FloatVector q3 = s0;
        int i = 0;
        for (; i <= n - 4 * L; i += 4 * L) {
            FloatVector d0 = FloatVector.fromArray(S, x, from + i).sub(shift);
            FloatVector d1 = FloatVector.fromArray(S, x, from + i + L).sub(shift);
            FloatVector d2 = FloatVector.fromArray(S, x, from + i + 2 * L).sub(shift);
            FloatVector d3 = FloatVector.fromArray(S, x, from + i + 3 * L).sub(shift);
            s0 = s0.add(d0);
            s1 = s1.add(d1);
            s2 = s2.add(d2);
            s3 = s3.add(d3);
            q0 = d0.fma(d0, q0);
            q1 = d1.fma(d1, q1);
            q2 = d2.fma(d2, q2);
            q3 = d3.fma(d3, q3);
        }
        for (; i <= n - L; i += L) {
            FloatVector d = FloatVector.fromArray(S, x, from + i).sub(shift);
            s0 = s0.add(d);
            q0 = d.fma(d, q0);
        }
        float sum = FloatFold.sum(s0.add(s1).add(s2.add(s3)));
        float squares = FloatFold.sum(q0.add(q1).add(q2.add(q3)));
        for (; i < n; i++) {
            float d = x[from + i] - shift;
            sum += d;
            squares += d * d;
        }
        sums[0] += sum;
        sums[1] += squares;
    }
}
