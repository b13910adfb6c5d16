package dev.autograd.kernel.vector;

import java.util.List;

/// Calls of the matrix product by vectors of `double` that [Readiness] waits for.
final class DoubleProductRehearsal {
    private static final int L = Lanes.DOUBLE.length();
    private static final int ROWS = 5;

    /// So many steps along `K` that C2 is asked for a tile as soon as it has been called often enough.
    private static final int DEPTH = 24;

    /// Nanoseconds in which a call ends once it is compiled; before, it takes ten and more times as long.
    private static final double FAST = 5_000;

    private DoubleProductRehearsal() {}

    /// Products of all layouts whose edges are not whole tiles.
    static List<Rehearsal> products() {
        int n = 4 * L + 3;
        double[] a = new double[n * n];
        double[] b = new double[n * n];
        double[] c = new double[n * n];
        return List.of(
                product("products", ROWS, n, 1, n, 1, a, b, c),
                product("products with a transposed right", ROWS, n, 1, 1, n, a, b, c),
                product("products with a transposed left", ROWS, 1, n, n, 1, a, b, c),
                product("products of few rows", 2, n, 1, n, 1, a, b, c));
    }

    private static Rehearsal product(
            String name, int M, int aRow, int aCol, int bRow, int bCol, double[] a, double[] b, double[] c) {
        int n = 4 * L + 3;
        return new Rehearsal(
                name,
                4 * FAST,
                () -> DoubleVectorGemm.vectors(M, n, DEPTH, a, 0, aRow, aCol, b, 0, bRow, bCol, null, 0, 0, c, 0, n));
    }

    static List<Rehearsal> dots() {
        int n = 26 * L + L / 2;
        double[] x = new double[n];
        double[] y = new double[n];
        return List.of(new Rehearsal("dot products", FAST, () -> y[0] = DoubleDots.vectors(x, 0, y, 0, n)));
    }
}
