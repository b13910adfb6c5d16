package dev.autograd.kernel.vector;

import dev.autograd.kernel.LayerNorm;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// Layer normalisation; a missing `gamma` or `beta` is replaced by `n` ones or zeros, so that one kernel serves all
/// cases.
final class FloatVectorLayerNorm implements LayerNorm<float[]> {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    /// Mean and variance are taken from one pass over a row, relative to the mean of three of its elements.
    /// Where that lies further from the mean than two standard deviations, as it does for one row in two
    /// thousand of normal numbers, the squares have lost more than two bits to the mean's and are summed anew.
    private static final double FAR = 4;

    /// Rows that are normalised together.
    private static final int ROWS = 4;

    /// The longest rows of which four stay in the nearest caches between their two passes.
    private static final int NARROW = 1 << 13;

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
        float[] scale = gamma == null ? ones(n) : gamma;
        float[] shift = beta == null ? new float[n] : beta;
        double[] sums = new double[2];
        int together = n <= NARROW && FloatRows.wholeVectors(Readiness.FLOAT_SQUARES, n) > 0 ? ROWS : 1;
        for (int row = 0; row < rows; ) {
            int count = row + together <= rows ? together : 1;
            int stats = statsOffset + row;
            for (int i = 0; i < count; i++) {
                statistics(x, xOffset + (row + i) * n, n, eps, sums, mean, rstd, stats + i);
            }
            int xFrom = xOffset + row * n;
            int yFrom = yOffset + row * n;
            if (count == ROWS) {
                normalizeFour(mean, rstd, stats, x, xFrom, scale, shift, y, yFrom, n);
            } else {
                normalize(mean[stats], rstd[stats], x, xFrom, scale, shift, y, yFrom, n);
            }
            row += count;
        }
    }

    private static void statistics(
            float[] x, int from, int n, double eps, double[] sums, float[] mean, float[] rstd, int at) {
        float guess = n == 0 ? 0 : x[from] / 3 + x[from + n / 2] / 3 + x[from + n - 1] / 3;
        sums[0] = 0;
        sums[1] = 0;
        FloatRows.moments(guess, x, from, n, sums);
        double distance = sums[0] / n;
        double variance = sums[1] / n - distance * distance;
        float center = (float) (guess + distance);
        if (distance * distance > FAR * variance) {
            variance = FloatRows.squares(center, x, from, n) / (double) n;
        }
        mean[at] = center;
        rstd[at] = (float) (1 / Math.sqrt(variance + eps));
    }

    /// [#normalize] of four rows, which lie one after the other: scale and shift are loaded once for all of
    /// them. From the end to the start, and loads before stores: rows of 4 KB, in `x` and in `y`, often
    /// have addresses that are equal but for their upper bits, and the CPU lets a load wait for an earlier
    /// store that it takes for one to the same place.
    private static void normalizeFour(
            float[] mean,
            float[] rstd,
            int stats,
            float[] x,
            int xFrom,
            float[] scale,
            float[] shift,
            float[] y,
            int yFrom,
            int n) {
        float c0 = mean[stats];
        float c1 = mean[stats + 1];
        float c2 = mean[stats + 2];
        float c3 = mean[stats + 3];
        float w0 = rstd[stats];
        float w1 = rstd[stats + 1];
        float w2 = rstd[stats + 2];
        float w3 = rstd[stats + 3];
        int x1 = xFrom + n;
        int x2 = x1 + n;
        int x3 = x2 + n;
        int y1 = yFrom + n;
        int y2 = y1 + n;
        int y3 = y2 + n;
        int whole = n - n % L;
        for (int i = whole - L; i >= 0; i -= L) {
            FloatVector a = FloatVector.fromArray(S, scale, i);
            FloatVector b = FloatVector.fromArray(S, shift, i);
            FloatVector z0 = xhat(x, xFrom + i, c0, w0);
            FloatVector z1 = xhat(x, x1 + i, c1, w1);
            FloatVector z2 = xhat(x, x2 + i, c2, w2);
            FloatVector z3 = xhat(x, x3 + i, c3, w3);
            z0.fma(a, b).intoArray(y, yFrom + i);
            z1.fma(a, b).intoArray(y, y1 + i);
            z2.fma(a, b).intoArray(y, y2 + i);
            z3.fma(a, b).intoArray(y, y3 + i);
        }
        normalizeRest(c0, w0, x, xFrom, scale, shift, y, yFrom, whole, n);
        normalizeRest(c1, w1, x, x1, scale, shift, y, y1, whole, n);
        normalizeRest(c2, w2, x, x2, scale, shift, y, y2, whole, n);
        normalizeRest(c3, w3, x, x3, scale, shift, y, y3, whole, n);
    }

    private static FloatVector xhat(float[] x, int at, float center, float width) {
        return FloatVector.fromArray(S, x, at).sub(center).mul(width);
    }

    /// `y = (x - center) * width * scale + shift`.
    private static void normalize(
            float center,
            float width,
            float[] x,
            int xFrom,
            float[] scale,
            float[] shift,
            float[] y,
            int yFrom,
            int n) {
        int whole = FloatRows.wholeVectors(Readiness.FLOAT_SQUARES, n);
        for (int i = 0; i < whole; i += L) {
            xhat(x, xFrom + i, center, width)
                    .fma(FloatVector.fromArray(S, scale, i), FloatVector.fromArray(S, shift, i))
                    .intoArray(y, yFrom + i);
        }
        normalizeRest(center, width, x, xFrom, scale, shift, y, yFrom, whole, n);
    }

    private static void normalizeRest(
            float center,
            float width,
            float[] x,
            int xFrom,
            float[] scale,
            float[] shift,
            float[] y,
            int yFrom,
            int start,
            int n) {
        for (int i = start; i < n; i++) {
            y[yFrom + i] = Math.fma((x[xFrom + i] - center) * width, scale[i], shift[i]);
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
        float[] scale = gamma == null ? ones(n) : gamma;
        for (int row = 0; row < rows; row++) {
            int at = row * n;
            float center = mean[statsOffset + row];
            float width = rstd[statsOffset + row];
            float meanH = FloatDots.dot(g, gOffset + at, scale, 0, n) / n;
            float meanDot = dot(center, width, g, gOffset + at, x, xOffset + at, scale, n) / n;
            project(center, width, meanH, meanDot, g, gOffset + at, x, xOffset + at, scale, dx, dxOffset + at, n);
        }
    }

    /// `sum(g * scale * (x - center) * width)`.
    private static float dot(
            float center, float width, float[] g, int gFrom, float[] x, int xFrom, float[] scale, int n) {
        if (FloatRows.wholeVectors(Readiness.FLOAT_SQUARES, n) == 0) {
            return FloatLanes.normalizedDot(center, width, g, gFrom, x, xFrom, scale, n);
        }
        FloatVector sum = FloatVector.zero(S);
        int i = 0;
        for (; i <= n - L; i += L) {
            FloatVector xhat = xhat(x, xFrom + i, center, width);
            FloatVector h = FloatVector.fromArray(S, g, gFrom + i).mul(FloatVector.fromArray(S, scale, i));
            sum = h.fma(xhat, sum);
        }
        float total = FloatFold.sum(sum);
        for (; i < n; i++) {
            total += g[gFrom + i] * scale[i] * ((x[xFrom + i] - center) * width);
        }
        return total;
    }

    /// `dx = width * (g * scale - meanH - xhat * meanDot)`.
    private static void project(
            float center,
            float width,
            float meanH,
            float meanDot,
            float[] g,
            int gFrom,
            float[] x,
            int xFrom,
            float[] scale,
            float[] dx,
            int dxFrom,
            int n) {
        int whole = FloatRows.wholeVectors(Readiness.FLOAT_SQUARES, n);
        int i = 0;
        for (; i < whole; i += L) {
            FloatVector xhat = xhat(x, xFrom + i, center, width);
            FloatVector h = FloatVector.fromArray(S, g, gFrom + i).mul(FloatVector.fromArray(S, scale, i));
            h.sub(meanH).sub(xhat.mul(meanDot)).mul(width).intoArray(dx, dxFrom + i);
        }
        for (; i < n; i++) {
            float h = g[gFrom + i] * scale[i];
            dx[dxFrom + i] = width * (h - meanH - (x[xFrom + i] - center) * width * meanDot);
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
            int at = row * n;
            addRow(
                    mean[statsOffset + row],
                    rstd[statsOffset + row],
                    g,
                    gOffset + at,
                    x,
                    xOffset + at,
                    dgamma,
                    dbeta,
                    n);
        }
    }

    private static void addRow(
            float center,
            float width,
            float[] g,
            int gFrom,
            float[] x,
            int xFrom,
            float[] dgamma,
            float[] dbeta,
            int n) {
        int whole = FloatRows.wholeVectors(Readiness.FLOAT_SQUARES, n);
        int i = 0;
        for (; i < whole; i += L) {
            FloatVector gradient = FloatVector.fromArray(S, g, gFrom + i);
            FloatVector xhat = xhat(x, xFrom + i, center, width);
            gradient.fma(xhat, FloatVector.fromArray(S, dgamma, i)).intoArray(dgamma, i);
            gradient.add(FloatVector.fromArray(S, dbeta, i)).intoArray(dbeta, i);
        }
        for (; i < n; i++) {
            dgamma[i] = Math.fma(g[gFrom + i], (x[xFrom + i] - center) * width, dgamma[i]);
            dbeta[i] += g[gFrom + i];
        }
    }

    private static float[] ones(int n) {
        float[] ones = new float[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
