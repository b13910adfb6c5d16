package dev.autograd.kernel.vector;

import dev.autograd.kernel.vector.Scratch.Slot;
import java.util.Arrays;

/// The right edge of the matrix product: fewer columns than a vector has lanes. Whole vectors of `B` are read,
/// whatever lies to the right; the lanes that mean something are copied in and out of a small block.
final class FloatEdge {
    private static final int L = FloatTiles.L;

    private FloatEdge() {}

    static void multiply(
            int M,
            int columns,
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
        int readable = readable(K, b.length, bOffset, bRow);
        float[] tail = tail(K - readable, columns, b, bOffset + readable * bRow, bRow);
        float[] block = Scratch.floats(Slot.EDGE, 8 * L);
        Arrays.fill(block, 0, 8 * L, 0);
        for (int m = 0; m < M; m += 8) {
            int rows = Math.min(8, M - m);
            copy(rows, columns, init, initOffset + m * initRow, initRow, block, 0, L);
            int aStart = aOffset + m * aRow;
            FloatTiles.narrow(rows, readable, a, aStart, aRow, aCol, b, bOffset, bRow, block, 0, L, block, 0, L);
            if (readable < K) {
                FloatTiles.narrow(
                        rows,
                        K - readable,
                        a,
                        aStart + readable * aCol,
                        aRow,
                        aCol,
                        tail,
                        0,
                        L,
                        block,
                        0,
                        L,
                        block,
                        0,
                        L);
            }
            copy(rows, columns, block, 0, L, c, cOffset + m * cRow, cRow);
        }
    }

    /// How many rows of `B` may be read as whole vectors without leaving the array.
    private static int readable(int K, int length, int bOffset, int bRow) {
        int last = length - L - bOffset;
        if (last < 0) {
            return 0;
        }
        return bRow == 0 ? K : Math.min(K, last / bRow + 1);
    }

    /// The rows near the end of the array, copied to where whole vectors can be read.
    private static float[] tail(int rows, int columns, float[] b, int bOffset, int bRow) {
        float[] tail = Scratch.floats(Slot.TAIL, rows * L);
        copy(rows, columns, b, bOffset, bRow, tail, 0, L);
        return tail;
    }

    private static void copy(
            int rows, int columns, float[] from, int fromOffset, int fromRow, float[] to, int toOffset, int toRow) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                to[toOffset + i * toRow + j] = from[fromOffset + i * fromRow + j];
            }
        }
    }
}
