package dev.autograd.kernel.vector;

import dev.autograd.kernel.Softmax;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

final class FloatVectorSoftmax implements Softmax<float[]> {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    @Override
    public void softmax(float[] x, int xOffset, float[] y, int yOffset, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            int from = xOffset + row * n;
            int to = yOffset + row * n;
            float sum = FloatRows.storeExp(FloatRows.max(1, x, from, n), x, from, y, to, n);
            scale(1 / sum, y, to, n);
        }
    }

    @Override
    public void softmaxBackward(
            float[] y, int yOffset, float[] g, int gOffset, float[] dx, int dxOffset, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            int at = row * n;
            float dot = FloatDots.dot(y, yOffset + at, g, gOffset + at, n);
            scaleDifference(dot, y, yOffset + at, g, gOffset + at, dx, dxOffset + at, n);
        }
    }

    @Override
    public void logSoftmax(float[] x, int xOffset, float[] y, int yOffset, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            int from = xOffset + row * n;
            float max = FloatRows.max(1, x, from, n);
            float logSum = (float) Math.log(FloatRows.sumOfExp(max, x, from, n));
            subtract(max, logSum, x, from, y, yOffset + row * n, n);
        }
    }

    @Override
    public void logSoftmaxBackward(
            float[] y, int yOffset, float[] g, int gOffset, float[] dx, int dxOffset, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            int at = row * n;
            float sum = (float) FloatRows.sum(g, gOffset + at, n);
            FloatRows.subtractScaledExp(sum, y, yOffset + at, g, gOffset + at, dx, dxOffset + at, n);
        }
    }

    @Override
    public void logSumExp(float[] x, int xOffset, float[] out, int outOffset, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            int from = xOffset + row * n;
            float max = FloatRows.max(1, x, from, n);
            // An infinite maximum is the result; to subtract it would make inf - inf.
            out[outOffset + row] =
                    Float.isInfinite(max) ? max : (float) Math.log(FloatRows.sumOfExp(max, x, from, n)) + max;
        }
    }

    private static void scale(float factor, float[] y, int from, int n) {
        int whole = FloatRows.wholeVectors(Readiness.FLOAT_EXPONENTIALS, n);
        int i = 0;
        for (; i < whole; i += L) {
            FloatVector.fromArray(S, y, from + i).mul(factor).intoArray(y, from + i);
        }
        for (; i < n; i++) {
            y[from + i] *= factor;
        }
    }

    /// `y = x - max - logSum`.
    private static void subtract(float max, float logSum, float[] x, int xFrom, float[] y, int yFrom, int n) {
        int whole = FloatRows.wholeVectors(Readiness.FLOAT_EXPONENTIAL_SUMS, n);
        int i = 0;
        for (; i < whole; i += L) {
            FloatVector.fromArray(S, x, xFrom + i).sub(max).sub(logSum).intoArray(y, yFrom + i);
        }
        for (; i < n; i++) {
            y[yFrom + i] = x[xFrom + i] - max - logSum;
        }
    }

    /// `dx = y * (g - dot)`.
    private static void scaleDifference(
            float dot, float[] y, int yFrom, float[] g, int gFrom, float[] dx, int dxFrom, int n) {
        int whole = FloatRows.wholeVectors(Readiness.FLOAT_DOTS, n);
        int i = 0;
        for (; i < whole; i += L) {
            FloatVector difference = FloatVector.fromArray(S, g, gFrom + i).sub(dot);
            FloatVector.fromArray(S, y, yFrom + i).mul(difference).intoArray(dx, dxFrom + i);
        }
        for (; i < n; i++) {
            dx[dxFrom + i] = y[yFrom + i] * (g[gFrom + i] - dot);
        }
    }
}
