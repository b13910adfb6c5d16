package dev.autograd;

import dev.autograd.op.layout.LayoutInPlace;

/// The methods of [Tensor] that give it another shape in place, over the same elements, and return it: each
/// makes it the view of itself that the method without the `_` returns, with that view's place on the tape.
/// Values are not touched, so its base and its other views stay what they are; still it counts as a change of
/// the storage, so that a backward which needs the tensor under its old shape says so.
///
/// While gradients are recorded, a leaf that requires one, a view of such a leaf, and a view that was made
/// under [Autograd#noGrad()] of a tensor on the tape refuse with an [IllegalStateException]. So do a tensor on
/// the tape under [Autograd#noGrad()], a tensor that holds a gradient of its old shape, and an [inference
/// tensor][Tensor#isInference()] outside its mode. Nothing has changed then.
sealed interface TensorLayoutInPlace permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// Swaps two dimensions.
    ///
    /// @throws IndexOutOfBoundsException when there is no such dimension
    default Tensor transpose_(int dim0, int dim1) {
        return LayoutInPlace.apply("transpose_", self(), x -> x.transpose(dim0, dim1));
    }

    /// Drops those of the given dimensions that have size 1; none given means all.
    ///
    /// @throws IndexOutOfBoundsException when there is no such dimension
    default Tensor squeeze_(int... dims) {
        return LayoutInPlace.apply("squeeze_", self(), x -> x.squeeze(dims));
    }

    /// Adds a dimension of size 1 at a position.
    ///
    /// @throws IndexOutOfBoundsException when there is no such position
    default Tensor unsqueeze_(int dim) {
        return LayoutInPlace.apply("unsqueeze_", self(), x -> x.unsqueeze(dim));
    }

    /// Swaps the dimensions of a matrix; a vector and a scalar stay as they are.
    ///
    /// @throws IllegalArgumentException when there are more than two dimensions
    default Tensor t_() {
        return LayoutInPlace.transposeMatrix("t_", self());
    }
}
