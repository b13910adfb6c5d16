package dev.autograd.kernel.vector;

import dev.autograd.kernel.Interruption;
import dev.autograd.kernel.vector.Scratch.Slot;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The matrix product for CPUs whose vector registers are few: x86 with vectors of 256 bits has 16. A tile of
/// six rows and two vectors takes 12 of them for its sums, two for `B` and one for `A`.
///
/// `B` is copied into panels as wide as a tile, so that the tile reads it at a step that C2 knows: only then
/// are the bounds checked once, outside the loop, and not at each of its loads, which would take longer than
/// the arithmetic (measured: 67 against 25 GFLOP/s at 64 x 64 x 64). A block of `K` and the rows of `A` that
/// meet it stay in the second-level cache (blocks from 128 to 512 and from 48 to 6,000 rows were measured: 76
/// GFLOP/s here at 512 x 512, 66 elsewhere).
final class FloatPanels {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    /// Rows of a tile.
    static final int ROWS = 6;

    /// Columns of a tile and of a panel.
    static final int WIDTH = 2 * L;

    /// Block of `K`.
    static final int DEPTH = 512;

    /// Block of `M`, in whole tiles.
    private static final int HEIGHT = 8 * ROWS;

    /// Block of `N`, in whole panels: what is copied at a time is not more than scratch memory keeps.
    private static final int BREADTH = 256 * WIDTH;

    private FloatPanels() {}

    /// Whether this is the faster way: for very few rows, copying `B` costs as much as the product.
    static boolean suits(int M) {
        return !FloatTiles.WIDE && M > 3;
    }

    /// `C = init + A @ B`, where the rows of `A` lie along memory.
    static void multiply(
            int M,
            int N,
            int K,
            float[] a,
            int aOffset,
            int aRow,
            float[] b,
            int bOffset,
            int bRow,
            int bCol,
            float[] init,
            int initOffset,
            int initRow,
            int initCol,
            float[] c,
            int cOffset,
            int cRow) {
        long multiplications = (long) M * N * K;
        for (int n = 0; n < N; n += BREADTH) {
            int columns = Math.min(BREADTH, N - n);
            int k = 0;
            do {
                int depth = Math.min(DEPTH, K - k);
                float[] panels = pack(columns, depth, b, bOffset + k * bRow + n * bCol, bRow, bCol);
                boolean first = k == 0;
                for (int m = 0; m < M; m += HEIGHT) {
                    Interruption.check(multiplications);
                    int to = cOffset + m * cRow + n;
                    block(
                            Math.min(HEIGHT, M - m),
                            columns,
                            depth,
                            a,
                            aOffset + m * aRow + k,
                            aRow,
                            panels,
                            first ? init : c,
                            first ? initOffset + m * initRow + n * initCol : to,
                            first ? initRow : cRow,
                            first ? initCol : 1,
                            c,
                            to,
                            cRow);
                }
                k += depth;
            } while (k < K);
        }
    }

    /// `B[depth, columns]` in panels; the last is filled up with zeros.
    private static float[] pack(int columns, int depth, float[] b, int bOffset, int bRow, int bCol) {
        int count = (columns + WIDTH - 1) / WIDTH;
        float[] panels = Scratch.floats(Slot.PACKED_B, count * depth * WIDTH);
        for (int panel = 0; panel < count; panel++) {
            int n = panel * WIDTH;
            int to = panel * depth * WIDTH;
            int width = Math.min(WIDTH, columns - n);
            if (width < WIDTH) {
                Arrays.fill(panels, to, to + depth * WIDTH, 0);
            }
            if (bCol == 1 && width == WIDTH) {
                copy(depth, b, bOffset + n, bRow, panels, to);
            } else if (bRow == 1) {
                FloatPack.transpose(width, depth, b, bOffset + n * bCol, bCol, panels, to, WIDTH);
            } else {
                FloatPack.copyScalar(depth, width, b, bOffset + n * bCol, bRow, bCol, panels, to, WIDTH, 1);
            }
        }
        return panels;
    }

    private static void copy(int depth, float[] b, int bOffset, int bRow, float[] panel, int to) {
        for (int k = 0; k < depth; k++) {
            int from = bOffset + k * bRow;
            FloatVector.fromArray(S, b, from).intoArray(panel, to + k * WIDTH);
            FloatVector.fromArray(S, b, from + L).intoArray(panel, to + k * WIDTH + L);
        }
    }

    /// All tiles of a block of rows: panel by panel, so that each stays in the cache while all rows meet it.
    private static void block(
            int rows,
            int columns,
            int depth,
            float[] a,
            int aOffset,
            int aRow,
            float[] panels,
            float[] init,
            int initOffset,
            int initRow,
            int initCol,
            float[] c,
            int cOffset,
            int cRow) {
        int whole = columns - columns % WIDTH;
        for (int n = 0; n < whole; n += WIDTH) {
            for (int m = 0; m < rows; ) {
                m += tile(
                        rows - m,
                        depth,
                        a,
                        aOffset + m * aRow,
                        aRow,
                        panels,
                        n * depth,
                        init,
                        initOffset + m * initRow + n * initCol,
                        initRow,
                        c,
                        cOffset + m * cRow + n,
                        cRow);
            }
        }
        if (whole < columns) {
            float[] edge = Scratch.floats(Slot.EDGE, ROWS * WIDTH);
            int left = columns - whole;
            for (int m = 0, height; m < rows; m += height) {
                height = Math.min(height(rows - m), rows - m);
                int from = initOffset + m * initRow + whole * initCol;
                FloatPack.copyScalar(height, left, init, from, initRow, 1, edge, 0, WIDTH, 1);
                int start = aOffset + m * aRow;
                tile(rows - m, depth, a, start, aRow, panels, whole * depth, edge, 0, WIDTH, edge, 0, WIDTH);
                FloatPack.copyScalar(height, left, edge, 0, WIDTH, 1, c, cOffset + m * cRow + whole, cRow, 1);
            }
        }
    }

    /// The rows of the tile that begins where `left` rows are left: four where that wastes less than six.
    static int height(int left) {
        return left <= 4 || left == 7 || left == 8 ? 4 : ROWS;
    }

    /// `C[rows, WIDTH] = init + A[rows, K] @ panel[K, WIDTH]` for as many of the `left` rows, `aRow` apart, as
    /// one tile holds. A tile that hangs over the lower edge of `C` computes its last row several times, as those
    /// of [FloatTiles] do.
    ///
    /// @return the rows that are done
    static int tile(
            int left,
            int K,
            float[] a,
            int aOffset,
            int aRow,
            float[] panel,
            int at,
            float[] init,
            int initOffset,
            int initRow,
            float[] c,
            int cOffset,
            int cRow) {
        int height = height(left);
        int rows = Math.min(height, left);
        int a1 = aOffset + Math.min(1, rows - 1) * aRow;
        int a2 = aOffset + Math.min(2, rows - 1) * aRow;
        int a3 = aOffset + Math.min(3, rows - 1) * aRow;
        if (height == 4) {
            four(rows, K, a, aOffset, a1, a2, a3, panel, at, init, initOffset, initRow, c, cOffset, cRow);
        } else {
            int a4 = aOffset + Math.min(4, rows - 1) * aRow;
            int a5 = aOffset + Math.min(5, rows - 1) * aRow;
            six(rows, K, a, aOffset, a1, a2, a3, a4, a5, panel, at, init, initOffset, initRow, c, cOffset, cRow);
        }
        return rows;
    }

    /// A tile of up to four rows that start anywhere; where there are fewer, the last starts are that of the last
    /// row.
    static void four(
            int rows,
            int K,
            float[] a,
            int a0,
            int a1,
            int a2,
            int a3,
            float[] panel,
            int at,
            float[] init,
            int initOffset,
            int initRow,
            float[] c,
            int cOffset,
            int cRow) {
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
        FloatVector c00 = FloatVector.fromArray(S, init, initOffset);
        FloatVector c01 = FloatVector.fromArray(S, init, initOffset + L);
        FloatVector c10 = FloatVector.fromArray(S, init, initOffset + r1 * initRow);
        FloatVector c11 = FloatVector.fromArray(S, init, initOffset + r1 * initRow + L);
        FloatVector c20 = FloatVector.fromArray(S, init, initOffset + r2 * initRow);
        FloatVector c21 = FloatVector.fromArray(S, init, initOffset + r2 * initRow + L);
        FloatVector c30 = FloatVector.fromArray(S, init, initOffset + r3 * initRow);
        FloatVector c31 = FloatVector.fromArray(S, init, initOffset + r3 * initRow + L);
        for (int k = 0; k < K; k++) {
            FloatVector b0 = FloatVector.fromArray(S, panel, at + k * WIDTH);
            FloatVector b1 = FloatVector.fromArray(S, panel, at + k * WIDTH + L);
            FloatVector s0 = FloatVector.broadcast(S, a[a0 + k]);
            c00 = s0.fma(b0, c00);
            c01 = s0.fma(b1, c01);
            FloatVector s1 = FloatVector.broadcast(S, a[a1 + k]);
            c10 = s1.fma(b0, c10);
            c11 = s1.fma(b1, c11);
            FloatVector s2 = FloatVector.broadcast(S, a[a2 + k]);
            c20 = s2.fma(b0, c20);
            c21 = s2.fma(b1, c21);
            FloatVector s3 = FloatVector.broadcast(S, a[a3 + k]);
            c30 = s3.fma(b0, c30);
            c31 = s3.fma(b1, c31);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + L);
        c10.intoArray(c, cOffset + r1 * cRow);
        c11.intoArray(c, cOffset + r1 * cRow + L);
        c20.intoArray(c, cOffset + r2 * cRow);
        c21.intoArray(c, cOffset + r2 * cRow + L);
        c30.intoArray(c, cOffset + r3 * cRow);
        c31.intoArray(c, cOffset + r3 * cRow + L);
    }

    /// A tile of up to six rows, likewise.
    static void six(
            int rows,
            int K,
            float[] a,
            int a0,
            int a1,
            int a2,
            int a3,
            int a4,
            int a5,
            float[] panel,
            int at,
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
        FloatVector c00 = FloatVector.fromArray(S, init, initOffset);
        FloatVector c01 = FloatVector.fromArray(S, init, initOffset + L);
        FloatVector c10 = FloatVector.fromArray(S, init, initOffset + r1 * initRow);
        FloatVector c11 = FloatVector.fromArray(S, init, initOffset + r1 * initRow + L);
        FloatVector c20 = FloatVector.fromArray(S, init, initOffset + r2 * initRow);
        FloatVector c21 = FloatVector.fromArray(S, init, initOffset + r2 * initRow + L);
        FloatVector c30 = FloatVector.fromArray(S, init, initOffset + r3 * initRow);
        FloatVector c31 = FloatVector.fromArray(S, init, initOffset + r3 * initRow + L);
        FloatVector c40 = FloatVector.fromArray(S, init, initOffset + r4 * initRow);
        FloatVector c41 = FloatVector.fromArray(S, init, initOffset + r4 * initRow + L);
        FloatVector c50 = FloatVector.fromArray(S, init, initOffset + r5 * initRow);
        FloatVector c51 = FloatVector.fromArray(S, init, initOffset + r5 * initRow + L);
        for (int k = 0; k < K; k++) {
            FloatVector b0 = FloatVector.fromArray(S, panel, at + k * WIDTH);
            FloatVector b1 = FloatVector.fromArray(S, panel, at + k * WIDTH + L);
            FloatVector s0 = FloatVector.broadcast(S, a[a0 + k]);
            c00 = s0.fma(b0, c00);
            c01 = s0.fma(b1, c01);
            FloatVector s1 = FloatVector.broadcast(S, a[a1 + k]);
            c10 = s1.fma(b0, c10);
            c11 = s1.fma(b1, c11);
            FloatVector s2 = FloatVector.broadcast(S, a[a2 + k]);
            c20 = s2.fma(b0, c20);
            c21 = s2.fma(b1, c21);
            FloatVector s3 = FloatVector.broadcast(S, a[a3 + k]);
            c30 = s3.fma(b0, c30);
            c31 = s3.fma(b1, c31);
            FloatVector s4 = FloatVector.broadcast(S, a[a4 + k]);
            c40 = s4.fma(b0, c40);
            c41 = s4.fma(b1, c41);
            FloatVector s5 = FloatVector.broadcast(S, a[a5 + k]);
            c50 = s5.fma(b0, c50);
            c51 = s5.fma(b1, c51);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + L);
        c10.intoArray(c, cOffset + r1 * cRow);
        c11.intoArray(c, cOffset + r1 * cRow + L);
        c20.intoArray(c, cOffset + r2 * cRow);
        c21.intoArray(c, cOffset + r2 * cRow + L);
        c30.intoArray(c, cOffset + r3 * cRow);
        c31.intoArray(c, cOffset + r3 * cRow + L);
        c40.intoArray(c, cOffset + r4 * cRow);
        c41.intoArray(c, cOffset + r4 * cRow + L);
        c50.intoArray(c, cOffset + r5 * cRow);
        c51.intoArray(c, cOffset + r5 * cRow + L);
    }
}
