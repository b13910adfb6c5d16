package dev.autograd.optim;

import dev.autograd.Tensor;
import dev.autograd.engine.Modes;

/// Tensors as the kernels of optimisers want them: all arrays share one index, so each starts at 0.
final class Dense {
    private Dense() {}

    /// The tensor itself when it is dense and starts its storage, otherwise a copy off the tape.
    static Tensor of(Tensor tensor) {
        return isDense(tensor) ? tensor : Modes.quiet(tensor::clone);
    }

    /// Whether [#of] gives the tensor itself.
    static boolean isDense(Tensor tensor) {
        return tensor.isContiguous() && tensor.layout().offset() == 0;
    }
}
