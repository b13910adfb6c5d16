package dev.autograd.op.contraction;

import dev.autograd.graph.OperatorFamily;
import dev.autograd.op.Op;

/// An operator that multiplies and sums over shared dimensions.
interface ContractionOp extends Op {
    @Override
    default OperatorFamily family() {
        return OperatorFamily.CONTRACTION;
    }
}
