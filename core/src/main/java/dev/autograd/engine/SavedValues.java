package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.op.Op;
import org.jspecify.annotations.Nullable;

/// What the rules of both modes read of an operator's run.
public sealed interface SavedValues permits Backward, Forward {
    /// A saved input.
    Tensor in(int i);

    /// A saved output.
    Tensor out(int i);

    /// A value at a place of its own on the tape, which depends on the operator's inputs, and on other
    /// tensors, in a way that the tape does not know: whoever differentiates it asks `op`, which has as
    /// many inputs as there are of both.
    Tensor opaque(Op op, Tensor value, @Nullable Tensor... others);
}
