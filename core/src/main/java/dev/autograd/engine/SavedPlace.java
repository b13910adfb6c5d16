package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;

/// Which of the values that operators saved: for errors and reports.
///
/// @param operator the name of the operator that saved it
/// @param value its place among the operator's inputs and outputs, such as `input 0`
/// @param shape of the value
/// @param dtype of the value
record SavedPlace(String operator, String value, Shape shape, DType dtype) {
    private static final String[] INPUTS = names("input ");
    private static final String[] OUTPUTS = names("output ");

    private static String[] names(String what) {
        String[] names = new String[8];
        for (int i = 0; i < names.length; i++) {
            names[i] = what + i;
        }
        return names;
    }

    static SavedPlace of(String operator, String value, Tensor tensor) {
        return new SavedPlace(operator, value, tensor.shape(), tensor.dtype());
    }

    /// The name of a value of an operator with that many inputs; outputs count on after the inputs.
    static String name(int inputs, int i) {
        return i < inputs ? name(INPUTS, "input ", i) : name(OUTPUTS, "output ", i - inputs);
    }

    private static String name(String[] known, String what, int i) {
        return i < known.length ? known[i] : what + i;
    }

    /// Whether a tensor has this shape and type.
    boolean fits(Tensor tensor) {
        return tensor.shape().equals(shape) && tensor.dtype() == dtype;
    }

    /// How many bytes the elements take.
    long bytes() {
        return shape.numel() * dtype.bytes();
    }

    /// For example `input 0, float32 (2, 3), of mul`.
    @Override
    public String toString() {
        return value + ", " + dtype + " " + shape + ", of " + operator;
    }
}
