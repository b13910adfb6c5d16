package dev.autograd.kernel.plain;

import dev.autograd.kernel.LayerNorm;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

final class DoubleLayerNorm implements LayerNorm<double[]> {
    @Override
    public void forward(
            double[] x,
            int xOffset,
            double @Nullable [] gamma,
            double @Nullable [] beta,
            double eps,
            double[] y,
            int yOffset,
            double[] mean,
            double[] rstd,
            int statsOffset,
            int rows,
            int n) {
        for (int row = 0; row < rows; row++) {
            int from = xOffset + row * n;
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += x[from + j];
            }
            double center = sum / n;
            double squares = 0;
            for (int j = 0; j < n; j++) {
                squares += (x[from + j] - center) * (x[from + j] - center);
            }
            double scale = 1 / Math.sqrt(squares / n + eps);
            mean[statsOffset + row] = center;
            rstd[statsOffset + row] = scale;
            for (int j = 0; j < n; j++) {
                double xhat = (x[from + j] - center) * scale;
                double scaled = gamma == null ? xhat : xhat * gamma[j];
                y[yOffset + row * n + j] = (beta == null ? scaled : scaled + beta[j]);
            }
        }
    }

    @Override
    public void backwardInput(
            double[] g,
            int gOffset,
            double[] x,
            int xOffset,
            double[] mean,
            double[] rstd,
            int statsOffset,
            double @Nullable [] gamma,
            double[] dx,
            int dxOffset,
            int rows,
            int n) {
        for (int row = 0; row < rows; row++) {
            int from = xOffset + row * n;
            int gradient = gOffset + row * n;
            double center = mean[statsOffset + row];
            double scale = rstd[statsOffset + row];
            double sum = 0;
            double dot = 0;
            for (int j = 0; j < n; j++) {
                double h = gamma == null ? g[gradient + j] : g[gradient + j] * gamma[j];
                sum += h;
                dot += h * ((x[from + j] - center) * scale);
            }
            double meanH = (sum / n);
            double meanDot = (dot / n);
            for (int j = 0; j < n; j++) {
                double h = gamma == null ? g[gradient + j] : g[gradient + j] * gamma[j];
                dx[dxOffset + row * n + j] = scale * (h - meanH - (x[from + j] - center) * scale * meanDot);
            }
        }
    }

    @Override
    public void backwardWeight(
            double[] g,
            int gOffset,
            double[] x,
            int xOffset,
            double[] mean,
            double[] rstd,
            int statsOffset,
            double[] dgamma,
            double[] dbeta,
            int rows,
            int n) {
        Arrays.fill(dgamma, 0, n, 0);
        Arrays.fill(dbeta, 0, n, 0);
        for (int row = 0; row < rows; row++) {
            double center = mean[statsOffset + row];
            double scale = rstd[statsOffset + row];
            for (int j = 0; j < n; j++) {
                double gradient = g[gOffset + row * n + j];
                dgamma[j] += gradient * ((x[xOffset + row * n + j] - center) * scale);
                dbeta[j] += gradient;
            }
        }
    }
}
