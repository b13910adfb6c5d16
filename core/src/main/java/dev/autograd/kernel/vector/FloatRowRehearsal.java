package dev.autograd.kernel.vector;

import java.util.List;

/// Calls of the vector loops along rows and columns of `float` that [Readiness] waits for.
final class FloatRowRehearsal {
    private static final int L = Lanes.FLOAT.length();
    private static final int ROWS = 13;

    /// Nanoseconds in which a call ends once it is compiled; before, it takes ten and more times as long.
    private static final double FAST = 5_000;

    private FloatRowRehearsal() {}

    /// Rows with whole vectors, and some left over.
    static List<Rehearsal> rows() {
        int n = 9 * L + L / 2;
        float[] x = new float[n];
        float[] y = new float[n];
        float[] z = new float[n];
        return List.of(
                new Rehearsal("sums", FAST, () -> y[0] = (float) FloatRuns.sum(x, 0, n)),
                new Rehearsal("maxima", FAST, () -> y[0] = FloatRuns.max(1, x, 0, n)),
                new Rehearsal("squares", FAST, () -> y[0] = FloatRuns.squares(0, x, 0, n)),
                new Rehearsal("dot products", FAST, () -> y[0] = FloatDots.vectors(x, 0, y, 0, n)),
                new Rehearsal("sums of exponentials", FAST, () -> y[0] = FloatExponentials.sum(0, x, 0, n)),
                new Rehearsal("exponentials", FAST, () -> y[0] = FloatExponentials.store(0, x, 0, z, 0, n)),
                new Rehearsal("scaled exponentials", FAST, () -> FloatExponentials.storeScaled(0, 0, 1, x, 0, z, 0, n)),
                new Rehearsal(
                        "exponentials subtracted",
                        FAST,
                        () -> FloatExponentials.subtractScaled(1, x, 0, y, 0, z, 0, n)));
    }

    /// A matrix that is as wide as several vectors.
    static List<Rehearsal> columns() {
        int columns = 9 * L + L / 2;
        float[] x = new float[ROWS * columns];
        float[] out = new float[columns];
        return List.of(
                new Rehearsal("sums of columns", FAST, () -> FloatColumns.vectorSums(x, 0, out, 0, ROWS, columns)),
                new Rehearsal(
                        "maxima of columns", FAST, () -> FloatColumns.vectorMaxima(1, x, 0, out, 0, ROWS, columns)));
    }
}
