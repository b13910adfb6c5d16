package dev.autograd;

import dev.autograd.op.Op;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.List;

/// What one run of a user's function decided. The operator's outputs are the function's, and after them the
/// tensors that it saved and that are neither inputs nor outputs.
///
/// @param kept what `saveForBackward` was given
/// @param constant by output: whether no gradient flows from it
/// @param materialize whether missing gradients are given as zeros
/// @param dirty by output: the input that it is a changed one of, or -1
/// @param inputs what the inputs were
/// @param outputs what the function's outputs were
record FunctionPlan(
        List<Kept> kept, boolean[] constant, boolean materialize, int[] dirty, List<Like> inputs, List<Like> outputs) {
    /// The shape and element type of a tensor.
    record Like(Shape shape, DType dtype) {
        static Like of(Tensor x) {
            return new Like(x.shape(), x.dtype());
        }

        boolean fits(Tensor x) {
            return x.shape().equals(shape) && x.dtype() == dtype;
        }

        Tensor zeros() {
            return Tensor.zeros(shape, dtype);
        }

        @Override
        public String toString() {
            return dtype + " " + shape;
        }
    }

    /// Where a saved tensor is found again.
    record Kept(Place place, int index) {}

    /// What a saved tensor is to the function.
    enum Place {
        INPUT,
        OUTPUT,
        VALUE
    }

    /// How many outputs the operator has.
    int width() {
        return outputs.size()
                + (int) kept.stream().filter(k -> k.place == Place.VALUE).count();
    }

    /// What the tape must save.
    long saves() {
        long saves = 0;
        for (Kept one : kept) {
            int index = one.place == Place.VALUE ? outputs.size() + one.index : one.index;
            if (index >= 32) {
                return Op.EVERYTHING;
            }
            saves |= one.place == Place.INPUT ? Op.input(index) : Op.output(index);
        }
        return saves;
    }

    /// Whether another run decided the same, but for shapes.
    boolean agrees(FunctionPlan other) {
        return kept.equals(other.kept)
                && outputs.size() == other.outputs.size()
                && java.util.Arrays.equals(constant, other.constant)
                && materialize == other.materialize;
    }
}
