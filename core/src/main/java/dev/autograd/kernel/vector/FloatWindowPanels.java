package dev.autograd.kernel.vector;

import dev.autograd.kernel.vector.Scratch.Slot;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The convolution by the tiles of [FloatPanels]: a panel is made of windows into a padded copy of the image,
/// see [Windows], or of the output's gradient. Until these tiles are compiled, loops over single elements give
/// the same bits.
final class FloatWindowPanels {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();
    private static final int WIDTH = FloatPanels.WIDTH;
    private static final int DEPTH = FloatPanels.DEPTH;

    private FloatWindowPanels() {}

    /// Whether this is the faster way.
    static boolean suits() {
        return !FloatTiles.WIDE;
    }

    /// The numbers of a row of results: whole panels of them.
    static int step(Windows windows) {
        return (windows.numbers() + WIDTH - 1) / WIDTH * WIDTH;
    }

    /// Elements of the padded copy that may be read: what lies past its end is read and thrown away.
    static int readable(Windows windows) {
        return windows.size() + windows.planeWidth() + WIDTH;
    }

    private static boolean ready(int rows, int columns, int depth) {
        return Readiness.FLOAT_PRODUCTS.of((long) rows * columns * depth);
    }

    // --------------------------------------------------------------------------------------------------------- forward

    /// `results[m] += weight[m] @ windows` for `M` rows of numbers, `step(windows)` apart.
    static void convolve(Windows windows, int M, float[] weight, int weightOffset, float[] copy, float[] results) {
        if (ready(M, windows.numbers(), windows.offsets().length)) {
            convolveByTiles(windows, M, weight, weightOffset, copy, results);
        } else {
            convolveByElements(windows, M, weight, weightOffset, copy, results);
        }
    }

    static void convolveByTiles(
            Windows windows, int M, float[] weight, int weightOffset, float[] copy, float[] results) {
        int[] offsets = windows.offsets();
        int K = offsets.length;
        int step = step(windows);
        float[] panel = Scratch.floats(Slot.PACKED_B, K * WIDTH);
        for (int p = 0; p < step; p += WIDTH) {
            gather(K, copy, p, offsets, panel);
            for (int m = 0; m < M; ) {
                int to = m * step + p;
                int from = weightOffset + m * K;
                m += FloatPanels.tile(M - m, K, weight, from, K, panel, 0, results, to, step, results, to, step);
            }
        }
    }

    /// A panel of the windows at `WIDTH` adjacent outputs.
    private static void gather(int K, float[] copy, int p, int[] offsets, float[] panel) {
        for (int k = 0; k < K; k++) {
            int from = offsets[k] + p;
            FloatVector.fromArray(S, copy, from).intoArray(panel, k * WIDTH);
            FloatVector.fromArray(S, copy, from + L).intoArray(panel, k * WIDTH + L);
        }
    }

    private static void convolveByElements(
            Windows windows, int M, float[] weight, int weightOffset, float[] copy, float[] results) {
        int[] offsets = windows.offsets();
        int K = offsets.length;
        int step = step(windows);
        int n = windows.numbers();
        for (int m = 0; m < M; m++) {
            for (int k = 0; k < K; k++) {
                add(weight[weightOffset + m * K + k], copy, offsets[k], results, m * step, n);
            }
        }
    }

    /// `y += scale * x`.
    private static void add(float scale, float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = Math.fma(scale, x[xFrom + i], y[yFrom + i]);
        }
    }

    // ---------------------------------------------------------------------------------------- gradient by the weight

    /// `sums[tap] += windows[tap] @ transposed(g)` for all taps, rows of `width(M)` sums of which the first `M`
    /// mean something.
    ///
    /// @param g `M` rows of numbers, `windows.numbers()` apart, with zeros for those beyond the output's width
    static void backwardWeight(Windows windows, int M, float[] g, float[] copy, float[] sums, int sumsOffset) {
        if (ready(M, windows.numbers(), windows.offsets().length)) {
            backwardWeightByTiles(windows, M, g, copy, sums, sumsOffset);
        } else {
            backwardWeightByElements(windows, M, g, copy, sums, sumsOffset);
        }
    }

    /// `M` in whole panels.
    static int width(int M) {
        return (M + WIDTH - 1) / WIDTH * WIDTH;
    }

    static void backwardWeightByTiles(Windows windows, int M, float[] g, float[] copy, float[] sums, int sumsOffset) {
        int n = windows.numbers();
        int width = width(M);
        float[] panel = Scratch.floats(Slot.PACKED_B, DEPTH * WIDTH);
        for (int p = 0; p < n; p += DEPTH) {
            int depth = Math.min(DEPTH, n - p);
            for (int m = 0; m < M; m += WIDTH) {
                int columns = Math.min(WIDTH, M - m);
                if (columns < WIDTH) {
                    Arrays.fill(panel, 0, depth * WIDTH, 0);
                }
                FloatPack.transpose(columns, depth, g, m * n + p, n, panel, 0, WIDTH);
                allTaps(windows.offsets(), p, depth, copy, panel, sums, sumsOffset + m, width);
            }
        }
    }

    private static void allTaps(
            int[] offsets, int p, int depth, float[] copy, float[] panel, float[] sums, int to, int width) {
        int last = offsets.length - 1;
        for (int k = 0, height; k <= last; k += height) {
            height = FloatPanels.height(last + 1 - k);
            int at = to + k * width;
            int a0 = offsets[k] + p;
            int a1 = offsets[Math.min(last, k + 1)] + p;
            int a2 = offsets[Math.min(last, k + 2)] + p;
            int a3 = offsets[Math.min(last, k + 3)] + p;
            int rows = Math.min(height, last + 1 - k);
            if (height == 4) {
                FloatPanels.four(rows, depth, copy, a0, a1, a2, a3, panel, 0, sums, at, width, sums, at, width);
            } else {
                int a4 = offsets[Math.min(last, k + 4)] + p;
                int a5 = offsets[Math.min(last, k + 5)] + p;
                FloatPanels.six(rows, depth, copy, a0, a1, a2, a3, a4, a5, panel, 0, sums, at, width, sums, at, width);
            }
        }
    }

    private static void backwardWeightByElements(
            Windows windows, int M, float[] g, float[] copy, float[] sums, int sumsOffset) {
        int n = windows.numbers();
        int width = width(M);
        float[] columns = Scratch.floats(Slot.PACKED_B, n * M);
        FloatPack.copyScalar(M, n, g, 0, n, 1, columns, 0, 1, M);
        for (int k = 0; k < windows.offsets().length; k++) {
            int from = windows.offsets()[k];
            for (int p = 0; p < n; p++) {
                add(copy[from + p], columns, p * M, sums, sumsOffset + k * width, M);
            }
        }
    }
}
