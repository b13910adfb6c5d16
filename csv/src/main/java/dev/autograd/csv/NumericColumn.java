package dev.autograd.csv;

import java.util.Arrays;

/// A column of numbers.
///
/// @param name the name in the header
/// @param values one number a row, shared and not copied
public record NumericColumn(String name, double[] values) implements CsvColumn {
    private static final double LARGEST_PLAIN = 0x1p53;

    @Override
    public int rows() {
        return values.length;
    }

    /// The shortest decimal that names the number, without a fraction where there is none: class 3 is `3`.
    @Override
    public String cell(int row) {
        double value = values[row];
        boolean negativeZero = value == 0 && 1 / value < 0;
        return value == Math.rint(value) && Math.abs(value) < LARGEST_PLAIN && !negativeZero
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /// The values rounded to fresh floats.
    public float[] toFloats() {
        float[] floats = new float[values.length];
        for (int row = 0; row < floats.length; row++) {
            floats[row] = (float) values[row];
        }
        return floats;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumericColumn(String otherName, double[] otherValues)
                && name.equals(otherName)
                && Arrays.equals(values, otherValues);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return name + " (" + values.length + " numbers)";
    }
}
