package dev.autograd.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The two inner kernels of the matrix product. Each keeps its block of `C` in registers while it walks along `K`,
/// broadcasting elements of `A` against vectors of `B`.
///
/// A tile that hangs over the lower edge of `C` computes its last row several times instead of branching: the extra
/// arithmetic is cheaper than another kernel to compile, and equal values are written to the same place.
final class FloatTiles {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;

    /// Lanes of one vector.
    static final int L = S.length();

    /// Columns of the wide tile.
    static final int WIDTH = 4 * L;

    /// Whether the wide tile is the faster one. It needs more than the 16 registers that x86 has for vectors of 256
    /// bits, and spilling them costs more than the narrow tile's broadcasts.
    static final boolean WIDE = S.vectorBitSize() != 256;

    private FloatTiles() {}

    /// `C[rows, WIDTH] = init + A[rows, K] @ B[K, WIDTH]` for `rows` from 1 to 4. Sixteen sums hide the latency of
    /// two multiply-add units; larger blocks were measured slower and unstable under C2.
    static void wide(
            int rows,
            int K,
            float[] a,
            int aOffset,
            int aRow,
            int aCol,
            float[] b,
            int bOffset,
            int bRow,
            float[] init,
            int initOffset,
            int initRow,
            float[] c,
            int cOffset,
            int cRow) {
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
        int i1 = initOffset + r1 * initRow;
        int i2 = initOffset + r2 * initRow;
        int i3 = initOffset + r3 * initRow;
        FloatVector c00 = FloatVector.fromArray(S, init, initOffset);
        FloatVector c01 = FloatVector.fromArray(S, init, initOffset + L);
        FloatVector c02 = FloatVector.fromArray(S, init, initOffset + 2 * L);
        FloatVector c03 = FloatVector.fromArray(S, init, initOffset + 3 * L);
        FloatVector c10 = FloatVector.fromArray(S, init, i1);
        FloatVector c11 = FloatVector.fromArray(S, init, i1 + L);
        FloatVector c12 = FloatVector.fromArray(S, init, i1 + 2 * L);
        FloatVector c13 = FloatVector.fromArray(S, init, i1 + 3 * L);
        FloatVector c20 = FloatVector.fromArray(S, init, i2);
        FloatVector c21 = FloatVector.fromArray(S, init, i2 + L);
        FloatVector c22 = FloatVector.fromArray(S, init, i2 + 2 * L);
        FloatVector c23 = FloatVector.fromArray(S, init, i2 + 3 * L);
        FloatVector c30 = FloatVector.fromArray(S, init, i3);
        FloatVector c31 = FloatVector.fromArray(S, init, i3 + L);
        FloatVector c32 = FloatVector.fromArray(S, init, i3 + 2 * L);
        FloatVector c33 = FloatVector.fromArray(S, init, i3 + 3 * L);
        int a0 = aOffset;
        int a1 = aOffset + r1 * aRow;
        int a2 = aOffset + r2 * aRow;
        int a3 = aOffset + r3 * aRow;
        int at = bOffset;
        for (int k = 0; k < K; k++) {
            FloatVector b0 = FloatVector.fromArray(S, b, at);
            FloatVector b1 = FloatVector.fromArray(S, b, at + L);
            FloatVector b2 = FloatVector.fromArray(S, b, at + 2 * L);
            FloatVector b3 = FloatVector.fromArray(S, b, at + 3 * L);
            FloatVector s0 = FloatVector.broadcast(S, a[a0]);
            c00 = s0.fma(b0, c00);
            c01 = s0.fma(b1, c01);
            c02 = s0.fma(b2, c02);
            c03 = s0.fma(b3, c03);
            FloatVector s1 = FloatVector.broadcast(S, a[a1]);
            c10 = s1.fma(b0, c10);
            c11 = s1.fma(b1, c11);
            c12 = s1.fma(b2, c12);
            c13 = s1.fma(b3, c13);
            FloatVector s2 = FloatVector.broadcast(S, a[a2]);
            c20 = s2.fma(b0, c20);
            c21 = s2.fma(b1, c21);
            c22 = s2.fma(b2, c22);
            c23 = s2.fma(b3, c23);
            FloatVector s3 = FloatVector.broadcast(S, a[a3]);
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
            float[] a,
            int aOffset,
            int aRow,
            int aCol,
            float[] b,
            int bOffset,
            int bRow,
            float[] init,
            int initOffset,
            int initRow,
            float[] c,
            int cOffset,
            int cRow) {
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
        int r4 = Math.min(4, rows - 1);
        int r5 = Math.min(5, rows - 1);
        int r6 = Math.min(6, rows - 1);
        int r7 = Math.min(7, rows - 1);
        FloatVector c0 = FloatVector.fromArray(S, init, initOffset);
        FloatVector c1 = FloatVector.fromArray(S, init, initOffset + r1 * initRow);
        FloatVector c2 = FloatVector.fromArray(S, init, initOffset + r2 * initRow);
        FloatVector c3 = FloatVector.fromArray(S, init, initOffset + r3 * initRow);
        FloatVector c4 = FloatVector.fromArray(S, init, initOffset + r4 * initRow);
        FloatVector c5 = FloatVector.fromArray(S, init, initOffset + r5 * initRow);
        FloatVector c6 = FloatVector.fromArray(S, init, initOffset + r6 * initRow);
        FloatVector c7 = FloatVector.fromArray(S, init, initOffset + r7 * initRow);
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
            FloatVector row = FloatVector.fromArray(S, b, at);
            c0 = FloatVector.broadcast(S, a[a0]).fma(row, c0);
            c1 = FloatVector.broadcast(S, a[a1]).fma(row, c1);
            c2 = FloatVector.broadcast(S, a[a2]).fma(row, c2);
            c3 = FloatVector.broadcast(S, a[a3]).fma(row, c3);
            c4 = FloatVector.broadcast(S, a[a4]).fma(row, c4);
            c5 = FloatVector.broadcast(S, a[a5]).fma(row, c5);
            c6 = FloatVector.broadcast(S, a[a6]).fma(row, c6);
            c7 = FloatVector.broadcast(S, a[a7]).fma(row, c7);
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
