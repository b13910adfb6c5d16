package dev.autograd.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The inner kernels of the convolution: those of [DoubleTiles], except that the rows of `B` are windows into a padded
/// image, found through a table, and that all sums of a row start from its bias.
final class DoubleWindowTiles {
    private static final VectorSpecies<Double> S = Lanes.DOUBLE;
    private static final int L = S.length();

    private DoubleWindowTiles() {}

    /// `C[rows, 4L] = bias + A[rows, K] @ windows` for `rows` from 1 to 4.
    static void wide(
            int rows,
            int K,
            double[] a,
            int aOffset,
            int aRow,
            double[] b,
            int bOffset,
            int[] windows,
            double[] bias,
            int biasOffset,
            int biasStep,
            double[] c,
            int cOffset,
            int cRow) {
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
        DoubleVector c00 = DoubleVector.broadcast(S, bias[biasOffset]);
        DoubleVector c01 = c00;
        DoubleVector c02 = c00;
        DoubleVector c03 = c00;
        DoubleVector c10 = DoubleVector.broadcast(S, bias[biasOffset + r1 * biasStep]);
        DoubleVector c11 = c10;
        DoubleVector c12 = c10;
        DoubleVector c13 = c10;
        DoubleVector c20 = DoubleVector.broadcast(S, bias[biasOffset + r2 * biasStep]);
        DoubleVector c21 = c20;
        DoubleVector c22 = c20;
        DoubleVector c23 = c20;
        DoubleVector c30 = DoubleVector.broadcast(S, bias[biasOffset + r3 * biasStep]);
        DoubleVector c31 = c30;
        DoubleVector c32 = c30;
        DoubleVector c33 = c30;
        int a0 = aOffset;
        int a1 = aOffset + r1 * aRow;
        int a2 = aOffset + r2 * aRow;
        int a3 = aOffset + r3 * aRow;
        for (int k = 0; k < K; k++) {
            int at = bOffset + windows[k];
            DoubleVector b0 = DoubleVector.fromArray(S, b, at);
            DoubleVector b1 = DoubleVector.fromArray(S, b, at + L);
            DoubleVector b2 = DoubleVector.fromArray(S, b, at + 2 * L);
            DoubleVector b3 = DoubleVector.fromArray(S, b, at + 3 * L);
            DoubleVector s0 = DoubleVector.broadcast(S, a[a0 + k]);
            c00 = s0.fma(b0, c00);
            c01 = s0.fma(b1, c01);
            c02 = s0.fma(b2, c02);
            c03 = s0.fma(b3, c03);
            DoubleVector s1 = DoubleVector.broadcast(S, a[a1 + k]);
            c10 = s1.fma(b0, c10);
            c11 = s1.fma(b1, c11);
            c12 = s1.fma(b2, c12);
            c13 = s1.fma(b3, c13);
            DoubleVector s2 = DoubleVector.broadcast(S, a[a2 + k]);
            c20 = s2.fma(b0, c20);
            c21 = s2.fma(b1, c21);
            c22 = s2.fma(b2, c22);
            c23 = s2.fma(b3, c23);
            DoubleVector s3 = DoubleVector.broadcast(S, a[a3 + k]);
            c30 = s3.fma(b0, c30);
            c31 = s3.fma(b1, c31);
            c32 = s3.fma(b2, c32);
            c33 = s3.fma(b3, c33);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + L);
        c02.intoArray(c, cOffset + 2 * L);
        c03.intoArray(c, cOffset + 3 * L);
        int d1 = cOffset + r1 * cRow;
        c10.intoArray(c, d1);
        c11.intoArray(c, d1 + L);
        c12.intoArray(c, d1 + 2 * L);
        c13.intoArray(c, d1 + 3 * L);
        int d2 = cOffset + r2 * cRow;
        c20.intoArray(c, d2);
        c21.intoArray(c, d2 + L);
        c22.intoArray(c, d2 + 2 * L);
        c23.intoArray(c, d2 + 3 * L);
        int d3 = cOffset + r3 * cRow;
        c30.intoArray(c, d3);
        c31.intoArray(c, d3 + L);
        c32.intoArray(c, d3 + 2 * L);
        c33.intoArray(c, d3 + 3 * L);
    }

    /// `C[rows, L] = bias + A[rows, K] @ windows` for `rows` from 1 to 8.
    static void narrow(
            int rows,
            int K,
            double[] a,
            int aOffset,
            int aRow,
            double[] b,
            int bOffset,
            int[] windows,
            double[] bias,
            int biasOffset,
            int biasStep,
            double[] c,
            int cOffset,
            int cRow) {
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
        int r4 = Math.min(4, rows - 1);
        int r5 = Math.min(5, rows - 1);
        int r6 = Math.min(6, rows - 1);
        int r7 = Math.min(7, rows - 1);
        DoubleVector c0 = DoubleVector.broadcast(S, bias[biasOffset]);
        DoubleVector c1 = DoubleVector.broadcast(S, bias[biasOffset + r1 * biasStep]);
        DoubleVector c2 = DoubleVector.broadcast(S, bias[biasOffset + r2 * biasStep]);
        DoubleVector c3 = DoubleVector.broadcast(S, bias[biasOffset + r3 * biasStep]);
        DoubleVector c4 = DoubleVector.broadcast(S, bias[biasOffset + r4 * biasStep]);
        DoubleVector c5 = DoubleVector.broadcast(S, bias[biasOffset + r5 * biasStep]);
        DoubleVector c6 = DoubleVector.broadcast(S, bias[biasOffset + r6 * biasStep]);
        DoubleVector c7 = DoubleVector.broadcast(S, bias[biasOffset + r7 * biasStep]);
        int a0 = aOffset;
        int a1 = aOffset + r1 * aRow;
        int a2 = aOffset + r2 * aRow;
        int a3 = aOffset + r3 * aRow;
        int a4 = aOffset + r4 * aRow;
        int a5 = aOffset + r5 * aRow;
        int a6 = aOffset + r6 * aRow;
        int a7 = aOffset + r7 * aRow;
        for (int k = 0; k < K; k++) {
            int at = bOffset + windows[k];
            DoubleVector b0 = DoubleVector.fromArray(S, b, at);
            c0 = DoubleVector.broadcast(S, a[a0 + k]).fma(b0, c0);
            c1 = DoubleVector.broadcast(S, a[a1 + k]).fma(b0, c1);
            c2 = DoubleVector.broadcast(S, a[a2 + k]).fma(b0, c2);
            c3 = DoubleVector.broadcast(S, a[a3 + k]).fma(b0, c3);
            c4 = DoubleVector.broadcast(S, a[a4 + k]).fma(b0, c4);
            c5 = DoubleVector.broadcast(S, a[a5 + k]).fma(b0, c5);
            c6 = DoubleVector.broadcast(S, a[a6 + k]).fma(b0, c6);
            c7 = DoubleVector.broadcast(S, a[a7 + k]).fma(b0, c7);
        }
        c0.intoArray(c, cOffset);
        c1.intoArray(c, cOffset + r1 * cRow);
        c2.intoArray(c, cOffset + r2 * cRow);
        c3.intoArray(c, cOffset + r3 * cRow);
        c4.intoArray(c, cOffset + r4 * cRow);
        c5.intoArray(c, cOffset + r5 * cRow);
        c6.intoArray(c, cOffset + r6 * cRow);
        c7.intoArray(c, cOffset + r7 * cRow);
    }
}
