package dev.autograd.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Kernels that take exponentials of one run of adjacent elements, none of which is above 88. The last, partial vector
/// is masked, since `Math.exp` for its elements would cost more than the whole run of a short row.
final class FloatExponentials {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private FloatExponentials() {}

    /// `sum(exp(x - shift))`.
    static float sum(float shift, float[] x, int from, int n) {
        FloatVector sum = FloatVector.zero(S);
        int i = 0;
        for (; i <= n - L; i += L) {
            sum = sum.add(FloatExp.exp(FloatVector.fromArray(S, x, from + i).sub(shift)));
        }
        if (i < n) {
            VectorMask<Float> rest = S.indexInRange(i, n);
            FloatVector e =
                    FloatExp.exp(FloatVector.fromArray(S, x, from + i, rest).sub(shift));
            sum = sum.add(e, rest);
        }
        return FloatFold.sum(sum);
    }

    /// `y = exp(x - shift)`; returns the sum of `y`.
    static float store(float shift, float[] x, int xFrom, float[] y, int yFrom, int n) {
        FloatVector sum = FloatVector.zero(S);
        int i = 0;
        for (; i <= n - L; i += L) {
            FloatVector e = FloatExp.exp(FloatVector.fromArray(S, x, xFrom + i).sub(shift));
            e.intoArray(y, yFrom + i);
            sum = sum.add(e);
        }
        if (i < n) {
            VectorMask<Float> rest = S.indexInRange(i, n);
            FloatVector e =
                    FloatExp.exp(FloatVector.fromArray(S, x, xFrom + i, rest).sub(shift));
            e.intoArray(y, yFrom + i, rest);
            sum = sum.add(e, rest);
        }
        return FloatFold.sum(sum);
    }

    /// `y = exp(x - max - logSum) * scale`. Two subtractions, because their sum may have lost the digits of
    /// `logSum`.
    static void storeScaled(float max, float logSum, float scale, float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xFrom + i).sub(max).sub(logSum);
            FloatExp.exp(v).mul(scale).intoArray(y, yFrom + i);
        }
        if (i < n) {
            VectorMask<Float> rest = S.indexInRange(i, n);
            FloatVector v =
                    FloatVector.fromArray(S, x, xFrom + i, rest).sub(max).sub(logSum);
            FloatExp.exp(v).mul(scale).intoArray(y, yFrom + i, rest);
        }
    }

    /// `dx = g - exp(y) * sum`.
    static void subtractScaled(float sum, float[] y, int yFrom, float[] g, int gFrom, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            FloatVector e = FloatExp.exp(FloatVector.fromArray(S, y, yFrom + i));
            FloatVector.fromArray(S, g, gFrom + i).sub(e.mul(sum)).intoArray(dx, dxFrom + i);
        }
        if (i < n) {
            VectorMask<Float> rest = S.indexInRange(i, n);
            FloatVector e = FloatExp.exp(FloatVector.fromArray(S, y, yFrom + i, rest));
            FloatVector.fromArray(S, g, gFrom + i, rest).sub(e.mul(sum)).intoArray(dx, dxFrom + i, rest);
        }
    }
}
