package dev.autograd;

import dev.autograd.engine.Backward;
import dev.autograd.engine.Forward;
import dev.autograd.op.Op;
import dev.autograd.value.Shape;
import org.jspecify.annotations.Nullable;

/// Stands on the tape where no derivative is known: whoever goes through it is told why.
///
/// @param name of the function whose gradient this is part of
/// @param why the sentence
record FunctionBarrier(String name, String why) implements Op {
    /// Behind a value that `forward` computed itself, which is unknown to the tape.
    ///
    /// @param index among what it saved
    static FunctionBarrier ofSaved(String name, int index, Shape shape) {
        return new FunctionBarrier(
                name,
                name + ": the derivative of its gradient goes through saved value " + index + " " + shape
                        + ", which forward computed unrecorded; compute it again in backward from saved inputs,"
                        + " return it as an output, or detach() it in backward if it is a constant");
    }

    @Override
    public String label() {
        return name + " backward";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        throw new IllegalStateException(why); // it is put onto the tape, not run
    }

    @Override
    public @Nullable Tensor[] gradients(Backward b) {
        throw new IllegalStateException(why);
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        throw new IllegalStateException(why);
    }

    @Override
    public boolean isUsers() {
        return true;
    }
}
