package dev.autograd;

import dev.autograd.value.Shape;
import org.jspecify.annotations.Nullable;

/// Whether a second run gave the same as the first.
///
/// @param names for what is said
/// @param tolerance the absolute difference that is allowed
record GradcheckRepeat(GradcheckNames names, double tolerance) {
    /// How the outputs differ, or null.
    @Nullable
    String difference(Tensor[] one, Tensor[] other) {
        if (one.length != other.length) {
            return "the function returned " + one.length + " tensors in one run and " + other.length + " in the next";
        }
        for (int o = 0; o < one.length; o++) {
            Shape shape = one[o].shape();
            if (!shape.equals(other[o].shape()) || one[o].dtype() != other[o].dtype()) {
                return names.output(o, shape) + " " + one[o].dtype() + " was " + other[o].shape() + " "
                        + other[o].dtype() + " in the next run";
            }
            double[] a = one[o].detach().toDoubleArray();
            double[] b = other[o].detach().toDoubleArray();
            int at = firstDifference(a, b);
            if (at >= 0) {
                return "the function is not deterministic: " + names.output(o, shape) + " at "
                        + GradcheckNames.index(shape, at) + " was " + a[at] + " in one run and " + b[at]
                        + " in the next; give what is random a new generator of one seed in every run";
            }
        }
        return null;
    }

    /// How the Jacobians differ, or null.
    @Nullable
    String difference(double[][][] one, double[][][] other) {
        for (int o = 0; o < one.length; o++) {
            for (int i = 0; i < one[o].length; i++) {
                int at = firstDifference(one[o][i], other[o][i]);
                if (at >= 0) {
                    return "reverse mode is not deterministic: a derivative was " + one[o][i][at] + " in one run and "
                            + other[o][i][at] + " in the next";
                }
            }
        }
        return null;
    }

    private int firstDifference(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (Double.compare(a[i], b[i]) != 0 && !(Math.abs(a[i] - b[i]) <= tolerance)) {
                return i;
            }
        }
        return -1;
    }
}
