package dev.autograd.kernel.plain;

import dev.autograd.kernel.BoolReductions;

final class PlainBoolReductions implements BoolReductions {
    @Override
    public void any(boolean[] x, int xOffset, boolean[] out, int outOffset, int outer, int len, int inner) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                out[outOffset + o * inner + j] = find(true, x, xOffset + o * len * inner + j, len, inner);
            }
        }
    }

    @Override
    public void all(boolean[] x, int xOffset, boolean[] out, int outOffset, int outer, int len, int inner) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                out[outOffset + o * inner + j] = !find(false, x, xOffset + o * len * inner + j, len, inner);
            }
        }
    }

    @Override
    public void sum(boolean[] x, int xOffset, long[] out, int outOffset, int outer, int len, int inner) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int at = xOffset + o * len * inner + j;
                long count = 0;
                for (int i = 0; i < len; i++) {
                    count += x[at + i * inner] ? 1 : 0;
                }
                out[outOffset + o * inner + j] = count;
            }
        }
    }

    private static boolean find(boolean wanted, boolean[] x, int at, int len, int step) {
        for (int i = 0; i < len; i++) {
            if (x[at + i * step] == wanted) {
                return true;
            }
        }
        return false;
    }
}
