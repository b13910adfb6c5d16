package dev.autograd.op.pointwise;

import dev.autograd.Tensor;
import dev.autograd.engine.History;
import dev.autograd.engine.Modes;
import dev.autograd.engine.ThreadState;
import dev.autograd.engine.Vmap;
import dev.autograd.kernel.Strided;
import dev.autograd.op.Broadcast;
import dev.autograd.op.Check;
import dev.autograd.op.layout.Copy;
import java.util.function.UnaryOperator;

/// In-place forms: the operator runs as usual, its result is written over the tensor's values, and the tensor takes the
/// result's place on the tape.
///
/// What the operator's gradient reads of the old values is saved before they are overwritten, so a gradient through an
/// in-place operation is right; what *other* operators saved of them is noticed by the storage's version when they go
/// backward.
public final class InPlace {
    private InPlace() {}

    /// Replaces `x` by what `operation` makes of it and `other`.
    public static Tensor apply(String name, Tensor x, Tensor other, UnaryOperator<Tensor> operation) {
        Check.that(
                Broadcast.fits(other.shape(), x.shape()),
                () -> name + ": shape " + other.shape() + " does not broadcast to " + x.shape()
                        + ", the shape of the tensor that is changed");
        return replace(name, x, History.showsTape(x) || other.requiresGrad(), operation);
    }

    /// Replaces `x` by what `operation` makes of it and others, whose shapes it checks itself.
    ///
    /// @throws IllegalArgumentException when the result has another shape than `x`
    public static Tensor apply(String name, Tensor x, Tensor[] others, UnaryOperator<Tensor> operation) {
        boolean tracked = History.showsTape(x);
        for (Tensor other : others) {
            tracked |= other.requiresGrad();
        }
        return replace(name, x, tracked, before -> {
            Tensor result = operation.apply(before);
            Check.that(
                    result.shape().equals(x.shape()),
                    () -> name + ": the result would have shape " + result.shape()
                            + ", which is not the shape of the tensor that is changed, " + x.shape());
            return result;
        });
    }

    /// Replaces `x` by what `operation` makes of it.
    public static Tensor apply(String name, Tensor x, UnaryOperator<Tensor> operation) {
        return replace(name, x, History.showsTape(x), operation);
    }

    /// Replaces the values of `x` by those of `other`.
    public static Tensor copy(Tensor x, Tensor other) {
        Check.that(
                Broadcast.fits(other.shape(), x.shape()),
                () -> "copy_: shape " + other.shape() + " does not broadcast to " + x.shape()
                        + ", the shape of the tensor that is changed");
        return replace(
                "copy_",
                x,
                History.showsTape(x) || other.requiresGrad(),
                _ -> other.to(x.dtype()).expand(x.shape()).clone());
    }

    /// Sets every element of `x`.
    public static Tensor fill(Tensor x, double value) {
        return replace("fill_", x, History.showsTape(x), _ -> Tensor.fullLike(x, value));
    }

    /// Inside `vmap`: the examples behind the tensor are written to, which records the change for whoever
    /// differentiates from outside.
    private static Tensor replaceInMap(String name, Tensor x, boolean tracked, UnaryOperator<Tensor> operation) {
        if (tracked && ThreadState.current().gradEnabled()) {
            throw new IllegalStateException(
                    name + ": inside vmap a tensor " + x.shape()
                            + " that the mapped function differentiates cannot be changed in place; use the operation that returns a new tensor");
        }
        Tensor result = operation.apply(x);
        checkFits(name, result, x);
        return Vmap.replaceValues(x, result, name);
    }

    private static void checkFits(String name, Tensor result, Tensor x) {
        Check.that(
                result.dtype().category().compareTo(x.dtype().category()) <= 0,
                () -> name + ": the result would be " + result.dtype() + ", which does not fit into this " + x.dtype()
                        + " tensor");
    }

    private static Tensor replace(String name, Tensor x, boolean tracked, UnaryOperator<Tensor> operation) {
        Check.that(
                x.layout().isInjective(),
                () -> name + ": several elements of this expanded tensor " + x.shape()
                        + " share one place in memory; call clone() first");
        if (x.isBatched()) {
            return replaceInMap(name, x, tracked, operation);
        }
        boolean taped = tracked && History.checkInPlace(name, x);
        // On the tape the operator works on a copy of the old values, which it may save: the originals are overwritten
        // here.
        Tensor result = taped ? operation.apply(History.snapshot(x)) : Modes.withGrad(false, () -> operation.apply(x));
        checkFits(name, result, x);
        if (result.isBatched()) {
            throw Vmap.isShared(name, x);
        }
        Tensor dense = Copy.dense(result, x.dtype());
        Strided.scatter(
                dense.storage().array(),
                (int) dense.layout().offset(),
                x.storage().array(),
                x.layout());
        x.storage().touch();
        if (taped) {
            History.rebase(x, result);
        }
        History.tellAlias(result, x);
        return x;
    }
}
