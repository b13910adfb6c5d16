package dev.autograd.conformance.compare;

import dev.autograd.Tensor;
import dev.autograd.conformance.reference.Tolerance;
import dev.autograd.io.RawTensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import org.jspecify.annotations.Nullable;

/// Compares tensors with references: type and shape exactly, floating values within a tolerance, others exactly.
public final class Comparison {
    private static final Tolerance EXACT = new Tolerance(0, 0);

    private Comparison() {}

    /// What differs, as the rest of a sentence that begins with the tensor's name; null where all agrees.
    public static @Nullable String difference(Tensor actual, RawTensor expected, Tolerance tolerance) {
        Shape shape = Shape.of(expected.shape());
        if (actual.dtype() != expected.dtype()) {
            return "is " + actual.dtype() + ", but " + expected.dtype() + " is expected";
        }
        if (!actual.shape().equals(shape)) {
            return "has shape " + actual.shape() + ", but " + shape + " is expected";
        }
        return switch (expected.array()) {
            case long[] values -> integers(actual, values, shape);
            case int[] values -> integers(actual, widened(values), shape);
            case boolean[] values -> booleans(actual, values, shape);
            case float[] values -> reals(actual, widened(values), shape, tolerance);
            case double[] values -> reals(actual, values, shape, tolerance);
            default -> throw new AssertionError("no such array: " + expected);
        };
    }

    /// As [#difference], to the last bit but for the sign of zero and which NaN it is.
    public static @Nullable String difference(Tensor actual, RawTensor expected) {
        return difference(actual, expected, EXACT);
    }

    private static @Nullable String reals(Tensor actual, double[] expected, Shape shape, Tolerance tolerance) {
        double[] values = actual.detach().toDoubleArray();
        int worst = -1;
        int count = 0;
        double most = 0;
        for (int i = 0; i < values.length; i++) {
            if (!tolerance.accepts(values[i], expected[i])) {
                count++;
                double excess = Math.abs(values[i] - expected[i]) / tolerance.allowed(expected[i]);
                excess = Double.isNaN(excess) ? Double.POSITIVE_INFINITY : excess;
                if (worst < 0 || excess > most) {
                    worst = i;
                    most = excess;
                }
            }
        }
        if (worst < 0) {
            return null;
        }
        double a = values[worst];
        double b = expected[worst];
        String off = Double.isFinite(a) && Double.isFinite(b)
                ? ": off by " + (float) Math.abs(a - b) + ", where " + (float) tolerance.allowed(b) + " is allowed"
                : "";
        return at(worst, shape) + text(a, actual.dtype()) + ", but " + text(b, actual.dtype()) + " is expected" + off
                + others(count, values.length);
    }

    private static @Nullable String integers(Tensor actual, long[] expected, Shape shape) {
        long[] values = actual.toLongArray();
        int first = -1;
        int count = 0;
        for (int i = values.length - 1; i >= 0; i--) {
            if (values[i] != expected[i]) {
                first = i;
                count++;
            }
        }
        return first < 0
                ? null
                : at(first, shape) + values[first] + ", but " + expected[first] + " is expected"
                        + others(count, values.length);
    }

    private static @Nullable String booleans(Tensor actual, boolean[] expected, Shape shape) {
        boolean[] values = actual.toBooleanArray();
        int first = -1;
        int count = 0;
        for (int i = values.length - 1; i >= 0; i--) {
            if (values[i] != expected[i]) {
                first = i;
                count++;
            }
        }
        return first < 0
                ? null
                : at(first, shape) + values[first] + ", but " + expected[first] + " is expected"
                        + others(count, values.length);
    }

    private static String at(int flat, Shape shape) {
        if (shape.rank() == 0) {
            return "is ";
        }
        var index = new StringBuilder();
        long rest = flat;
        for (int dim = shape.rank() - 1; dim >= 0; dim--) {
            index.insert(0, (dim > 0 ? ", " : "") + rest % shape.size(dim));
            rest /= shape.size(dim);
        }
        return "at [" + index + "] is ";
    }

    private static String others(int count, int total) {
        return total == 1 ? "" : " (" + count + " of " + total + " elements differ)";
    }

    private static String text(double value, DType dtype) {
        return dtype == DType.FLOAT32 ? Float.toString((float) value) : Double.toString(value);
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static long[] widened(int[] values) {
        long[] wide = new long[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
