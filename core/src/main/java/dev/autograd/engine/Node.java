package dev.autograd.engine;

import dev.autograd.RemovableHandle;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import org.jspecify.annotations.Nullable;

/// A place on the tape where gradients meet: an operator that ran, or a leaf that collects its gradient.
public abstract sealed class Node permits OpNode, LeafNode {
    private final long number;
    private @Nullable Hooks hooks; // made once, with final fields: a race may miss hooks, but sees none half made

    /// Sees the gradients of a node's outputs before its gradient rule does; see [Node#registerPreHook].
    @FunctionalInterface
    public interface PreHook {
        /// Takes the gradients of all outputs, null where none arrived.
        ///
        /// @return what takes their place, as many, of the same shapes and types, or null to leave them
        @Nullable
        Tensor @Nullable [] apply(@Nullable Tensor[] gradOutputs);
    }

    /// Sees the gradients that a node's gradient rule computed; see [Node#registerHook].
    @FunctionalInterface
    public interface Hook {
        /// Takes the gradients of all inputs, null where none is wanted or none flows, and those of all
        /// outputs.
        ///
        /// @return what takes the place of the inputs' gradients, as many, of the same shapes and types, or
        ///     null to leave them
        @Nullable
        Tensor @Nullable [] apply(@Nullable Tensor[] gradInputs, @Nullable Tensor[] gradOutputs);
    }

    Node(long number) {
        this.number = number;
    }

    /// A number that is larger than those of all nodes this one depends on.
    public final long number() {
        return number;
    }

    /// The operator's name, or `leaf`.
    public abstract String name();

    /// How many inputs the operator had.
    public abstract int inputCount();

    /// The node that made input `i`, or null when no gradient flows to it.
    public abstract @Nullable Node input(int i);

    /// Which output of that node input `i` is.
    public abstract int inputSlot(int i);

    /// How many outputs the operator made.
    public abstract int outputCount();

    /// The shape of an output.
    public abstract Shape shape(int slot);

    /// The element type of an output.
    public abstract DType dtype(int slot);

    /// Registers a hook that runs before the node's gradient rule, and may replace the gradients that the
    /// rule reads. The package `dev.autograd` says when which hook runs.
    ///
    /// @throws IllegalStateException when this is a leaf's, which has no rule
    public final RemovableHandle registerPreHook(PreHook hook) {
        return withRule("registerPreHook").addBefore(hook);
    }

    /// Registers a hook that runs after the node's gradient rule, and may replace the gradients that it computed.
    /// The package `dev.autograd` says when which hook runs.
    ///
    /// @throws IllegalStateException when this is a leaf's, which has no rule
    public final RemovableHandle registerHook(Hook hook) {
        return withRule("registerHook").addAfter(hook);
    }

    private Hooks withRule(String operation) {
        if (this instanceof LeafNode leaf) {
            throw new IllegalStateException(operation + ": this node collects the gradient of the leaf "
                    + leaf.tensor().shape() + " and has no gradient rule; register a hook of the tensor itself");
        }
        return makeHooks();
    }

    final @Nullable Hooks hooks() {
        return hooks;
    }

    final synchronized Hooks makeHooks() {
        Hooks known = hooks;
        if (known == null) {
            hooks = known = new Hooks();
        }
        return known;
    }
}
