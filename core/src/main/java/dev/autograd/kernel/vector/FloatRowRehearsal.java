package dev.autograd.kernel.vector;

import dev.autograd.kernel.Pool2dShape;
import java.util.List;

/// Calls of the vector loops along rows and columns of `float` that [Readiness] waits for.
final class FloatRowRehearsal {
    private static final int L = Lanes.FLOAT.length();
    private static final int ROWS = 13;

    /// Whole vectors, four and two at a time, and some elements left over.
    private static final int N = 26 * L + L / 2;

    /// Nanoseconds in which a call ends once it is compiled; before, it takes ten and more times as long.
    private static final double FAST = 5_000;

    private FloatRowRehearsal() {}

    /// A loop over one row `x`, or from rows `x` and `y` to `z`.
    private interface RowLoop {
        void run(float[] x, float[] y, float[] z);
    }

    private static List<Rehearsal> row(String name, RowLoop loop) {
        return List.of(rehearsal(name, loop));
    }

    private static Rehearsal rehearsal(String name, RowLoop loop) {
        float[] x = new float[N];
        float[] y = new float[N];
        float[] z = new float[N];
        return new Rehearsal(name, FAST, () -> loop.run(x, y, z));
    }

    static List<Rehearsal> sums() {
        return row("sums", (x, y, z) -> z[0] = (float) FloatRuns.sum(x, 0, N));
    }

    static List<Rehearsal> maxima() {
        return row("maxima", (x, y, z) -> z[0] = FloatRuns.max(1, x, 0, N));
    }

    static List<Rehearsal> squares() {
        double[] sums = new double[2];
        return List.of(
                rehearsal("moments", (x, y, z) -> FloatRuns.moments(0, x, 0, N, sums)),
                rehearsal("squares", (x, y, z) -> z[0] = FloatRuns.squares(0, x, 0, N)));
    }

    static List<Rehearsal> sumsOfExponentials() {
        return row("sums of exponentials", (x, y, z) -> z[0] = FloatExponentials.sum(0, x, 0, N));
    }

    static List<Rehearsal> exponentials() {
        return row("exponentials", (x, y, z) -> FloatExponentials.store(0, x, 0, z, 0, N));
    }

    static List<Rehearsal> scaledExponentials() {
        return row("scaled exponentials", (x, y, z) -> FloatExponentials.storeScaled(0, 0, 1, x, 0, z, 0, N));
    }

    static List<Rehearsal> subtractedExponentials() {
        return row("exponentials subtracted", (x, y, z) -> FloatExponentials.subtractScaled(1, x, 0, y, 0, z, 0, N));
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

    static List<Rehearsal> pools() {
        Pool2dShape shape = new Pool2dShape(ROWS, 4, N, 2, 2, 2, 2, 0, 0, 1, 1, Pool2dShape.Rounding.FLOOR);
        float[] x = new float[shape.planes() * shape.inPlane()];
        float[] y = new float[shape.planes() * shape.outPlane()];
        long[] indices = new long[y.length];
        return List.of(new Rehearsal(
                "maxima of two by two", 4 * FAST, () -> FloatVectorPool2d.maxOfFours(shape, x, 0, y, 0, indices, 0)));
    }
}
