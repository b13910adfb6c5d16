package dev.autograd.op.fused;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.engine.Modes;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Elements;
import dev.autograd.op.Check;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// Class indices as targets of losses, one per row of scores, and what losses derive from them.
///
/// @param classes int64, one index per row
/// @param count how many classes there are
/// @param ignoreIndex the index of rows that do not count
/// @param weight the importance of each class, or null for ones
record ClassTargets(
        Tensor classes,
        int count,
        long ignoreIndex,
        @Nullable Tensor weight) {
    /// @throws IndexOutOfBoundsException when an index names no class
    void check(String op) {
        long[] index = classes.toLongArray();
        for (int row = 0; row < index.length; row++) {
            long target = index[row];
            if ((target < 0 || target >= count) && target != ignoreIndex) {
                throw new IndexOutOfBoundsException(op + ": target " + target + " of row " + row + " must lie in [0, "
                        + count + ") for input with " + count + " classes");
            }
        }
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

    /// What each row counts: its class's weight, and 0 where the row is ignored.
    Tensor rowWeights(DType dtype) {
        return weight == null
                ? Untracked.run("rowWeights", in -> rowWeights(in[0], null, dtype), classes)
                : Untracked.run("rowWeights", in -> rowWeights(in[0], in[1], dtype), classes, weight);
    }

    private Tensor rowWeights(Tensor classes, @Nullable Tensor weights, DType dtype) {
        long[] index = classes.toLongArray();
        double[] byClass = weights == null ? null : weights.toDoubleArray();
        Storage out = Storage.allocate(dtype, index.length);
        for (int row = 0; row < index.length; row++) {
            if (index[row] != ignoreIndex) {
                Elements.set(out.array(), row, byClass == null ? 1 : byClass[(int) index[row]]);
            }
        }
        return Tape.wrap(out, classes.shape().contiguous());
    }

    /// Where each row's target stands in the scores `(rows, count)`; -1 where the row is ignored.
    Tensor places() {
        return Untracked.run("targetPlaces", in -> places(in[0]), classes);
    }

    private Tensor places(Tensor classes) {
        long[] places = classes.toLongArray();
        for (int row = 0; row < places.length; row++) {
            places[row] = places[row] == ignoreIndex ? -1 : (long) row * count + places[row];
        }
        return Tensor.of(places);
    }

    /// The classes as probabilities `(rows, count)`, `smoothing` of which is spread evenly over all classes, times
    /// the classes' weights; zeros in rows that are ignored.
    Tensor probabilities(DType dtype, double smoothing) {
        return weight == null
                ? Untracked.run("targetProbabilities", in -> probabilities(in[0], null, dtype, smoothing), classes)
                : Untracked.run(
                        "targetProbabilities", in -> probabilities(in[0], in[1], dtype, smoothing), classes, weight);
    }

    private Tensor probabilities(Tensor classes, @Nullable Tensor weights, DType dtype, double smoothing) {
        long[] index = classes.toLongArray();
        double[] byClass = weights == null ? null : weights.toDoubleArray();
        Shape shape = Shape.of(index.length, count);
        Storage out = Storage.allocate(dtype, shape.numel());
        for (int row = 0; row < index.length; row++) {
            for (int c = 0; c < count && index[row] != ignoreIndex; c++) {
                double p = smoothing / count + (c == index[row] ? 1 - smoothing : 0);
                Elements.set(out.array(), row * count + c, byClass == null ? p : p * byClass[c]);
            }
        }
        return Tape.wrap(out, shape.contiguous());
    }

    /// Which rows are ignored, as bool `(rows)`.
    Tensor ignored() {
        return Untracked.run("ignoredRows", in -> Modes.quiet(() -> in[0].eq(ignoreIndex)), classes);
    }
}
