package dev.autograd.op.pointwise;

import dev.autograd.Tensor;
import dev.autograd.engine.History;
import dev.autograd.engine.Modes;
import dev.autograd.engine.ThreadState;
import dev.autograd.engine.Vmap;
import dev.autograd.engine.profile.Kind;
import dev.autograd.engine.profile.Profile;
import dev.autograd.kernel.Strided;
import dev.autograd.op.Broadcast;
import dev.autograd.op.Check;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.DType.Category;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// In-place forms: the operator runs as usual, its result is written over the tensor's values, and the tensor takes the
/// result's place on the tape; of a view, its base does.
///
/// What the operator's gradient reads of the old values is saved before they are overwritten, so a gradient through an
/// in-place operation is right; what *other* operators saved of them is noticed by the storage's version when they go
/// backward.
public final class InPlace {
    private InPlace() {}

    /// Replaces `x` by what `operation` makes of it and `other`, which broadcasts to it.
    public static Tensor apply(String name, Tensor x, Tensor other, UnaryOperator<Tensor> operation) {
        checkFits(name, x, other);
        return place(name, x, other, operation);
    }

    /// Replaces `x` by what `operation` makes of it and `other`, of any shape.
    public static Tensor place(String name, Tensor x, Tensor other, UnaryOperator<Tensor> operation) {
        checkPlaces(name, x);
        return replace(name, x, History.records(name, x, other.requiresGrad()), operation);
    }

    /// Replaces `x` by what `operation` makes of it and others, whose shapes it checks itself.
    ///
    /// @throws IllegalArgumentException when the result has another shape than `x`
    public static Tensor place(String name, Tensor x, Tensor[] others, UnaryOperator<Tensor> operation) {
        checkPlaces(name, x);
        boolean tracked = false;
        for (Tensor other : others) {
            tracked |= other.requiresGrad();
        }
        return replace(name, x, History.records(name, x, tracked), old -> {
            Tensor result = operation.apply(old);
            Check.that(
                    result.shape().equals(x.shape()),
                    () -> name + ": the result would have shape " + result.shape()
                            + ", which is not the shape of the tensor that is changed, " + x.shape());
            return result;
        });
    }

    /// Replaces `x` by what `operation` makes of it.
    public static Tensor apply(String name, Tensor x, UnaryOperator<Tensor> operation) {
        checkPlaces(name, x);
        return replace(name, x, History.records(name, x, false), operation);
    }

    /// Replaces the values of `x` by those of `other`, broadcast and converted.
    public static Tensor copy(String name, Tensor x, Tensor other) {
        checkFits(name, x, other);
        checkPlaces(name, x);
        boolean recorded = History.records(name, x, other.requiresGrad());
        return overwrite("copy", name, x, recorded, () -> {
            Tensor values = other.to(x.dtype()).expand(x.shape());
            boolean overlaps = !x.isBatched() && !values.isBatched() && values.storage() == x.storage();
            return overlaps ? values.clone() : values; // which is read while x is written to
        });
    }

    /// Sets every element of `x`.
    public static Tensor fill(String name, Tensor x, double value) {
        checkPlaces(name, x);
        boolean recorded = History.records(name, x, false);
        return overwrite("fill", name, x, recorded, () -> Tensor.fullLike(x, value));
    }

    /// Sets every element of `x` to a scalar's value, converted.
    public static Tensor fill(String name, Tensor x, Tensor value) {
        Check.that(value.dim() == 0, () -> name + ": the value must be a scalar, but its shape is " + value.shape());
        return copy(name, x, value);
    }

    private static void checkFits(String name, Tensor x, Tensor other) {
        Check.that(
                Broadcast.fits(other.shape(), x.shape()),
                () -> name + ": shape " + other.shape() + " does not broadcast to " + x.shape()
                        + ", the shape of the tensor that is changed");
    }

    private static void checkPlaces(String name, Tensor x) {
        Check.that(
                x.layout().isInjective(),
                () -> name + ": several elements of this expanded tensor " + x.shape()
                        + " share one place in memory; call clone() first");
    }

    private static Tensor replace(String name, Tensor x, boolean recorded, UnaryOperator<Tensor> operation) {
        Profile profile = ThreadState.current().profile();
        return profile == null
                ? replaceNow(name, x, recorded, operation)
                : profile.call(Kind.OPERATOR, name, () -> replaceNow(name, x, recorded, operation));
    }

    private static Tensor replaceNow(String name, Tensor x, boolean recorded, UnaryOperator<Tensor> operation) {
        if (x.isBatched()) {
            return replaceInMap(name, x, recorded, operation);
        }
        // On the tape the operator works on a copy of the old values, which it may save: the originals are overwritten
        // here.
        Tensor result = recorded ? operation.apply(History.snapshot(x)) : unrecorded(x, () -> operation.apply(x));
        checkType(name, x, result);
        Tensor fitting = recorded ? result.to(x.dtype()) : result;
        write(name, x, fitting);
        History.replaced(x, fitting, recorded);
        return x;
    }

    private static Tensor overwrite(String what, String name, Tensor x, boolean recorded, Supplier<Tensor> values) {
        Profile profile = ThreadState.current().profile();
        return profile == null
                ? overwriteNow(what, name, x, recorded, values)
                : profile.call(Kind.OPERATOR, name, () -> overwriteNow(what, name, x, recorded, values));
    }

    private static Tensor overwriteNow(String what, String name, Tensor x, boolean recorded, Supplier<Tensor> values) {
        if (x.isBatched()) {
            return replaceInMap(name, x, recorded, _ -> values.get());
        }
        Tensor result = recorded ? values.get() : unrecorded(x, values);
        write(name, x, result);
        History.overwritten(what, x, result, recorded);
        return x;
    }

    /// Inside `vmap`: the examples behind the tensor are written to, which records the change for whoever
    /// differentiates from outside.
    private static Tensor replaceInMap(String name, Tensor x, boolean recorded, UnaryOperator<Tensor> operation) {
        if (recorded) {
            throw new IllegalStateException(
                    name + ": inside vmap a tensor " + x.shape()
                            + " that the mapped function differentiates cannot be changed in place; use the operation that returns a new tensor");
        }
        Tensor result = operation.apply(Vmap.snapshot(x));
        checkType(name, x, result);
        return Vmap.replaceValues(x, result, name);
    }

    private static void checkType(String name, Tensor x, Tensor result) {
        Category from = result.dtype().category();
        Check.that(
                from.compareTo(x.dtype().category()) <= 0,
                () -> name + ": the result would be " + result.dtype() + ", which does not fit into this " + x.dtype()
                        + " tensor " + x.shape());
    }

    /// Computes what is not to be recorded. A floating tensor needs no mode for that: either the mode is
    /// off already, or nothing is on the tape.
    private static Tensor unrecorded(Tensor x, Supplier<Tensor> values) {
        return x.dtype().isFloating() ? values.get() : Modes.withGrad(false, values);
    }

    private static void write(String name, Tensor x, Tensor values) {
        if (values.isBatched()) {
            throw Vmap.isShared(name, x);
        }
        Tensor dense = Copy.dense(values, x.dtype());
        Strided.scatter(
                dense.storage().array(),
                (int) dense.layout().offset(),
                x.storage().array(),
                x.layout());
    }
}
