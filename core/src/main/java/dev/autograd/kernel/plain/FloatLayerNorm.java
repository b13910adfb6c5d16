package dev.autograd.kernel.plain;

import dev.autograd.kernel.LayerNorm;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

final class FloatLayerNorm implements LayerNorm<float[]> {
    @Override
    public void forward(
            float[] x,
            int xOffset,
            float @Nullable [] gamma,
            float @Nullable [] beta,
            double eps,
            float[] y,
            int yOffset,
            float[] mean,
            float[] rstd,
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
            mean[statsOffset + row] = (float) center;
            rstd[statsOffset + row] = (float) scale;
            for (int j = 0; j < n; j++) {
                double xhat = (x[from + j] - center) * scale;
                double scaled = gamma == null ? xhat : xhat * gamma[j];
                y[yOffset + row * n + j] = (float) (beta == null ? scaled : scaled + beta[j]);
            }
        }
    }

    @Override
    public void backwardInput(
            float[] g,
            int gOffset,
            float[] x,
            int xOffset,
            float[] mean,
            float[] rstd,
            int statsOffset,
            float @Nullable [] gamma,
            float[] dx,
            int dxOffset,
            int rows,
            int n) {
        for (int row = 0; row < rows; row++) {
            int from = xOffset + row * n;
            int gradient = gOffset + row * n;
            float center = mean[statsOffset + row];
            float scale = rstd[statsOffset + row];
            double sum = 0;
            double dot = 0;
            for (int j = 0; j < n; j++) {
                float h = gamma == null ? g[gradient + j] : g[gradient + j] * gamma[j];
                sum += h;
                dot += h * ((x[from + j] - center) * scale);
            }
            float meanH = (float) (sum / n);
            float meanDot = (float) (dot / n);
            for (int j = 0; j < n; j++) {
                float h = gamma == null ? g[gradient + j] : g[gradient + j] * gamma[j];
                dx[dxOffset + row * n + j] = scale * (h - meanH - (x[from + j] - center) * scale * meanDot);
            }
        }
    }

    @Override
    public void backwardWeight(
            float[] g,
            int gOffset,
            float[] x,
            int xOffset,
            float[] mean,
            float[] rstd,
            int statsOffset,
            float[] dgamma,
            float[] dbeta,
            int rows,
            int n) {
        Arrays.fill(dgamma, 0, n, 0);
        Arrays.fill(dbeta, 0, n, 0);
        for (int row = 0; row < rows; row++) {
            float center = mean[statsOffset + row];
            float scale = rstd[statsOffset + row];
            for (int j = 0; j < n; j++) {
                float gradient = g[gOffset + row * n + j];
                dgamma[j] += gradient * ((x[xOffset + row * n + j] - center) * scale);
                dbeta[j] += gradient;
            }
        }
    }
}
