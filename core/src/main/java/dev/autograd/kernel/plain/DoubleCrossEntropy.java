package dev.autograd.kernel.plain;

import dev.autograd.kernel.CrossEntropy;
import java.util.Arrays;

final class DoubleCrossEntropy implements CrossEntropy<double[]> {
    @Override
    public void indices(
            double[] x,
            int xOffset,
            long[] target,
            int targetOffset,
            long ignoreIndex,
            double[] loss,
            int lossOffset,
            double[] stats,
            int statsOffset,
            int rows,
            int n) {
        CrossEntropy.checkTargets(target, targetOffset, ignoreIndex, rows, n);
        for (int row = 0; row < rows; row++) {
            int from = xOffset + row * n;
            int stat = statsOffset + 2 * row;
            normalizer(x, from, n, stats, stat);
            long t = target[targetOffset + row];
            loss[lossOffset + row] = t == ignoreIndex ? 0 : stats[stat + 1] - (x[from + (int) t] - stats[stat]);
        }
    }

    @Override
    public void indicesBackward(
            double[] x,
            int xOffset,
            long[] target,
            int targetOffset,
            long ignoreIndex,
            double[] stats,
            int statsOffset,
            double[] g,
            int gOffset,
            int gRow,
            double[] dx,
            int dxOffset,
            int rows,
            int n) {
        for (int row = 0; row < rows; row++) {
            int from = xOffset + row * n;
            int to = dxOffset + row * n;
            long t = target[targetOffset + row];
            if (t == ignoreIndex) {
                Arrays.fill(dx, to, to + n, 0);
                continue;
            }
            double scale = g[gOffset + row * gRow];
            double max = stats[statsOffset + 2 * row];
            double logSum = stats[statsOffset + 2 * row + 1];
            for (int j = 0; j < n; j++) {
                dx[to + j] = Math.exp(x[from + j] - max - logSum) * scale;
            }
            dx[to + (int) t] -= scale;
        }
    }

    @Override
    public void probabilities(
            double[] x,
            int xOffset,
            double[] p,
            int pOffset,
            double[] loss,
            int lossOffset,
            double[] stats,
            int statsOffset,
            int rows,
            int n) {
        for (int row = 0; row < rows; row++) {
            int from = xOffset + row * n;
            int stat = statsOffset + 2 * row;
            normalizer(x, from, n, stats, stat);
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += p[pOffset + row * n + j] * (stats[stat + 1] - (x[from + j] - stats[stat]));
            }
            loss[lossOffset + row] = sum;
        }
    }

    @Override
    public void probabilitiesBackward(
            double[] x,
            int xOffset,
            double[] p,
            int pOffset,
            double[] stats,
            int statsOffset,
            double[] g,
            int gOffset,
            int gRow,
            double[] dx,
            int dxOffset,
            int rows,
            int n) {
        for (int row = 0; row < rows; row++) {
            int from = xOffset + row * n;
            int weights = pOffset + row * n;
            double scale = g[gOffset + row * gRow];
            double max = stats[statsOffset + 2 * row];
            double logSum = stats[statsOffset + 2 * row + 1];
            double total = 0;
            for (int j = 0; j < n; j++) {
                total += p[weights + j];
            }
            for (int j = 0; j < n; j++) {
                double softmax = Math.exp(x[from + j] - max - logSum);
                dx[dxOffset + row * n + j] = ((softmax * total - p[weights + j]) * scale);
            }
        }
    }

    private static void normalizer(double[] x, int from, int n, double[] stats, int stat) {
        double max = DoubleSoftmax.max(x, from, n);
        stats[stat] = max;
        stats[stat + 1] = Math.log(DoubleSoftmax.sumExp(x, from, max, n));
    }
}
