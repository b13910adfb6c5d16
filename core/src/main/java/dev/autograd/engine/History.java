package dev.autograd.engine;

import dev.autograd.Tensor;

/// What in-place operations do to the tape.
public final class History {
    private History() {}

    /// Whether gradients could depend on a tensor's values: it is on the tape, or a view of a tensor that is.
    public static boolean showsTape(Tensor x) {
        return TensorAccess.get().showsTape(x);
    }

    /// Whether an in-place operation on a tensor that shows the tape, or with an operand on it, must be recorded
    /// now.
    ///
    /// @throws IllegalStateException when it may not be recorded: on a leaf that requires a gradient, or a view
    public static boolean checkInPlace(String name, Tensor x) {
        if (!ThreadState.current().gradEnabled()) {
            return false;
        }
        if (x.isView()) {
            throw new IllegalStateException(
                    name + ": this tensor " + x.shape()
                            + " is a view, and changing a view on the tape is not supported; change a clone() of it, or its base");
        }
        if (x.isLeaf() && x.requiresGrad()) {
            throw new IllegalStateException(name + ": this leaf " + x.shape()
                    + " requires a gradient, so it may only be changed under noGrad, as an optimizer does");
        }
        return true;
    }

    /// A copy of a tensor's values at the same place on the tape.
    public static Tensor snapshot(Tensor x) {
        Tensor copy = Modes.quiet(x::clone);
        if (!x.isLeaf()) { // a leaf that requires a gradient is refused before
            TensorAccess access = TensorAccess.get();
            access.attach(copy, (OpNode) access.node(x), access.slot(x));
        }
        tellAlias(x, copy);
        return copy;
    }

    /// Gives a tensor the place on the tape of the result that was written over it.
    public static void rebase(Tensor x, Tensor result) {
        TensorAccess.get().rebase(x, result);
    }

    /// Tells the thread's recorder that `other` stands from now on for what `known` stands for.
    public static void tellAlias(Tensor known, Tensor other) {
        Recorder recorder = ThreadState.current().recorder();
        if (recorder != null) {
            recorder.alias(known, other);
        }
    }
}
