package dev.autograd.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The gradient of a convolution by its weight as dot products of the output's gradient with windows into the padded
/// image: best where channels are few, since nothing has to be rearranged.
final class FloatWindowDots {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    /// Numbers in one go: four rows of the gradient and four windows of this length stay in the first-level cache.
    private static final int BLOCK = 1024;

    /// The sums of a tile: four rows by four taps.
    private static final int SUMS = 16;

    /// Lanes of sums that stay in a second-level cache.
    private static final int MOST_LANES = 1 << 17;

    private FloatWindowDots() {}

    /// How many of `K` taps are to be summed at a time, one at least.
    static int taps(int K) {
        return Math.clamp(K, 1, MOST_LANES / (4 * L));
    }

    /// How many of `M` rows of the gradient are to be summed at a time, with so many taps.
    static int rows(int M, int taps) {
        return Math.min(M, 4 * (MOST_LANES / lanes(4, taps)));
    }

    /// How long the array of sums of so many rows and taps is: they are kept by lanes, tile after tile.
    static int lanes(int rows, int taps) {
        int sums = Math.ceilDiv(rows, 4) * Math.ceilDiv(taps, 4) * SUMS;
        return Math.ceilDiv(sums, L) * L * L;
    }

    /// Adds the products `g[m][p] * copy[windows[k] + p]` for `p` below `length`, which is a multiple of `L`, to
    /// the sum of each of the first rows `m` and of the taps `k` from `first` on: those of `images` images, whose
    /// gradients are `rows * length` apart and whose copies `copyStep`.
    static void add(
            int images,
            int rows,
            int length,
            float[] g,
            float[] copy,
            int copyStep,
            int[] windows,
            int first,
            int taps,
            float[] sums) {
        for (int p = 0; p < length; p += BLOCK) {
            int count = Math.min(length - p, BLOCK);
            int at = 0;
            for (int m = 0; m < rows; m += 4) {
                for (int k = 0; k < taps; k += 4) {
                    tile(
                            images,
                            Math.min(4, rows - m),
                            Math.min(4, taps - k),
                            count,
                            g,
                            m * length + p,
                            length,
                            rows * length,
                            copy,
                            p,
                            copyStep,
                            windows,
                            first + k,
                            sums,
                            at);
                    at += SUMS * L;
                }
            }
        }
    }

    /// Adds up the lanes of each sum: `out[m][k]`, in rows that are `outRow` apart. What `sums` held is lost.
    static void collect(int rows, int taps, float[] sums, float[] out, int outOffset, int outRow) {
        FloatFold.sums(lanes(rows, taps) / L, sums);
        int at = 0;
        for (int m = 0; m < rows; m += 4) {
            for (int k = 0; k < taps; k += 4) {
                for (int row = m; row < Math.min(m + 4, rows); row++) {
                    for (int tap = k; tap < Math.min(k + 4, taps); tap++) {
                        out[outOffset + row * outRow + tap] = sums[at + 4 * (row - m) + tap - k];
                    }
                }
                at += SUMS;
            }
        }
    }

    /// Adds to the lanes of sixteen sums. Where there are fewer rows or taps, the last ones are repeated.
    private static void tile(
            int images,
            int rows,
            int taps,
            int count,
            float[] g,
            int gOffset,
            int gRow,
            int gStep,
            float[] copy,
            int copyOffset,
            int copyStep,
            int[] windows,
            int first,
            float[] sums,
            int at) {
        int r1 = Math.min(1, rows - 1) * gRow;
        int r2 = Math.min(2, rows - 1) * gRow;
        int r3 = Math.min(3, rows - 1) * gRow;
        int x0 = copyOffset + windows[first];
        int x1 = copyOffset + windows[first + Math.min(1, taps - 1)];
        int x2 = copyOffset + windows[first + Math.min(2, taps - 1)];
        int x3 = copyOffset + windows[first + Math.min(3, taps - 1)];
        FloatVector s00 = FloatVector.fromArray(S, sums, at);
        FloatVector s01 = FloatVector.fromArray(S, sums, at + L);
        FloatVector s02 = FloatVector.fromArray(S, sums, at + 2 * L);
        FloatVector s03 = FloatVector.fromArray(S, sums, at + 3 * L);
        FloatVector s10 = FloatVector.fromArray(S, sums, at + 4 * L);
        FloatVector s11 = FloatVector.fromArray(S, sums, at + 5 * L);
        FloatVector s12 = FloatVector.fromArray(S, sums, at + 6 * L);
        FloatVector s13 = FloatVector.fromArray(S, sums, at + 7 * L);
        FloatVector s20 = FloatVector.fromArray(S, sums, at + 8 * L);
        FloatVector s21 = FloatVector.fromArray(S, sums, at + 9 * L);
        FloatVector s22 = FloatVector.fromArray(S, sums, at + 10 * L);
        FloatVector s23 = FloatVector.fromArray(S, sums, at + 11 * L);
        FloatVector s30 = FloatVector.fromArray(S, sums, at + 12 * L);
        FloatVector s31 = FloatVector.fromArray(S, sums, at + 13 * L);
        FloatVector s32 = FloatVector.fromArray(S, sums, at + 14 * L);
        FloatVector s33 = FloatVector.fromArray(S, sums, at + 15 * L);
        for (int image = 0; image < images; image++) {
            int x = image * copyStep;
            int y = gOffset + image * gStep;
            for (int p = 0; p < count; p += L) {
                FloatVector w0 = FloatVector.fromArray(S, copy, x0 + x + p);
                FloatVector w1 = FloatVector.fromArray(S, copy, x1 + x + p);
                FloatVector w2 = FloatVector.fromArray(S, copy, x2 + x + p);
                FloatVector w3 = FloatVector.fromArray(S, copy, x3 + x + p);
                FloatVector v0 = FloatVector.fromArray(S, g, y + p);
                s00 = v0.fma(w0, s00);
                s01 = v0.fma(w1, s01);
                s02 = v0.fma(w2, s02);
                s03 = v0.fma(w3, s03);
                FloatVector v1 = FloatVector.fromArray(S, g, y + r1 + p);
                s10 = v1.fma(w0, s10);
                s11 = v1.fma(w1, s11);
                s12 = v1.fma(w2, s12);
                s13 = v1.fma(w3, s13);
                FloatVector v2 = FloatVector.fromArray(S, g, y + r2 + p);
                s20 = v2.fma(w0, s20);
                s21 = v2.fma(w1, s21);
                s22 = v2.fma(w2, s22);
                s23 = v2.fma(w3, s23);
                FloatVector v3 = FloatVector.fromArray(S, g, y + r3 + p);
                s30 = v3.fma(w0, s30);
                s31 = v3.fma(w1, s31);
                s32 = v3.fma(w2, s32);
                s33 = v3.fma(w3, s33);
            }
        }
        s00.intoArray(sums, at);
        s01.intoArray(sums, at + L);
        s02.intoArray(sums, at + 2 * L);
        s03.intoArray(sums, at + 3 * L);
        s10.intoArray(sums, at + 4 * L);
        s11.intoArray(sums, at + 5 * L);
        s12.intoArray(sums, at + 6 * L);
        s13.intoArray(sums, at + 7 * L);
        s20.intoArray(sums, at + 8 * L);
        s21.intoArray(sums, at + 9 * L);
        s22.intoArray(sums, at + 10 * L);
        s23.intoArray(sums, at + 11 * L);
        s30.intoArray(sums, at + 12 * L);
        s31.intoArray(sums, at + 13 * L);
        s32.intoArray(sums, at + 14 * L);
        s33.intoArray(sums, at + 15 * L);
    }
}
