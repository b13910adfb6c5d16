package dev.autograd.kernel.vector;

/// What kernels compute along one run of adjacent elements, by vectors or, where these are not compiled yet or
/// the run is shorter than one, by loops of the same bits.
final class FloatRows {
    private static final int L = Lanes.FLOAT.length();

    /// What an exponential is worth in multiplications.
    private static final int EXP = 8;

    private FloatRows() {}

    private static boolean vectors(Readiness loop, int n, int each) {
        return n >= L && loop.of((long) each * n);
    }

    /// As [FloatRuns#sum].
    static double sum(float[] x, int from, int n) {
        return vectors(Readiness.FLOAT_SUMS, n, 1) ? FloatRuns.sum(x, from, n) : FloatLanes.sum(x, from, n);
    }

    /// As [FloatRuns#max].
    static float max(float sign, float[] x, int from, int n) {
        return vectors(Readiness.FLOAT_MAXIMA, n, 1)
                ? FloatRuns.max(sign, x, from, n)
                : FloatLanes.max(sign, x, from, n);
    }

    /// As [FloatRuns#find].
    static int find(float value, float[] x, int from, int n) {
        return vectors(Readiness.FLOAT_MAXIMA, n, 1)
                ? FloatRuns.find(value, x, from, n)
                : FloatLanes.find(value, x, from, n);
    }

    /// As [FloatRuns#squares].
    static float squares(float center, float[] x, int from, int n) {
        return vectors(Readiness.FLOAT_SQUARES, n, 1)
                ? FloatRuns.squares(center, x, from, n)
                : FloatLanes.squares(center, x, from, n);
    }

    /// As [FloatRuns#moments].
    static void moments(float shift, float[] x, int from, int n, double[] sums) {
        if (vectors(Readiness.FLOAT_SQUARES, n, 1)) {
            FloatRuns.moments(shift, x, from, n, sums);
        } else {
            FloatLanes.moments(shift, x, from, n, sums);
        }
    }

    /// As [FloatExponentials#sum].
    static float sumOfExp(float shift, float[] x, int from, int n) {
        return vectors(Readiness.FLOAT_EXPONENTIAL_SUMS, n, EXP)
                ? FloatExponentials.sum(shift, x, from, n)
                : FloatLanes.sumOfExp(shift, x, from, n);
    }

    /// As [FloatExponentials#store].
    static float storeExp(float shift, float[] x, int xFrom, float[] y, int yFrom, int n) {
        return vectors(Readiness.FLOAT_EXPONENTIALS, n, EXP)
                ? FloatExponentials.store(shift, x, xFrom, y, yFrom, n)
                : FloatLanes.storeExp(shift, x, xFrom, y, yFrom, n);
    }

    /// As [FloatExponentials#storeScaled].
    static void storeScaledExp(
            float max, float logSum, float scale, float[] x, int xFrom, float[] y, int yFrom, int n) {
        if (vectors(Readiness.FLOAT_SCALED_EXPONENTIALS, n, EXP)) {
            FloatExponentials.storeScaled(max, logSum, scale, x, xFrom, y, yFrom, n);
        } else {
            FloatLanes.storeScaledExp(max, logSum, scale, x, xFrom, y, yFrom, n);
        }
    }

    /// As [FloatExponentials#subtractScaled].
    static void subtractScaledExp(
            float sum, float[] y, int yFrom, float[] g, int gFrom, float[] dx, int dxFrom, int n) {
        if (vectors(Readiness.FLOAT_SUBTRACTED_EXPONENTIALS, n, EXP)) {
            FloatExponentials.subtractScaled(sum, y, yFrom, g, gFrom, dx, dxFrom, n);
        } else {
            FloatLanes.subtractScaledExp(sum, y, yFrom, g, gFrom, dx, dxFrom, n);
        }
    }

    /// The first element that loops over single elements have left to do, after whole vectors or none.
    ///
    /// @param loop the one that such a loop goes with
    static int wholeVectors(Readiness loop, int n) {
        return vectors(loop, n, 1) ? n - n % L : 0;
    }
}
