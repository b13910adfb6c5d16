package dev.autograd.kernel.plain;

import dev.autograd.kernel.Reductions;

/// Reductions of integers, with sums and products in `long`.
final class LongReductions implements Reductions<long[], long[]> {
    @Override
    public void sum(long[] x, int xOffset, long[] out, int outOffset, int outer, int len, int inner) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                long sum = 0;
                int at = xOffset + o * len * inner + j;
                for (int i = 0; i < len; i++) {
                    sum += x[at + i * inner];
                }
                out[outOffset + o * inner + j] = sum;
            }
        }
    }

    @Override
    public void prod(long[] x, int xOffset, long[] out, int outOffset, int outer, int len, int inner) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                long product = 1;
                int at = xOffset + o * len * inner + j;
                for (int i = 0; i < len; i++) {
                    product *= x[at + i * inner];
                }
                out[outOffset + o * inner + j] = product;
            }
        }
    }

    @Override
    public void max(long[] x, int xOffset, long[] out, int outOffset, int outer, int len, int inner) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int at = xOffset + o * len * inner + j;
                var best = x[at];
                for (int i = 1; i < len; i++) {
                    best = Math.max(best, x[at + i * inner]);
                }
                out[outOffset + o * inner + j] = best;
            }
        }
    }

    @Override
    public void min(long[] x, int xOffset, long[] out, int outOffset, int outer, int len, int inner) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int at = xOffset + o * len * inner + j;
                var best = x[at];
                for (int i = 1; i < len; i++) {
                    best = Math.min(best, x[at + i * inner]);
                }
                out[outOffset + o * inner + j] = best;
            }
        }
    }

    @Override
    public void argmax(long[] x, int xOffset, long[] out, int outOffset, int outer, int len, int inner) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int at = xOffset + o * len * inner + j;
                int best = 0;
                for (int i = 1; i < len; i++) {
                    if (x[at + i * inner] > x[at + best * inner]) {
                        best = i;
                    }
                }
                out[outOffset + o * inner + j] = best;
            }
        }
    }

    @Override
    public void argmin(long[] x, int xOffset, long[] out, int outOffset, int outer, int len, int inner) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int at = xOffset + o * len * inner + j;
                int best = 0;
                for (int i = 1; i < len; i++) {
                    if (x[at + i * inner] < x[at + best * inner]) {
                        best = i;
                    }
                }
                out[outOffset + o * inner + j] = best;
            }
        }
    }

    @Override
    public void cumsum(long[] x, int xOffset, long[] out, int outOffset, int outer, int len, int inner) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int start = o * len * inner + j;
                long sum = 0;
                for (int i = 0; i < len; i++) {
                    sum += x[xOffset + start + i * inner];
                    out[outOffset + start + i * inner] = sum;
                }
            }
        }
    }

    @Override
    public void cumprod(long[] x, int xOffset, long[] out, int outOffset, int outer, int len, int inner) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int start = o * len * inner + j;
                long product = 1;
                for (int i = 0; i < len; i++) {
                    product *= x[xOffset + start + i * inner];
                    out[outOffset + start + i * inner] = product;
                }
            }
        }
    }
}
