package dev.autograd.kernel.vector;

import dev.autograd.kernel.CrossEntropy;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

final class FloatVectorCrossEntropy implements CrossEntropy<float[]> {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

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
            int to = dxOffset + row * n;
            long t = target[targetOffset + row];
            if (t == ignoreIndex) {
                Arrays.fill(dx, to, to + n, 0);
                continue;
            }
            float scale = g[gOffset + row * gRow];
            int stat = statsOffset + 2 * row;
            FloatRows.storeScaledExp(stats[stat], stats[stat + 1], scale, x, xOffset + row * n, dx, to, n);
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
            loss[lossOffset + row] = weighted(stats[stat], stats[stat + 1], x, from, p, pOffset + row * n, n);
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
            int weights = pOffset + row * n;
            int to = dxOffset + row * n;
            float scale = g[gOffset + row * gRow];
            float total = (float) FloatRows.sum(p, weights, n);
            int stat = statsOffset + 2 * row;
            FloatRows.storeScaledExp(stats[stat], stats[stat + 1], total * scale, x, xOffset + row * n, dx, to, n);
            subtractScaled(scale, p, weights, dx, to, n);
        }
    }

    private static void normalizer(float[] x, int from, int n, float[] stats, int stat) {
        float max = FloatRows.max(1, x, from, n);
        stats[stat] = max;
        stats[stat + 1] = (float) Math.log(FloatRows.sumOfExp(max, x, from, n));
    }

    /// `sum(p * (logSum - (x - max)))`.
    private static float weighted(float max, float logSum, float[] x, int xFrom, float[] p, int pFrom, int n) {
        if (FloatRows.wholeVectors(Readiness.FLOAT_EXPONENTIAL_SUMS, n) == 0) {
            return FloatLanes.weighted(max, logSum, x, xFrom, p, pFrom, n);
        }
        FloatVector sum = FloatVector.zero(S);
        int i = 0;
        for (; i <= n - L; i += L) {
            FloatVector loss =
                    FloatVector.fromArray(S, x, xFrom + i).sub(max).neg().add(logSum);
            sum = FloatVector.fromArray(S, p, pFrom + i).fma(loss, sum);
        }
        float total = FloatFold.sum(sum);
        for (; i < n; i++) {
            total += p[pFrom + i] * (logSum - (x[xFrom + i] - max));
        }
        return total;
    }

    /// `y -= scale * p`.
    private static void subtractScaled(float scale, float[] p, int pFrom, float[] y, int yFrom, int n) {
        int whole = FloatRows.wholeVectors(Readiness.FLOAT_SCALED_EXPONENTIALS, n);
        int i = 0;
        for (; i < whole; i += L) {
            FloatVector change = FloatVector.fromArray(S, p, pFrom + i).mul(scale);
            FloatVector.fromArray(S, y, yFrom + i).sub(change).intoArray(y, yFrom + i);
        }
        for (; i < n; i++) {
            y[yFrom + i] -= scale * p[pFrom + i];
        }
    }
}
