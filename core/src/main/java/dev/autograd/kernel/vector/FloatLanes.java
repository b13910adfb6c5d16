package dev.autograd.kernel.vector;

import java.util.Arrays;

/// What vector loops of `float` compute, with the same bits, over single elements: for the time before they are
/// compiled, and for runs shorter than a vector. Sums are kept in as many lanes as a vector has and added up in
/// its order.
final class FloatLanes {
    private static final int L = Lanes.FLOAT.length();

    private FloatLanes() {}

    /// As [FloatRuns#sum].
    static double sum(float[] x, int from, int n) {
        double sum = 0;
        for (int i = 0; i < n; i += FloatRuns.BLOCK) {
            sum += blockSum(x, from + i, Math.min(FloatRuns.BLOCK, n - i));
        }
        return sum;
    }

    private static float blockSum(float[] x, int from, int n) {
        int i = 0;
        float sum = 0;
        if (n >= L) {
            float[] s = new float[4 * L];
            for (; i <= n - 4 * L; i += 4 * L) {
                for (int j = 0; j < 4 * L; j++) {
                    s[j] += x[from + i + j];
                }
            }
            for (; i <= n - L; i += L) {
                for (int j = 0; j < L; j++) {
                    s[j] += x[from + i + j];
                }
            }
            sum = FloatFold.sumOfFour(s);
        }
        for (; i < n; i++) {
            sum += x[from + i];
        }
        return sum;
    }

    /// As [FloatRuns#max].
    static float max(float sign, float[] x, int from, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, sign * x[from + i]);
        }
        return max;
    }

    /// As [FloatRuns#find].
    static int find(float value, float[] x, int from, int n) {
        boolean nan = Float.isNaN(value);
        int i = 0;
        while (i < n && !(nan ? Float.isNaN(x[from + i]) : x[from + i] == value)) {
            i++;
        }
        return i;
    }

    /// As [FloatRuns#squares].
    static float squares(float center, float[] x, int from, int n) {
        int i = 0;
        float sum = 0;
        if (n >= L) {
            float[] s = new float[4 * L];
            for (; i <= n - 4 * L; i += 4 * L) {
                for (int j = 0; j < 4 * L; j++) {
                    float d = x[from + i + j] - center;
                    s[j] = Math.fma(d, d, s[j]);
                }
            }
            for (; i <= n - L; i += L) {
                for (int j = 0; j < L; j++) {
                    float d = x[from + i + j] - center;
                    s[j] = Math.fma(d, d, s[j]);
                }
            }
            sum = FloatFold.sumOfFour(s);
        }
        for (; i < n; i++) {
            float d = x[from + i] - center;
            sum += d * d;
        }
        return sum;
    }

    /// As [FloatRuns#moments].
    static void moments(float shift, float[] x, int from, int n, double[] sums) {
        for (int i = 0; i < n; i += FloatRuns.BLOCK) {
            blockMoments(shift, x, from + i, Math.min(FloatRuns.BLOCK, n - i), sums);
        }
    }

    private static void blockMoments(float shift, float[] x, int from, int n, double[] sums) {
        int i = 0;
        float sum = 0;
        float squares = 0;
        if (n >= L) {
            float[] s = new float[4 * L];
            float[] q = new float[4 * L];
            while (i <= n - L) {
                int lanes = i <= n - 4 * L ? 4 * L : L;
                for (int j = 0; j < lanes; j++) {
                    float d = x[from + i + j] - shift;
                    s[j] += d;
                    q[j] = Math.fma(d, d, q[j]);
                }
                i += lanes;
            }
            sum = FloatFold.sumOfFour(s);
            squares = FloatFold.sumOfFour(q);
        }
        for (; i < n; i++) {
            float d = x[from + i] - shift;
            sum += d;
            squares += d * d;
        }
        sums[0] += sum;
        sums[1] += squares;
    }

    /// As [FloatExponentials#sum].
    static float sumOfExp(float shift, float[] x, int from, int n) {
        float[] s = new float[L];
        for (int i = 0; i < n; i += L) {
            int lanes = Math.min(L, n - i);
            for (int j = 0; j < lanes; j++) {
                s[j] += FloatExp.exp(x[from + i + j] - shift);
            }
        }
        return FloatFold.sum(s, Math.min(n, L));
    }

    /// As [FloatExponentials#store].
    static float storeExp(float shift, float[] x, int xFrom, float[] y, int yFrom, int n) {
        float[] s = new float[L];
        for (int i = 0; i < n; i += L) {
            int lanes = Math.min(L, n - i);
            for (int j = 0; j < lanes; j++) {
                float e = FloatExp.exp(x[xFrom + i + j] - shift);
                y[yFrom + i + j] = e;
                s[j] += e;
            }
        }
        return FloatFold.sum(s, Math.min(n, L));
    }

    /// As [FloatExponentials#storeScaled].
    static void storeScaledExp(
            float max, float logSum, float scale, float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = FloatExp.exp(x[xFrom + i] - max - logSum) * scale;
        }
    }

    /// As [FloatExponentials#subtractScaled].
    static void subtractScaledExp(
            float sum, float[] y, int yFrom, float[] g, int gFrom, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i++) {
            dx[dxFrom + i] = g[gFrom + i] - FloatExp.exp(y[yFrom + i]) * sum;
        }
    }

    /// As the weighted sum of [FloatVectorCrossEntropy].
    static float weighted(float max, float logSum, float[] x, int xFrom, float[] p, int pFrom, int n) {
        int i = 0;
        float total = 0;
        if (n >= L) {
            float[] s = new float[L];
            for (; i <= n - L; i += L) {
                for (int j = 0; j < L; j++) {
                    s[j] = Math.fma(p[pFrom + i + j], -(x[xFrom + i + j] - max) + logSum, s[j]);
                }
            }
            total = FloatFold.sum(s, L);
        }
        for (; i < n; i++) {
            total += p[pFrom + i] * (logSum - (x[xFrom + i] - max));
        }
        return total;
    }

    /// `sum(g * scale * (x - center) * width)`, as that of [FloatVectorLayerNorm].
    static float normalizedDot(
            float center, float width, float[] g, int gFrom, float[] x, int xFrom, float[] scale, int n) {
        int i = 0;
        float total = 0;
        if (n >= L) {
            float[] s = new float[L];
            for (; i <= n - L; i += L) {
                for (int j = 0; j < L; j++) {
                    float h = g[gFrom + i + j] * scale[i + j];
                    s[j] = Math.fma(h, (x[xFrom + i + j] - center) * width, s[j]);
                }
            }
            total = FloatFold.sum(s, L);
        }
        for (; i < n; i++) {
            total += g[gFrom + i] * scale[i] * ((x[xFrom + i] - center) * width);
        }
        return total;
    }

    /// As one block of [FloatColumns#sum]: vectors add in `float` where `columns` fill them, and the rest in
    /// `double`.
    static void columnSums(float[] x, int from, float[] out, int to, int rows, int columns) {
        int whole = columns - columns % L;
        Arrays.fill(out, to, to + whole, 0);
        for (int i = 0; i < rows; i++) {
            int at = from + i * columns;
            for (int j = 0; j < whole; j++) {
                out[to + j] += x[at + j];
            }
        }
        for (int j = whole; j < columns; j++) {
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                sum += x[from + i * columns + j];
            }
            out[to + j] = (float) sum;
        }
    }

    /// As [FloatColumns#max].
    static void columnMaxima(float sign, float[] x, int from, float[] out, int to, int rows, int columns) {
        for (int j = 0; j < columns; j++) {
            float max = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < rows; i++) {
                max = Math.max(max, sign * x[from + i * columns + j]);
            }
            out[to + j] = sign * max;
        }
    }
}
