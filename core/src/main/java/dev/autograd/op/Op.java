package dev.autograd.op;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.graph.OperatorFamily;
import org.jspecify.annotations.Nullable;

/// What an operator is, declared once: its name, its forward computation, its gradient rule and what that rule reads.
///
/// An operator is a value that carries its own settings (dimensions, strides, ...), so that one object on the tape says
/// everything about one call. The families are the packages `pointwise`, `reduction`, `contraction`, `layout`,
/// `indexing`, `random` and `fused` below this one.
///
/// The static `of` of an operator checks its arguments and reports mistakes before anything runs; [#forward] may rely
/// on it.
public interface Op {
    /// PyTorch's name in Java's case, such as `logSoftmax`.
    String name();

    /// What a picture of the graph shows.
    default String label() {
        return name();
    }

    /// What fusing goes by.
    default OperatorFamily family() {
        return OperatorFamily.OTHER;
    }

    /// The name of the ONNX operator that means the same, or null when there is none.
    default @Nullable String onnx() {
        return null;
    }

    /// Computes the outputs. Nothing in here records itself: it works on storages, not with tensor methods.
    Tensor[] forward(Tensor[] inputs);

    /// Whether gradients flow to an input; where not (indices, masks), none is asked for.
    default boolean differentiable(int input) {
        return true;
    }

    /// Whether gradients flow from an output; where not (indices), it is a constant to the tape.
    default boolean differentiableOutput(int output) {
        return true;
    }

    /// Whether this is a user's own operator. Its errors name it already, and a view that it returns has a
    /// gradient of its own, which an in-place operation on it or on what it shows would lose, and so is
    /// refused.
    default boolean isUsers() {
        return false;
    }

    /// What the gradient of one input reads: a sum of [#input(int)] and [#output(int)]. Only that is kept alive by
    /// the tape.
    default long saves(int input) {
        return 0;
    }

    /// Whether a setting of this call is infinite itself, such as the filling of a mask, so that infinities in the
    /// outputs are what was asked for.
    default boolean givesInfinity() {
        return false;
    }

    /// The gradients of all inputs; null where none is wanted or none flows. Written in tensor operations, so that
    /// they are themselves recorded when higher derivatives are wanted.
    default @Nullable Tensor[] gradients(Backward b) {
        @Nullable Tensor[] gradients = new Tensor[b.inputCount()];
        for (int i = 0; i < gradients.length; i++) {
            if (b.needs(i)) {
                gradients[i] = gradient(i, b);
            }
        }
        return gradients;
    }

    /// How the gradients follow from that of the result, written `grad`, as text for people: a line for each
    /// input, such as `x: grad * cos(x)`. Inputs are written `x`, `y`, `z`, the result `out`. Null where
    /// nothing says it.
    default @Nullable String gradientRule() {
        return null;
    }

    /// The gradient of one input, for operators that compute them one at a time.
    default @Nullable Tensor gradient(int input, Backward b) {
        throw new IllegalStateException(name() + " declares neither gradient nor gradients");
    }

    /// The tangents of all outputs from those of the inputs (forward mode): the derivative applied from the
    /// other side than [#gradients] does, from the same saved values. Null where an output does not move.
    /// Written in tensor operations, so that it can itself be differentiated. Asked only when some input
    /// moves.
    default @Nullable Tensor[] jvp(Forward f) {
        throw new IllegalStateException(name() + " declares no forward-mode rule");
    }

    /// Computes the outputs for all examples of a map at once: each has a first dimension more. Written in tensor
    /// operations. Without a rule of its own an operator runs on one example after another.
    default Tensor[] vmap(Batch b) {
        return b.loop(this);
    }

    /// What [#saves] returns to keep all inputs and outputs, also where there are more than 32.
    long EVERYTHING = -1;

    /// The bit of [#saves] that stands for an input, one of the first 32.
    static long input(int i) {
        return 1L << i;
    }

    /// The bit of [#saves] that stands for an output, one of the first 32.
    static long output(int i) {
        return 1L << (32 + i);
    }
}
