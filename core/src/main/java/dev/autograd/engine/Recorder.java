package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.op.Op;
import org.jspecify.annotations.Nullable;

/// Is told of every operator that a thread runs, whether gradients are tracked or not.
@FunctionalInterface
public interface Recorder {
    /// An operator has made these outputs from these inputs.
    void record(Op op, Tensor[] inputs, Tensor[] outputs);

    /// From now on `other` stands for what `known` stands for: its values are a copy, or a result that was written
    /// over it.
    default void alias(Tensor known, Tensor other) {}

    /// Whether it wants to know when operators start.
    default boolean isTimed() {
        return false;
    }

    /// An operator starts, which [#record] is told of when it is done. Only one that [#isTimed()] is told.
    default void start() {}

    /// From now on a walk backward over a tape goes on.
    default void enterBackward() {}

    /// The walk is over.
    default void leaveBackward() {}

    /// From now on the gradient rule of a node runs.
    ///
    /// @param gradients of the node's outputs, null where none arrived
    default void enterRule(OpNode node, @Nullable Tensor[] gradients) {}

    /// The gradient rule that runs is done.
    default void leaveRule() {}
}
