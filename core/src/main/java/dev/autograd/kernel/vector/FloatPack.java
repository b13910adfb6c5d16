package dev.autograd.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Copies of matrices into the order in which the tiles read them.
final class FloatPack {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    /// Halvings of a block of `L * L`.
    private static final int STEPS = Integer.numberOfTrailingZeros(L);

    /// For every step of the transposition (blocks of 1, 2, 4, ... lanes) the lanes that make up the upper and the
    /// lower row of a pair, counted through both rows of the pair.
    private static final float[] UPPER = new float[L * STEPS];

    private static final float[] LOWER = new float[L * STEPS];

    static {
        for (int i = 0; i < UPPER.length; i++) {
            int block = 1 << (i / L);
            int lane = i % L;
            boolean left = (lane & block) == 0;
            UPPER[i] = left ? lane : L + lane - block;
            LOWER[i] = left ? lane + block : L + lane;
        }
    }

    private FloatPack() {}

    /// The lanes that `selectFrom(x, y)` takes for the upper row of a pair.
    static FloatVector upper(int step) {
        return FloatVector.fromArray(S, UPPER, step * L);
    }

    /// The lanes that `selectFrom(x, y)` takes for the lower row of a pair.
    static FloatVector lower(int step) {
        return FloatVector.fromArray(S, LOWER, step * L);
    }

    /// `to[j * toRow + i] = from[i * fromRow + j]` for `i < rows` and `j < columns`.
    static void transpose(
            int rows, int columns, float[] from, int fromOffset, int fromRow, float[] to, int toOffset, int toRow) {
        float[] block = Scratch.floats(Scratch.Slot.TRANSPOSE, L * L);
        int wholeRows = rows - rows % L;
        int wholeColumns = columns - columns % L;
        for (int i = 0; i < wholeRows; i += L) {
            for (int j = 0; j < wholeColumns; j += L) {
                block(from, fromOffset + i * fromRow + j, fromRow, to, toOffset + j * toRow + i, toRow, block);
            }
        }
        copyScalar(
                rows,
                columns - wholeColumns,
                from,
                fromOffset + wholeColumns,
                fromRow,
                1,
                to,
                toOffset + wholeColumns * toRow,
                1,
                toRow);
        copyScalar(
                rows - wholeRows,
                wholeColumns,
                from,
                fromOffset + wholeRows * fromRow,
                fromRow,
                1,
                to,
                toOffset + wholeRows,
                1,
                toRow);
    }

    /// `to[i * toRow + j * toCol] = from[i * fromRow + j * fromCol]`.
    static void copyScalar(
            int rows,
            int columns,
            float[] from,
            int fromOffset,
            int fromRow,
            int fromCol,
            float[] to,
            int toOffset,
            int toRow,
            int toCol) {
        for (int i = 0; i < rows; i++) {
            int source = fromOffset + i * fromRow;
            int target = toOffset + i * toRow;
            for (int j = 0; j < columns; j++) {
                to[target + j * toCol] = from[source + j * fromCol];
            }
        }
    }

    /// Transposes one block of `L * L`: two steps at a time, the first reading the source and the last writing the
    /// target.
    private static void block(
            float[] from, int fromOffset, int fromRow, float[] to, int toOffset, int toRow, float[] block) {
        int step = 0;
        for (; step + 2 < STEPS; step += 2) {
            exchangeTwice(step, from, fromOffset, fromRow, block, 0, L);
            from = block;
            fromOffset = 0;
            fromRow = L;
        }
        if (step + 2 == STEPS) {
            exchangeTwice(step, from, fromOffset, fromRow, to, toOffset, toRow);
        } else {
            exchange(step, from, fromOffset, fromRow, to, toOffset, toRow);
        }
    }

    /// Swaps the off-diagonal blocks of every two-by-two group of blocks with an edge of `1 << step` lanes.
    private static void exchange(
            int step, float[] from, int fromOffset, int fromRow, float[] to, int toOffset, int toRow) {
        FloatVector upper = upper(step);
        FloatVector lower = lower(step);
        int edge = 1 << step;
        for (int pair = 0; pair < L / 2; pair++) {
            int row = ((pair >> step) << (step + 1)) | (pair & (edge - 1));
            FloatVector x = FloatVector.fromArray(S, from, fromOffset + row * fromRow);
            FloatVector y = FloatVector.fromArray(S, from, fromOffset + (row + edge) * fromRow);
            upper.selectFrom(x, y).intoArray(to, toOffset + row * toRow);
            lower.selectFrom(x, y).intoArray(to, toOffset + (row + edge) * toRow);
        }
    }

    /// The exchanges of `step` and of `step + 1`, on four rows that stay in registers in between.
    private static void exchangeTwice(
            int step, float[] from, int fromOffset, int fromRow, float[] to, int toOffset, int toRow) {
        FloatVector upper = upper(step);
        FloatVector lower = lower(step);
        FloatVector nextUpper = upper(step + 1);
        FloatVector nextLower = lower(step + 1);
        int edge = 1 << step;
        for (int four = 0; four < L / 4; four++) {
            int row = ((four >> step) << (step + 2)) | (four & (edge - 1));
            int source = fromOffset + row * fromRow;
            FloatVector x0 = FloatVector.fromArray(S, from, source);
            FloatVector x1 = FloatVector.fromArray(S, from, source + edge * fromRow);
            FloatVector x2 = FloatVector.fromArray(S, from, source + 2 * edge * fromRow);
            FloatVector x3 = FloatVector.fromArray(S, from, source + 3 * edge * fromRow);
            FloatVector y0 = upper.selectFrom(x0, x1);
            FloatVector y1 = lower.selectFrom(x0, x1);
            FloatVector y2 = upper.selectFrom(x2, x3);
            FloatVector y3 = lower.selectFrom(x2, x3);
            int target = toOffset + row * toRow;
            nextUpper.selectFrom(y0, y2).intoArray(to, target);
            nextUpper.selectFrom(y1, y3).intoArray(to, target + edge * toRow);
            nextLower.selectFrom(y0, y2).intoArray(to, target + 2 * edge * toRow);
            nextLower.selectFrom(y1, y3).intoArray(to, target + 3 * edge * toRow);
        }
    }
}
