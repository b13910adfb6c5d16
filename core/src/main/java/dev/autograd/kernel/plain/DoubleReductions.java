package dev.autograd.kernel.plain;

import dev.autograd.kernel.Reductions;
import java.util.Arrays;

/// Reductions that accumulate in `double`.
final class DoubleReductions implements Reductions<double[], double[]> {
    /// Columns summed at a time, so that their sums stay in the first-level cache.
    private static final int TILE = 1024;

    @Override
    public void sum(double[] x, int xOffset, double[] out, int outOffset, int outer, int len, int inner) {
        if (inner != 1) {
            sumColumns(x, xOffset, out, outOffset, outer, len, inner);
            return;
        }
        for (int o = 0; o < outer; o++) {
            out[outOffset + o] = sumRun(x, xOffset + o * len, len);
        }
    }

    /// Four sums, because one waits for its own previous addition.
    private static double sumRun(double[] x, int from, int len) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < len; i += 4) {
            s0 += x[from + i];
            s1 += x[from + i + 1];
            s2 += x[from + i + 2];
            s3 += x[from + i + 3];
        }
        for (; i < len; i++) {
            s0 += x[from + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static void sumColumns(
            double[] x, int xOffset, double[] out, int outOffset, int outer, int len, int inner) {
        double[] sums = new double[Math.min(TILE, inner)];
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j += TILE) {
                int columns = Math.min(TILE, inner - j);
                Arrays.fill(sums, 0);
                for (int i = 0; i < len; i++) {
                    addRow(sums, x, xOffset + (o * len + i) * inner + j, columns);
                }
                for (int c = 0; c < columns; c++) {
                    out[outOffset + o * inner + j + c] = sums[c];
                }
            }
        }
    }

    private static void addRow(double[] sums, double[] x, int from, int columns) {
        for (int c = 0; c < columns; c++) {
            sums[c] += x[from + c];
        }
    }

    @Override
    public void prod(double[] x, int xOffset, double[] out, int outOffset, int outer, int len, int inner) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                double product = 1;
                int at = xOffset + o * len * inner + j;
                for (int i = 0; i < len; i++) {
                    product *= x[at + i * inner];
                }
                out[outOffset + o * inner + j] = product;
            }
        }
    }

    @Override
    public void max(double[] x, int xOffset, double[] out, int outOffset, int outer, int len, int inner) {
        for (int o = 0; o < outer; o++) {
            int to = outOffset + o * inner;
            int from = xOffset + o * len * inner;
            System.arraycopy(x, from, out, to, inner);
            for (int i = 1; i < len; i++) {
                for (int j = 0; j < inner; j++) {
                    out[to + j] = Math.max(out[to + j], x[from + i * inner + j]);
                }
            }
        }
    }

    @Override
    public void min(double[] x, int xOffset, double[] out, int outOffset, int outer, int len, int inner) {
        for (int o = 0; o < outer; o++) {
            int to = outOffset + o * inner;
            int from = xOffset + o * len * inner;
            System.arraycopy(x, from, out, to, inner);
            for (int i = 1; i < len; i++) {
                for (int j = 0; j < inner; j++) {
                    out[to + j] = Math.min(out[to + j], x[from + i * inner + j]);
                }
            }
        }
    }

    @Override
    public void argmax(double[] x, int xOffset, long[] out, int outOffset, int outer, int len, int inner) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int at = xOffset + o * len * inner + j;
                int best = 0;
                double value = x[at];
                for (int i = 1; i < len && !Double.isNaN(value); i++) {
                    double other = x[at + i * inner];
                    if (other > value || Double.isNaN(other)) {
                        best = i;
                        value = other;
                    }
                }
                out[outOffset + o * inner + j] = best;
            }
        }
    }

    @Override
    public void argmin(double[] x, int xOffset, long[] out, int outOffset, int outer, int len, int inner) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int at = xOffset + o * len * inner + j;
                int best = 0;
                double value = x[at];
                for (int i = 1; i < len && !Double.isNaN(value); i++) {
                    double other = x[at + i * inner];
                    if (other < value || Double.isNaN(other)) {
                        best = i;
                        value = other;
                    }
                }
                out[outOffset + o * inner + j] = best;
            }
        }
    }

    @Override
    public void cumsum(double[] x, int xOffset, double[] out, int outOffset, int outer, int len, int inner) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int start = o * len * inner + j;
                double sum = 0;
                for (int i = 0; i < len; i++) {
                    sum += x[xOffset + start + i * inner];
                    out[outOffset + start + i * inner] = sum;
                }
            }
        }
    }

    @Override
    public void cumprod(double[] x, int xOffset, double[] out, int outOffset, int outer, int len, int inner) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int start = o * len * inner + j;
                double product = 1;
                for (int i = 0; i < len; i++) {
                    product *= x[xOffset + start + i * inner];
                    out[outOffset + start + i * inner] = product;
                }
            }
        }
    }
}
