package dev.autograd.kernel.plain;

import dev.autograd.kernel.CrossEntropy;
import java.util.Arrays;

final class FloatCrossEntropy implements CrossEntropy<float[]> {
    @Override
    public void indices(
            float[] x,
            int xOffset,
            long[] target,
            int targetOffset,
            long ignoreIndex,
            float[] loss,
            int lossOffset,
            float[] stats,
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
            float[] x,
            int xOffset,
            long[] target,
            int targetOffset,
            long ignoreIndex,
            float[] stats,
            int statsOffset,
            float[] g,
            int gOffset,
            int gRow,
            float[] dx,
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
            float scale = g[gOffset + row * gRow];
            float max = stats[statsOffset + 2 * row];
            float logSum = stats[statsOffset + 2 * row + 1];
            for (int j = 0; j < n; j++) {
                dx[to + j] = (float) Math.exp(x[from + j] - max - logSum) * scale;
            }
            dx[to + (int) t] -= scale;
        }
    }

    @Override
    public void probabilities(
            float[] x,
            int xOffset,
            float[] p,
            int pOffset,
            float[] loss,
            int lossOffset,
            float[] stats,
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
            loss[lossOffset + row] = (float) sum;
        }
    }

    @Override
    public void probabilitiesBackward(
            float[] x,
            int xOffset,
            float[] p,
            int pOffset,
            float[] stats,
            int statsOffset,
            float[] g,
            int gOffset,
            int gRow,
            float[] dx,
            int dxOffset,
            int rows,
            int n) {
        for (int row = 0; row < rows; row++) {
            int from = xOffset + row * n;
            int weights = pOffset + row * n;
            float scale = g[gOffset + row * gRow];
            float max = stats[statsOffset + 2 * row];
            float logSum = stats[statsOffset + 2 * row + 1];
            double total = 0;
            for (int j = 0; j < n; j++) {
                total += p[weights + j];
            }
            for (int j = 0; j < n; j++) {
                double softmax = Math.exp(x[from + j] - max - logSum);
                dx[dxOffset + row * n + j] = (float) ((softmax * total - p[weights + j]) * scale);
            }
        }
    }

    private static void normalizer(float[] x, int from, int n, float[] stats, int stat) {
        float max = FloatSoftmax.max(x, from, n);
        stats[stat] = max;
        stats[stat + 1] = (float) Math.log(FloatSoftmax.sumExp(x, from, max, n));
    }
}
