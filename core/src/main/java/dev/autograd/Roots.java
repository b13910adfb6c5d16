package dev.autograd;

import org.jspecify.annotations.Nullable;

/// Checks the tensors that a backward pass starts from.
final class Roots {
    private Roots() {}

    /// The gradient that each root starts with: the one given, or 1 for a scalar without.
    ///
    /// @throws IllegalStateException when a root has no gradient, or is no scalar and none is given
    /// @throws IllegalArgumentException when there are no roots, or a gradient does not fit its root
    static Tensor[] gradients(String operation, Tensor[] roots, @Nullable Tensor @Nullable [] given) {
        if (roots.length == 0) {
            throw new IllegalArgumentException(operation + ": there are no tensors to start from");
        }
        if (given != null && given.length != roots.length) {
            throw new IllegalArgumentException(operation + ": there are " + roots.length
                    + " tensors to start from, but " + given.length + " gradients for them");
        }
        Tensor[] gradients = new Tensor[roots.length];
        for (int i = 0; i < roots.length; i++) {
            String which = roots.length == 1 ? "the tensor " : "tensor " + i + " ";
            String name = roots[i].name();
            gradients[i] = gradient(
                    operation,
                    name == null ? which : which + "'" + name + "' ",
                    roots[i],
                    given == null ? null : given[i]);
        }
        return gradients;
    }

    private static Tensor gradient(String operation, String which, Tensor root, @Nullable Tensor given) {
        if (!root.dtype().isFloating()) {
            throw new IllegalStateException(operation + ": " + which + root.shape() + " is " + root.dtype()
                    + ", and only float32 and float64 tensors have gradients");
        }
        if (!root.requiresGrad()) {
            throw new IllegalStateException(operation + ": " + which + root.shape()
                    + " does not require a gradient: no input of it does, or it was computed under noGrad or detached");
        }
        if (given == null) {
            if (root.numel() != 1) {
                throw new IllegalStateException(
                        operation + ": only a scalar can start by itself, but " + which + "has shape " + root.shape()
                                + "; reduce it, for example with sum(), or give a gradient of that shape");
            }
            return Tensor.onesLike(root);
        }
        if (!fits(given, root)) {
            throw new IllegalArgumentException(
                    operation + ": the gradient is " + kind(given) + ", but " + which + "is " + kind(root));
        }
        return given;
    }

    /// Whether a tensor can be the gradient of another.
    static boolean fits(Tensor gradient, Tensor tensor) {
        return gradient.shape().equals(tensor.shape())
                && gradient.dtype() == tensor.dtype()
                && gradient.device() == tensor.device();
    }

    /// Type, shape and device, as errors about gradients say them.
    static String kind(Tensor tensor) {
        return tensor.dtype() + " " + tensor.shape() + " on " + tensor.device();
    }

    /// Name and shape.
    static String describe(Tensor tensor) {
        return (tensor.name() == null ? "" : "'" + tensor.name() + "' ") + tensor.shape();
    }
}
