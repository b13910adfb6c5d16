package dev.autograd.op.reduction;

import dev.autograd.graph.OperatorFamily;
import dev.autograd.op.Op;

/// An operator with one element in its outputs for many of its input. A running sum is none.
interface ReductionOp extends Op {
    @Override
    default OperatorFamily family() {
        return OperatorFamily.REDUCTION;
    }
}
