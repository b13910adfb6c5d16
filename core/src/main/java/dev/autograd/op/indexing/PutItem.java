package dev.autograd.op.indexing;

import dev.autograd.Index;
import dev.autograd.Tensor;
import dev.autograd.op.Broadcast;
import dev.autograd.op.Check;
import dev.autograd.op.pointwise.InPlace;
import dev.autograd.value.DType;
import java.util.Arrays;

/// A copy with other values in the places that entries pick, as Python's `x[...] = value` and `x[...] += value`: the
/// places are found by indexing the positions themselves, and the values are scattered to them.
public final class PutItem {
    private PutItem() {}

    /// Of several values for one place the last stays.
    ///
    /// @param value broadcasts to the shape of what the entries pick
    /// @throws IllegalArgumentException when the value does not fit, or as [GetItem#of(Tensor, Index...)]
    /// @throws IndexOutOfBoundsException as [GetItem#of(Tensor, Index...)]
    /// @throws IllegalStateException as [GetItem#of(Tensor, Index...)]
    public static Tensor of(Tensor x, Tensor value, Index... entries) {
        return of("indexPut", x, value, entries);
    }

    /// As [#of(Tensor, Tensor, Index...)], where errors name another operator.
    static Tensor of(String op, Tensor x, Tensor value, Index... entries) {
        Tensor places = places(op, x, value, entries);
        Tensor values = value.expand(places.shape()).reshape(places.numel());
        return Scatter.of(x.reshape(-1), 0, places.reshape(places.numel()), values)
                .reshape(x.shape());
    }

    /// Several values for one place add up.
    ///
    /// @param value broadcasts to the shape of what the entries pick
    /// @throws IllegalArgumentException when the value does not fit, or as [GetItem#of(Tensor, Index...)]
    /// @throws IndexOutOfBoundsException as [GetItem#of(Tensor, Index...)]
    /// @throws IllegalStateException as [GetItem#of(Tensor, Index...)]
    public static Tensor add(Tensor x, Tensor value, Index... entries) {
        return add("indexPutAdd", x, value, entries);
    }

    /// As [#add(Tensor, Tensor, Index...)], where errors name another operator.
    static Tensor add(String op, Tensor x, Tensor value, Index... entries) {
        Tensor places = places(op, x, value, entries);
        Tensor values = value.expand(places.shape()).reshape(places.numel());
        return IndexAdd.of(x.reshape(-1), 0, places.reshape(places.numel()), values)
                .reshape(x.shape());
    }

    /// As [#of(Tensor, Tensor, Index...)], changing the tensor itself.
    ///
    /// @throws IllegalStateException when it may not be changed now
    public static Tensor inPlace(Tensor x, Tensor value, Index... entries) {
        if (picksElements(entries)) {
            return InPlace.place("indexPut_", x, value, old -> of(old, value, entries));
        }
        Check.sameDtype("indexPut_", "input", x, "value", value);
        InPlace.copy("indexPut_", GetItem.of("indexPut_", x, entries), value);
        return x;
    }

    /// As [#add(Tensor, Tensor, Index...)], changing the tensor itself.
    ///
    /// @throws IllegalStateException when it may not be changed now
    public static Tensor addInPlace(Tensor x, Tensor value, Index... entries) {
        return InPlace.place("indexPutAdd_", x, value, old -> add(old, value, entries));
    }

    /// Whether the entries pick single elements, and not a part that is a view.
    private static boolean picksElements(Index... entries) {
        return Arrays.stream(entries).anyMatch(entry -> entry instanceof Index.Of);
    }

    private static Tensor places(String op, Tensor x, Tensor value, Index... entries) {
        Check.sameDtype(op, "input", x, "value", value);
        for (Index entry : entries) {
            if (entry instanceof Index.Of(Tensor tensor) && tensor.dtype() == DType.BOOL) {
                Nonzero.checkShared(op, "mask", tensor, "where");
            }
        }
        Tensor places = GetItem.of(op, Tensor.arange(x.numel()).reshape(x.shape()), entries);
        Check.that(
                Broadcast.fits(value.shape(), places.shape()),
                () -> op + ": the value " + value.shape() + " does not broadcast to " + places.shape()
                        + ", the shape of what is picked from " + x.shape());
        return places;
    }
}
