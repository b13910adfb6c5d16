package dev.autograd.kernel.vector;

import dev.autograd.kernel.Reductions;

/// Sums and extremes along the innermost axis and across rows; the rest is left to plain loops.
final class FloatVectorReductions implements Reductions<float[], float[]> {
    private static final int L = Lanes.FLOAT.length();

    private final Reductions<float[], float[]> plain;

    FloatVectorReductions(Reductions<float[], float[]> plain) {
        this.plain = plain;
    }

    @Override
    public void sum(float[] x, int xOffset, float[] out, int outOffset, int outer, int len, int inner) {
        if (inner == 1) {
            for (int o = 0; o < outer; o++) {
                out[outOffset + o] = (float) FloatRows.sum(x, xOffset + o * len, len);
            }
        } else if (inner < L) {
            plain.sum(x, xOffset, out, outOffset, outer, len, inner);
        } else {
            for (int o = 0; o < outer; o++) {
                FloatColumns.sum(x, xOffset + o * len * inner, out, outOffset + o * inner, len, inner);
            }
        }
    }

    @Override
    public void max(float[] x, int xOffset, float[] out, int outOffset, int outer, int len, int inner) {
        extreme(1, x, xOffset, out, outOffset, outer, len, inner);
    }

    @Override
    public void min(float[] x, int xOffset, float[] out, int outOffset, int outer, int len, int inner) {
        extreme(-1, x, xOffset, out, outOffset, outer, len, inner);
    }

    private static void extreme(
            float sign, float[] x, int xOffset, float[] out, int outOffset, int outer, int len, int inner) {
        for (int o = 0; o < outer; o++) {
            if (inner == 1) {
                out[outOffset + o] = sign * FloatRows.max(sign, x, xOffset + o * len, len);
            } else {
                FloatColumns.max(sign, x, xOffset + o * len * inner, out, outOffset + o * inner, len, inner);
            }
        }
    }

    @Override
    public void argmax(float[] x, int xOffset, long[] out, int outOffset, int outer, int len, int inner) {
        if (inner != 1) {
            plain.argmax(x, xOffset, out, outOffset, outer, len, inner);
            return;
        }
        for (int o = 0; o < outer; o++) {
            int from = xOffset + o * len;
            out[outOffset + o] = FloatRows.find(FloatRows.max(1, x, from, len), x, from, len);
        }
    }

    @Override
    public void argmin(float[] x, int xOffset, long[] out, int outOffset, int outer, int len, int inner) {
        if (inner != 1) {
            plain.argmin(x, xOffset, out, outOffset, outer, len, inner);
            return;
        }
        for (int o = 0; o < outer; o++) {
            int from = xOffset + o * len;
            out[outOffset + o] = FloatRows.find(-FloatRows.max(-1, x, from, len), x, from, len);
        }
    }

    @Override
    public void prod(float[] x, int xOffset, float[] out, int outOffset, int outer, int len, int inner) {
        plain.prod(x, xOffset, out, outOffset, outer, len, inner);
    }

    @Override
    public void cumsum(float[] x, int xOffset, float[] out, int outOffset, int outer, int len, int inner) {
        plain.cumsum(x, xOffset, out, outOffset, outer, len, inner);
    }

    @Override
    public void cumprod(float[] x, int xOffset, float[] out, int outOffset, int outer, int len, int inner) {
        plain.cumprod(x, xOffset, out, outOffset, outer, len, inner);
    }
}
