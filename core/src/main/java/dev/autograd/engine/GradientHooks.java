package dev.autograd.engine;

import dev.autograd.RemovableHandle;
import dev.autograd.Tensor;
import java.util.Objects;
import java.util.function.Consumer;

/// Registers what is to happen to the gradients of tensors, at their place on the tape.
public final class GradientHooks {
    private GradientHooks() {}

    /// A hook that sees the complete gradient of a tensor.
    ///
    /// @throws IllegalStateException when the tensor does not require a gradient
    public static RemovableHandle register(Tensor tensor, TensorHook hook) {
        Objects.requireNonNull(hook, "registerHook: the hook is null");
        TensorAccess access = TensorAccess.get();
        return hooks("registerHook", tensor).addTensor(access.slot(tensor), tensor.name(), hook);
    }

    /// A hook that is told when the gradient of a leaf has been accumulated.
    ///
    /// @throws IllegalStateException when the tensor is no leaf, or does not require a gradient
    public static RemovableHandle registerPostAccumulate(Tensor tensor, Consumer<Tensor> hook) {
        Objects.requireNonNull(hook, "registerPostAccumulateGradHook: the hook is null");
        if (!tensor.isLeaf()) {
            throw new IllegalStateException("registerPostAccumulateGradHook: the tensor " + tensor.shape()
                    + " was computed on the tape, and only leaves accumulate; registerHook sees its gradient");
        }
        return hooks("registerPostAccumulateGradHook", tensor).addAccumulated(hook);
    }

    /// Lets a tensor that an operator made keep its gradient.
    ///
    /// @throws IllegalStateException when the tensor does not require a gradient
    public static void retain(Tensor tensor) {
        hooks("retainGrad", tensor).retain(TensorAccess.get().slot(tensor), tensor);
    }

    /// Lets a tensor that keeps its gradient, and has left a node for another place on the tape or none, keep it
    /// there.
    public static void moveRetained(Tensor tensor, Node from) {
        Hooks old = from.hooks();
        if (old != null) {
            old.forget(tensor);
        }
        if (!tensor.isLeaf()) {
            retain(tensor);
        }
    }

    private static Hooks hooks(String operation, Tensor tensor) {
        if (!tensor.requiresGrad()) {
            throw new IllegalStateException(operation + ": the tensor "
                    + (tensor.name() == null ? "" : "'" + tensor.name() + "' ") + tensor.shape()
                    + " does not require a gradient, so none ever comes by; call requiresGrad_() on a leaf before");
        }
        return TensorAccess.get().node(tensor).makeHooks();
    }
}
