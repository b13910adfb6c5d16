package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;

/// What an error says of a tensor: its shape, its type, the range of its numbers, and how many are none.
///
/// @param min the smallest number that is finite, or +infinity when there is none
/// @param max the largest number that is finite, or -infinity when there is none
record Summary(Shape shape, DType dtype, double min, double max, long nans, long infinities) {
    /// Of a tensor, in a map of all its examples.
    static Summary of(Tensor tensor) {
        Batched all = TensorAccess.get().batched(tensor);
        if (all != null) {
            return of(all.value());
        }
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        long nans = 0;
        long infinities = 0;
        for (double value : tensor.toDoubleArray()) {
            if (Double.isFinite(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            } else if (Double.isNaN(value)) {
                nans++;
            } else {
                infinities++;
            }
        }
        return new Summary(tensor.shape(), tensor.dtype(), min, max, nans, infinities);
    }

    /// How many elements are NaN or infinite.
    String abnormal() {
        return nans + " NaN and " + infinities + " infinite of " + shape.numel() + " elements";
    }

    @Override
    public String toString() {
        String values = min > max ? "no finite element" : "values in [" + min + ", " + max + "]";
        String others = nans + infinities == 0 ? "" : ", " + nans + " NaN and " + infinities + " infinite";
        return shape + " " + dtype + " with " + values + others;
    }
}
