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

    private FloatWindowDots() {}

    /// `dweight[m][tap] += sum over p of g[m][p] * copy[windows[tap] + p]` for `p` below `length`, which is a
    /// multiple of `L`.
    static void add(
            int M, int length, float[] g, int gRow, float[] copy, int[] windows, float[] dweight, int dweightOffset) {
        int K = windows.length;
        float[] block = Scratch.floats(Scratch.Slot.EDGE, 16 * L);
        for (int p = 0; p < length; p += BLOCK) {
            int end = Math.min(length, p + BLOCK);
            for (int m = 0; m < M; m += 4) {
                int rows = Math.min(4, M - m);
                for (int k = 0; k < K; k += 4) {
                    int taps = Math.min(4, K - k);
                    tile(rows, taps, p, end, g, m * gRow, gRow, copy, windows, k, block);
                    collect(rows, taps, block, dweight, dweightOffset + m * K + k, K);
                }
            }
        }
    }

    private static void collect(int rows, int taps, float[] block, float[] dweight, int to, int step) {
        for (int row = 0; row < rows; row++) {
            for (int tap = 0; tap < taps; tap++) {
                FloatVector sum = FloatVector.fromArray(S, block, (4 * row + tap) * L);
                dweight[to + row * step + tap] += FloatFold.sum(sum);
            }
        }
    }

    /// Sixteen dot products, whose lanes are left to be added up: C2 would no longer inline the vector operations
    /// of sixteen folds into the loop's method. Where there are fewer rows or taps, the last ones are repeated.
    private static void tile(
            int rows,
            int taps,
            int from,
            int end,
            float[] g,
            int gOffset,
            int gRow,
            float[] copy,
            int[] windows,
            int first,
            float[] block) {
        int g0 = gOffset;
        int g1 = gOffset + Math.min(1, rows - 1) * gRow;
        int g2 = gOffset + Math.min(2, rows - 1) * gRow;
        int g3 = gOffset + Math.min(3, rows - 1) * gRow;
        int x0 = windows[first];
        int x1 = windows[first + Math.min(1, taps - 1)];
        int x2 = windows[first + Math.min(2, taps - 1)];
        int x3 = windows[first + Math.min(3, taps - 1)];
        FloatVector s00 = FloatVector.zero(S);
        FloatVector s01 = s00;
        FloatVector s02 = s00;
        FloatVector s03 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s12 = s00;
        FloatVector s13 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s22 = s00;
        FloatVector s23 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        FloatVector s32 = s00;
        FloatVector s33 = s00;
        for (int p = from; p < end; p += L) {
            FloatVector w0 = FloatVector.fromArray(S, copy, x0 + p);
            FloatVector w1 = FloatVector.fromArray(S, copy, x1 + p);
            FloatVector w2 = FloatVector.fromArray(S, copy, x2 + p);
            FloatVector w3 = FloatVector.fromArray(S, copy, x3 + p);
            FloatVector v0 = FloatVector.fromArray(S, g, g0 + p);
            s00 = v0.fma(w0, s00);
            s01 = v0.fma(w1, s01);
            s02 = v0.fma(w2, s02);
            s03 = v0.fma(w3, s03);
            FloatVector v1 = FloatVector.fromArray(S, g, g1 + p);
            s10 = v1.fma(w0, s10);
            s11 = v1.fma(w1, s11);
            s12 = v1.fma(w2, s12);
            s13 = v1.fma(w3, s13);
            FloatVector v2 = FloatVector.fromArray(S, g, g2 + p);
            s20 = v2.fma(w0, s20);
            s21 = v2.fma(w1, s21);
            s22 = v2.fma(w2, s22);
            s23 = v2.fma(w3, s23);
            FloatVector v3 = FloatVector.fromArray(S, g, g3 + p);
            s30 = v3.fma(w0, s30);
            s31 = v3.fma(w1, s31);
            s32 = v3.fma(w2, s32);
            s33 = v3.fma(w3, s33);
        }
        s00.intoArray(block, 0);
        s01.intoArray(block, L);
        s02.intoArray(block, 2 * L);
        s03.intoArray(block, 3 * L);
        s10.intoArray(block, 4 * L);
        s11.intoArray(block, 5 * L);
        s12.intoArray(block, 6 * L);
        s13.intoArray(block, 7 * L);
        s20.intoArray(block, 8 * L);
        s21.intoArray(block, 9 * L);
        s22.intoArray(block, 10 * L);
        s23.intoArray(block, 11 * L);
        s30.intoArray(block, 12 * L);
        s31.intoArray(block, 13 * L);
        s32.intoArray(block, 14 * L);
        s33.intoArray(block, 15 * L);
    }
}
