package dev.autograd.cli.train;

import dev.autograd.Tensor;
import java.util.Arrays;

/// Plain loops over the rows of outputs and targets.
public final class Rows {
    private Rows() {}

    /// The column of the largest number in each row of a matrix, the first of equal ones.
    public static int[] largest(Tensor matrix) {
        float[] cells = matrix.toFloatArray();
        int columns = (int) matrix.size(1);
        int[] largest = new int[(int) matrix.size(0)];
        for (int row = 0; row < largest.length; row++) {
            int start = row * columns;
            int best = 0;
            for (int column = 1; column < columns; column++) {
                if (cells[start + column] > cells[start + best]) {
                    best = column;
                }
            }
            largest[row] = best;
        }
        return largest;
    }

    /// The class of each row of a target, which is class indices or one-hot rows.
    public static int[] classes(Tensor target) {
        return target.dtype().isFloating() ? largest(target) : target.toIntArray();
    }

    /// The sum of squared differences from the mean.
    static double squaresAroundMean(double[] values) {
        double mean = Arrays.stream(values).sum() / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares;
    }
}
