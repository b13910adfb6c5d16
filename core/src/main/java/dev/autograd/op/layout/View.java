package dev.autograd.op.layout;

import dev.autograd.Tensor;
import dev.autograd.engine.Tape;
import dev.autograd.graph.OperatorFamily;
import dev.autograd.op.Op;
import dev.autograd.value.Layout;

/// An operator whose only output shows its only input's storage under another layout. Gradients flow back by the
/// inverse rearrangement.
abstract class View implements Op {
    /// The layout of the output.
    abstract Layout layout(Layout input);

    @Override
    public final OperatorFamily family() {
        return OperatorFamily.VIEW;
    }

    @Override
    public final Tensor[] forward(Tensor[] inputs) {
        return new Tensor[] {Tape.view(inputs[0], layout(inputs[0].layout()))};
    }
}
