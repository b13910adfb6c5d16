package dev.autograd.optim;

import dev.autograd.Tensor;
import dev.autograd.engine.Modes;

/// Tensors as the kernels of optimisers want them: all arrays share one index, so each starts at 0.
final class Dense {
    private Dense() {}

    /// The tensor itself when it is dense and starts its storage, otherwise a copy off the tape.
    static Tensor of(Tensor tensor) {
        boolean dense = tensor.isContiguous() && tensor.layout().offset() == 0;
        return dense ? tensor : Modes.quiet(tensor::clone);
    }
}
