package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.op.Op;

/// Is told of every operator that a thread runs, whether gradients are tracked or not.
@FunctionalInterface
public interface Recorder {
    /// An operator has made these outputs from these inputs.
    void record(Op op, Tensor[] inputs, Tensor[] outputs);

    /// From now on `other` stands for what `known` stands for: its values are a copy, or a result that was written
    /// over it.
    default void alias(Tensor known, Tensor other) {}
}
