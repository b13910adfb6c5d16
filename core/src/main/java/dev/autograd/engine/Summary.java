package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.graph.ValueSummary;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;

/// What an error says of a tensor: its shape, its type, the range of its numbers, and how many are none.
record Summary(Shape shape, DType dtype, ValueSummary values) {
    /// Of a tensor, in a map of all its examples.
    static Summary of(Tensor tensor) {
        Batched all = TensorAccess.get().batched(tensor);
        return all != null
                ? of(all.value())
                : new Summary(tensor.shape(), tensor.dtype(), ValueSummary.of(tensor.toDoubleArray()));
    }

    long nans() {
        return values.nans();
    }

    long infinities() {
        return values.infinities();
    }

    /// How many elements are NaN or infinite.
    String abnormal() {
        return nans() + " NaN and " + infinities() + " infinite of " + shape.numel() + " elements";
    }

    @Override
    public String toString() {
        String range =
                values.finite() == 0 ? "no finite element" : "values in [" + values.min() + ", " + values.max() + "]";
        String others = nans() + infinities() == 0 ? "" : ", " + nans() + " NaN and " + infinities() + " infinite";
        return shape + " " + dtype + " with " + range + others;
    }
}
