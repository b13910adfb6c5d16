package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.op.Op;

/// Inference tensors: what is made in inference mode, so that it can never be needed by a backward. Views of normal
/// tensors stay normal.
final class Inference {
    private Inference() {}

    /// Marks what an operator has made, unless it shows the storage of what it was given.
    static void mark(Tensor[] inputs, Tensor[] outputs) {
        for (Tensor output : outputs) {
            if (!shares(output, inputs)) {
                TensorAccess.get().markInference(output);
            }
        }
    }

    private static boolean shares(Tensor output, Tensor[] inputs) {
        for (Tensor input : inputs) {
            if (input.storage() == output.storage()) {
                return true;
            }
        }
        return false;
    }

    /// Refuses to save an inference tensor, whose later changes nobody counts on being noticed.
    static IllegalStateException saved(Op op, String which, Tensor tensor) {
        return new IllegalStateException(
                op.name() + ": its gradient needs " + which + " " + tensor.shape()
                        + ", which is an inference tensor and cannot be saved for backward; use a clone() of it made outside inferenceMode");
    }

    /// Refuses to change an inference tensor in place outside of inference mode.
    static void checkChange(String name, Tensor x) {
        if (x.isInference() && !ThreadState.current().inference()) {
            throw new IllegalStateException(
                    name + ": this tensor " + x.shape()
                            + " is an inference tensor, which may only be changed inside inferenceMode; change a clone() of it");
        }
    }
}
