package dev.autograd.op.indexing;

import dev.autograd.Index;
import dev.autograd.Tensor;
import dev.autograd.op.Broadcast;
import dev.autograd.op.Check;
import dev.autograd.value.Shape;

/// A copy with other values in the places that entries pick, as Python's `x[...] = value`: the places are found by indexing the
/// positions themselves, and the values are scattered to them.
public final class PutItem {
    private PutItem() {}

    /// @param value broadcasts to the shape of what the entries pick
    /// @throws IllegalArgumentException when the value does not fit, or as [GetItem#of]
    /// @throws IndexOutOfBoundsException as [GetItem#of]
    public static Tensor of(Tensor x, Tensor value, Index... entries) {
        Check.sameDtype("indexPut", "input", x, "value", value);
        Shape shape = x.shape();
        Tensor places = GetItem.of(Tensor.arange(shape.numel()).reshape(shape), entries);
        Check.that(
                Broadcast.fits(value.shape(), places.shape()),
                "indexPut: the value " + value.shape() + " does not broadcast to " + places.shape()
                        + ", the shape of what is picked from " + shape);
        Tensor values = value.expand(places.shape()).reshape(-1);
        return Scatter.of(x.reshape(-1), 0, places.reshape(-1), values).reshape(shape);
    }
}
