package dev.autograd.op.fused;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.engine.Tape;
import dev.autograd.op.Check;
import dev.autograd.op.indexing.OneHot;
import dev.autograd.value.DType;
import org.jspecify.annotations.Nullable;

/// Class indices as targets of losses, one per row of scores, and what losses derive from them by recorded operators.
///
/// @param classes int64, the index of each row, 0 where the row does not count
/// @param ignored bool, which rows do not count
/// @param count how many classes there are
/// @param weight the importance of each class, or null for ones; no gradient flows to it
record ClassTargets(
        Tensor classes, Tensor ignored, int count, @Nullable Tensor weight) {
    /// @param classes int64, one index per row
    /// @param ignoreIndex the index of rows that do not count
    /// @throws IndexOutOfBoundsException when another index names no class
    static ClassTargets of(String op, Tensor classes, int count, long ignoreIndex, @Nullable Tensor weight) {
        Tensor known = Tape.run(new KnownClasses(op, count, ignoreIndex), classes);
        return new ClassTargets(known, classes.eq(ignoreIndex), count, weight == null ? null : weight.detach());
    }

    /// Checks weights that a user gave for the classes.
    static void checkWeight(String op, @Nullable Tensor weight, Tensor scores, long classes) {
        if (weight != null) {
            Check.sameDtype(op, "input", scores, "weight", weight);
            Check.that(
                    weight.dim() == 1 && weight.size(0) == classes,
                    () -> op + ": weight " + weight.shape() + " must have one element for each of the " + classes
                            + " classes of input " + scores.shape());
            if (weight.requiresGrad() && Autograd.isGradEnabled()) {
                throw new IllegalStateException(op + ": no gradient flows to weight " + weight.shape()
                        + ", but it is on the tape; use detach() of it");
            }
        }
    }

    /// How many rows count, a scalar.
    Tensor counted(DType dtype) {
        return ignored.logicalNot().sum().to(dtype);
    }

    /// What each row counts: its class's weight, and 0 where the row is ignored.
    Tensor rowWeights(DType dtype) {
        return weight == null
                ? ignored.logicalNot().to(dtype)
                : weight.indexSelect(0, classes).maskedFill(ignored, 0);
    }

    /// Where each row's target stands in the scores `(rows, count)`; -1 where the row is ignored.
    Tensor places() {
        Tensor firsts = Tensor.arange(classes.numel()).mul((long) count);
        return firsts.add(classes).maskedFill(ignored, -1);
    }

    /// The classes as probabilities `(rows, count)`, `smoothing` of which is spread evenly over all classes, times
    /// the classes' weights; zeros in rows that are ignored.
    Tensor probabilities(DType dtype, double smoothing) {
        Tensor p = OneHot.of(classes, count).to(dtype);
        if (smoothing > 0) {
            p = p.mul(1 - smoothing).add(smoothing / count);
        }
        if (weight != null) {
            p = p.mul(weight);
        }
        return p.maskedFill(ignored.unsqueeze(1), 0);
    }
}
