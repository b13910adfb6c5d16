package dev.autograd.data;

import dev.autograd.Tensor;
import dev.autograd.nn.Layer;
import dev.autograd.op.Check;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;

/// Brings each column of a table to mean 0 and standard deviation 1, by what was measured on the examples to learn
/// from.
///
/// ```java
/// var model = new Sequential(Standardizer.fit(train), new Linear(4, 64), new ReLU(), new Linear(64, 3));
/// ```
///
/// It is a layer whose `mean` and `std` are buffers: as part of a model it is saved with it, and a model that is loaded
/// standardises as it did in training.
public final class Standardizer extends Layer {
    private final Tensor mean;
    private final Tensor std;

    /// One that changes nothing, for so many columns: to load a state into.
    ///
    /// @throws IllegalArgumentException when the number is negative
    public Standardizer(int columns) {
        this(Tensor.zeros(columns), Tensor.ones(columns));
    }

    private Standardizer(Tensor mean, Tensor std) {
        this.mean = buffer("mean", mean);
        this.std = buffer("std", std);
    }

    /// Measures the columns of a table `(N, columns)`, in float64. The standard deviation is that of the table
    /// itself (division by N); a column that is the same everywhere is only shifted.
    ///
    /// @throws IllegalArgumentException when the table is no floating matrix with at least one row, or has
    ///     a value that is not finite
    public static Standardizer fit(Tensor table) {
        Check.floating("Standardizer.fit", "table", table);
        Check.rank("Standardizer.fit", "table", table, 2);
        int rows = (int) table.size(0);
        int columns = (int) table.size(1);
        Check.that(rows > 0, () -> "Standardizer.fit: the table must have a row, but its shape is " + table.shape());
        double[] values = table.toDoubleArray();
        double[] mean = new double[columns];
        double[] std = new double[columns];
        for (int column = 0; column < columns; column++) {
            measure(values, rows, columns, column, mean, std);
        }
        return new Standardizer(tensor(mean, table.dtype()), tensor(std, table.dtype()));
    }

    private static void measure(double[] values, int rows, int columns, int column, double[] mean, double[] std) {
        double first = values[column];
        boolean constant = true;
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            double value = values[row * columns + column];
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "Standardizer.fit: the value in row " + row + ", column " + column + " is " + value);
            }
            constant &= value == first;
            sum += value;
        }
        double center = sum / rows;
        double squares = 0;
        for (int row = 0; row < rows; row++) {
            double distance = values[row * columns + column] - center;
            squares += distance * distance;
        }
        mean[column] = constant ? first : center; // the mean of equal numbers may differ from them by rounding
        std[column] = constant ? 1 : Math.sqrt(squares / rows);
    }

    private static Tensor tensor(double[] values, DType dtype) {
        return Tensor.of(values, Shape.of(values.length)).to(dtype);
    }

    /// The mean of each column.
    public Tensor mean() {
        return mean;
    }

    /// The standard deviation of each column.
    public Tensor std() {
        return std;
    }

    /// `(x - mean) / std`, of tables with the same columns.
    @Override
    protected Tensor compute(Tensor x) {
        return x.sub(mean).div(std);
    }

    @Override
    protected String settings() {
        return Long.toString(mean.numel());
    }
}
