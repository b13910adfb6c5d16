package dev.autograd.kernel.plain;

import dev.autograd.kernel.Softmax;

final class FloatSoftmax implements Softmax<float[]> {
    @Override
    public void softmax(float[] x, int xOffset, float[] y, int yOffset, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            int from = xOffset + row * n;
            int to = yOffset + row * n;
            float max = max(x, from, n);
            double sum = 0;
            for (int j = 0; j < n; j++) {
                float e = (float) Math.exp(x[from + j] - max);
                y[to + j] = e;
                sum += e;
            }
            float scale = (float) (1 / sum);
            for (int j = 0; j < n; j++) {
                y[to + j] *= scale;
            }
        }
    }

    @Override
    public void softmaxBackward(
            float[] y, int yOffset, float[] g, int gOffset, float[] dx, int dxOffset, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            int at = yOffset + row * n;
            int from = gOffset + row * n;
            double dot = 0;
            for (int j = 0; j < n; j++) {
                dot += y[at + j] * g[from + j];
            }
            float mean = (float) dot;
            for (int j = 0; j < n; j++) {
                dx[dxOffset + row * n + j] = y[at + j] * (g[from + j] - mean);
            }
        }
    }

    @Override
    public void logSoftmax(float[] x, int xOffset, float[] y, int yOffset, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            int from = xOffset + row * n;
            float max = max(x, from, n);
            float logSum = (float) Math.log(sumExp(x, from, max, n));
            for (int j = 0; j < n; j++) {
                y[yOffset + row * n + j] = x[from + j] - max - logSum;
            }
        }
    }

    @Override
    public void logSoftmaxBackward(
            float[] y, int yOffset, float[] g, int gOffset, float[] dx, int dxOffset, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            int from = gOffset + row * n;
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += g[from + j];
            }
            for (int j = 0; j < n; j++) {
                dx[dxOffset + row * n + j] = (float) (g[from + j] - Math.exp(y[yOffset + row * n + j]) * sum);
            }
        }
    }

    @Override
    public void logSumExp(float[] x, int xOffset, float[] out, int outOffset, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            int from = xOffset + row * n;
            float max = max(x, from, n);
            // An infinite shift would make inf - inf: unshifted, infinities come out right.
            float shift = Float.isInfinite(max) ? 0 : max;
            out[outOffset + row] = (float) (Math.log(sumExp(x, from, shift, n)) + shift);
        }
    }

    static float max(float[] x, int from, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < n; j++) {
            max = Math.max(max, x[from + j]);
        }
        return max;
    }

    static double sumExp(float[] x, int from, float shift, int n) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += Math.exp(x[from + j] - shift);
        }
        return sum;
    }
}
