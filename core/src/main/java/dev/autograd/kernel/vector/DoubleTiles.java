package dev.autograd.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The two inner kernels of the matrix product. Each keeps its block of `C` in registers while it walks along `K`,
/// broadcasting elements of `A` against vectors of `B`.
///
/// A tile that hangs over the lower edge of `C` computes its last row several times instead of branching: the extra
/// arithmetic is cheaper than another kernel to compile, and equal values are written to the same place.
final class DoubleTiles {
    private static final VectorSpecies<Double> S = Lanes.DOUBLE;

    /// Lanes of one vector.
    static final int L = S.length();

    /// Columns of the wide tile.
    static final int WIDTH = 4 * L;

    /// Whether the wide tile is the faster one. It needs more than the 16 registers that x86 has for vectors of 256
    /// bits, and spilling them costs more than the narrow tile's broadcasts.
    static final boolean WIDE = S.vectorBitSize() != 256;

    private DoubleTiles() {}

    /// `C[rows, WIDTH] = init + A[rows, K] @ B[K, WIDTH]` for `rows` from 1 to 4. Sixteen sums hide the latency of
    /// two multiply-add units; larger blocks were measured slower and unstable under C2.
    static void wide(
            int rows,
            int K,
            double[] a,
            int aOffset,
            int aRow,
            int aCol,
            double[] b,
            int bOffset,
            int bRow,
            double[] init,
            int initOffset,
            int initRow,
            double[] c,
            int cOffset,
            int cRow) {
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
        int i1 = initOffset + r1 * initRow;
        int i2 = initOffset + r2 * initRow;
        int i3 = initOffset + r3 * initRow;
        DoubleVector c00 = DoubleVector.fromArray(S, init, initOffset);
        DoubleVector c01 = DoubleVector.fromArray(S, init, initOffset + L);
        DoubleVector c02 = DoubleVector.fromArray(S, init, initOffset + 2 * L);
        DoubleVector c03 = DoubleVector.fromArray(S, init, initOffset + 3 * L);
        DoubleVector c10 = DoubleVector.fromArray(S, init, i1);
        DoubleVector c11 = DoubleVector.fromArray(S, init, i1 + L);
        DoubleVector c12 = DoubleVector.fromArray(S, init, i1 + 2 * L);
        DoubleVector c13 = DoubleVector.fromArray(S, init, i1 + 3 * L);
        DoubleVector c20 = DoubleVector.fromArray(S, init, i2);
        DoubleVector c21 = DoubleVector.fromArray(S, init, i2 + L);
        DoubleVector c22 = DoubleVector.fromArray(S, init, i2 + 2 * L);
        DoubleVector c23 = DoubleVector.fromArray(S, init, i2 + 3 * L);
        DoubleVector c30 = DoubleVector.fromArray(S, init, i3);
        DoubleVector c31 = DoubleVector.fromArray(S, init, i3 + L);
        DoubleVector c32 = DoubleVector.fromArray(S, init, i3 + 2 * L);
        DoubleVector c33 = DoubleVector.fromArray(S, init, i3 + 3 * L);
        int a0 = aOffset;
        int a1 = aOffset + r1 * aRow;
        int a2 = aOffset + r2 * aRow;
        int a3 = aOffset + r3 * aRow;
        int at = bOffset;
        for (int k = 0; k < K; k++) {
            DoubleVector b0 = DoubleVector.fromArray(S, b, at);
            DoubleVector b1 = DoubleVector.fromArray(S, b, at + L);
            DoubleVector b2 = DoubleVector.fromArray(S, b, at + 2 * L);
            DoubleVector b3 = DoubleVector.fromArray(S, b, at + 3 * L);
            DoubleVector s0 = DoubleVector.broadcast(S, a[a0]);
            c00 = s0.fma(b0, c00);
            c01 = s0.fma(b1, c01);
            c02 = s0.fma(b2, c02);
            c03 = s0.fma(b3, c03);
            DoubleVector s1 = DoubleVector.broadcast(S, a[a1]);
            c10 = s1.fma(b0, c10);
            c11 = s1.fma(b1, c11);
            c12 = s1.fma(b2, c12);
            c13 = s1.fma(b3, c13);
            DoubleVector s2 = DoubleVector.broadcast(S, a[a2]);
            c20 = s2.fma(b0, c20);
            c21 = s2.fma(b1, c21);
            c22 = s2.fma(b2, c22);
            c23 = s2.fma(b3, c23);
            DoubleVector s3 = DoubleVector.broadcast(S, a[a3]);
            c30 = s3.fma(b0, c30);
            c31 = s3.fma(b1, c31);
            c32 = s3.fma(b2, c32);
            c33 = s3.fma(b3, c33);
            a0 += aCol;
            a1 += aCol;
            a2 += aCol;
            a3 += aCol;
            at += bRow;
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

    /// `C[rows, L] = init + A[rows, K] @ B[K, L]` for `rows` from 1 to 8. No masks: their bounds checks alone fill
    /// C2's budget.
    static void narrow(
            int rows,
            int K,
            double[] a,
            int aOffset,
            int aRow,
            int aCol,
            double[] b,
            int bOffset,
            int bRow,
            double[] init,
            int initOffset,
            int initRow,
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
        DoubleVector c0 = DoubleVector.fromArray(S, init, initOffset);
        DoubleVector c1 = DoubleVector.fromArray(S, init, initOffset + r1 * initRow);
        DoubleVector c2 = DoubleVector.fromArray(S, init, initOffset + r2 * initRow);
        DoubleVector c3 = DoubleVector.fromArray(S, init, initOffset + r3 * initRow);
        DoubleVector c4 = DoubleVector.fromArray(S, init, initOffset + r4 * initRow);
        DoubleVector c5 = DoubleVector.fromArray(S, init, initOffset + r5 * initRow);
        DoubleVector c6 = DoubleVector.fromArray(S, init, initOffset + r6 * initRow);
        DoubleVector c7 = DoubleVector.fromArray(S, init, initOffset + r7 * initRow);
        int a0 = aOffset;
        int a1 = aOffset + r1 * aRow;
        int a2 = aOffset + r2 * aRow;
        int a3 = aOffset + r3 * aRow;
        int a4 = aOffset + r4 * aRow;
        int a5 = aOffset + r5 * aRow;
        int a6 = aOffset + r6 * aRow;
        int a7 = aOffset + r7 * aRow;
        int at = bOffset;
        for (int k = 0; k < K; k++) {
            DoubleVector row = DoubleVector.fromArray(S, b, at);
            c0 = DoubleVector.broadcast(S, a[a0]).fma(row, c0);
            c1 = DoubleVector.broadcast(S, a[a1]).fma(row, c1);
            c2 = DoubleVector.broadcast(S, a[a2]).fma(row, c2);
            c3 = DoubleVector.broadcast(S, a[a3]).fma(row, c3);
            c4 = DoubleVector.broadcast(S, a[a4]).fma(row, c4);
            c5 = DoubleVector.broadcast(S, a[a5]).fma(row, c5);
            c6 = DoubleVector.broadcast(S, a[a6]).fma(row, c6);
            c7 = DoubleVector.broadcast(S, a[a7]).fma(row, c7);
            a0 += aCol;
            a1 += aCol;
            a2 += aCol;
            a3 += aCol;
            a4 += aCol;
            a5 += aCol;
            a6 += aCol;
            a7 += aCol;
            at += bRow;
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
