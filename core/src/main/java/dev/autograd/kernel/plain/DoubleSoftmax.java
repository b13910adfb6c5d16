package dev.autograd.kernel.plain;

import dev.autograd.kernel.Softmax;

final class DoubleSoftmax implements Softmax<double[]> {
    @Override
    public void softmax(double[] x, int xOffset, double[] y, int yOffset, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            int from = xOffset + row * n;
            int to = yOffset + row * n;
            double max = max(x, from, n);
            double sum = 0;
            for (int j = 0; j < n; j++) {
                double e = Math.exp(x[from + j] - max);
                y[to + j] = e;
                sum += e;
            }
            double scale = (1 / sum);
            for (int j = 0; j < n; j++) {
                y[to + j] *= scale;
            }
        }
    }

    @Override
    public void softmaxBackward(
            double[] y, int yOffset, double[] g, int gOffset, double[] dx, int dxOffset, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            int at = yOffset + row * n;
            int from = gOffset + row * n;
            double dot = 0;
            for (int j = 0; j < n; j++) {
                dot += y[at + j] * g[from + j];
            }
            double mean = dot;
            for (int j = 0; j < n; j++) {
                dx[dxOffset + row * n + j] = y[at + j] * (g[from + j] - mean);
            }
        }
    }

    @Override
    public void logSoftmax(double[] x, int xOffset, double[] y, int yOffset, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            int from = xOffset + row * n;
            double max = max(x, from, n);
            double logSum = Math.log(sumExp(x, from, max, n));
            for (int j = 0; j < n; j++) {
                y[yOffset + row * n + j] = x[from + j] - max - logSum;
            }
        }
    }

    @Override
    public void logSoftmaxBackward(
            double[] y, int yOffset, double[] g, int gOffset, double[] dx, int dxOffset, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            int from = gOffset + row * n;
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += g[from + j];
            }
            for (int j = 0; j < n; j++) {
                dx[dxOffset + row * n + j] = (g[from + j] - Math.exp(y[yOffset + row * n + j]) * sum);
            }
        }
    }

    @Override
    public void logSumExp(double[] x, int xOffset, double[] out, int outOffset, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            int from = xOffset + row * n;
            double max = max(x, from, n);
            // An infinite shift would make inf - inf: unshifted, infinities come out right.
            double shift = Double.isInfinite(max) ? 0 : max;
            out[outOffset + row] = (Math.log(sumExp(x, from, shift, n)) + shift);
        }
    }

    static double max(double[] x, int from, int n) {
        double max = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < n; j++) {
            max = Math.max(max, x[from + j]);
        }
        return max;
    }

    static double sumExp(double[] x, int from, double shift, int n) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += Math.exp(x[from + j] - shift);
        }
        return sum;
    }
}
