package dev.autograd;

import dev.autograd.op.indexing.PadAround;
import dev.autograd.op.layout.Copy;
import dev.autograd.op.layout.Expand;
import dev.autograd.op.layout.Flip;
import dev.autograd.op.layout.Pad;
import dev.autograd.op.layout.Permute;
import dev.autograd.op.layout.Reshape;
import dev.autograd.op.layout.Slice;
import dev.autograd.op.layout.Split;
import dev.autograd.op.layout.Squeeze;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;

/// The methods of [Tensor] that rearrange elements. Dimensions count from the end when negative. Unless a copy is
/// mentioned the result is a view.
sealed interface TensorLayout permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// The same elements under another shape, where one size may be -1: this tensor when it has that shape already,
    /// a copy when strides do not allow a view.
    ///
    /// @throws IllegalArgumentException when the numbers of elements differ
    default Tensor reshape(long... sizes) {
        return Reshape.reshape(self(), sizes);
    }

    /// The same elements under another shape; copies when strides do not allow a view.
    ///
    /// @throws IllegalArgumentException when the numbers of elements differ
    default Tensor reshape(Shape shape) {
        return Reshape.reshape(self(), shape);
    }

    /// The same elements under another shape, where one size may be -1; never copies.
    ///
    /// @throws IllegalArgumentException when the numbers of elements differ or the strides do not allow it
    default Tensor view(long... sizes) {
        return Reshape.view(self(), sizes);
    }

    /// All dimensions as one.
    default Tensor flatten() {
        return Reshape.flatten(self(), 0, -1);
    }

    /// Dimensions `start` to `end`, both included, as one.
    default Tensor flatten(int start, int end) {
        return Reshape.flatten(self(), start, end);
    }

    /// Dimension `i` of the result is dimension `order[i]` of this.
    ///
    /// @throws IllegalArgumentException when `order` is not a reordering of all dimensions
    default Tensor permute(int... order) {
        return Permute.permute(self(), order);
    }

    /// Two dimensions swapped.
    ///
    /// @throws IndexOutOfBoundsException when there is no such dimension
    default Tensor transpose(int dim0, int dim1) {
        return Permute.transpose(self(), dim0, dim1);
    }

    /// The last two dimensions swapped: the transposed matrix, or matrices.
    ///
    /// @throws IndexOutOfBoundsException when there are fewer than two dimensions
    default Tensor mT() {
        return Permute.transpose(self(), -2, -1);
    }

    /// Dimensions of size 1 repeated, and new ones in front, up to the given sizes, where -1 keeps a size.
    ///
    /// @throws IllegalArgumentException when another size than 1 would have to change
    default Tensor expand(long... sizes) {
        return Expand.of(self(), sizes);
    }

    /// Dimensions of size 1 repeated, and new ones in front, up to a shape.
    ///
    /// @throws IllegalArgumentException when another size than 1 would have to change
    default Tensor expand(Shape shape) {
        return Expand.of(self(), shape);
    }

    /// Without those of the given dimensions that have size 1; none given means all.
    default Tensor squeeze(int... dims) {
        return Squeeze.squeeze(self(), dims);
    }

    /// With a new dimension of size 1 at a position.
    default Tensor unsqueeze(int dim) {
        return Squeeze.unsqueeze(self(), dim);
    }

    /// Indices `start` (included) to `end` (excluded) of a dimension; ends count from the back when negative and
    /// are cut to the dimension, as in Python.
    default Tensor slice(int dim, long start, long end) {
        return Slice.slice(self(), dim, start, end, 1);
    }

    /// Every `step`-th index from `start` (included) to `end` (excluded) of a dimension.
    ///
    /// @throws IllegalArgumentException when `step` is not positive
    default Tensor slice(int dim, long start, long end, long step) {
        return Slice.slice(self(), dim, start, end, step);
    }

    /// `length` indices of a dimension from `start`.
    ///
    /// @throws IndexOutOfBoundsException when they leave the dimension
    default Tensor narrow(int dim, long start, long length) {
        return Slice.narrow(self(), dim, start, length);
    }

    /// `length` indices of a dimension from the one that an integer scalar holds.
    ///
    /// @throws IllegalArgumentException when `start` is no scalar or no integer
    /// @throws IndexOutOfBoundsException when they leave the dimension
    default Tensor narrow(int dim, Tensor start, long length) {
        return Slice.narrow(self(), dim, start, length);
    }

    /// One index of a dimension, which the result does not have.
    ///
    /// @throws IndexOutOfBoundsException when the index is outside the dimension
    default Tensor select(int dim, long index) {
        return Slice.select(self(), dim, index);
    }

    /// Pieces of `size` along a dimension, the last of which may be shorter.
    default Tensor[] split(long size, int dim) {
        return Split.bySize(self(), size, dim);
    }

    /// Pieces of the given sizes along a dimension.
    ///
    /// @throws IllegalArgumentException when they do not add up to the dimension's size
    default Tensor[] split(long[] sizes, int dim) {
        return Split.bySizes(self(), sizes, dim);
    }

    /// At most `chunks` pieces of equal size along a dimension, the last of which may be shorter.
    default Tensor[] chunk(int chunks, int dim) {
        return Split.chunk(self(), chunks, dim);
    }

    /// A copy with the order along the given dimensions reversed.
    default Tensor flip(int... dims) {
        return Flip.of(self(), dims);
    }

    /// A copy surrounded by a constant; amounts come in pairs (before, after), the last dimension's first; negative
    /// ones cut off.
    ///
    /// @throws IllegalArgumentException when the amounts do not fit the shape
    default Tensor pad(double value, long... amounts) {
        return Pad.of(self(), value, amounts);
    }

    /// A copy surrounded by its own elements; amounts come in pairs (before, after), the last dimension's first;
    /// negative ones cut off.
    ///
    /// @throws IllegalArgumentException when the amounts do not fit the shape
    default Tensor pad(PadMode mode, long... amounts) {
        return PadAround.of(self(), mode, amounts);
    }

    /// This tensor when it is contiguous, else a dense copy.
    default Tensor contiguous() {
        return Copy.contiguous(self());
    }

    /// This tensor when it has that type, else a converted copy: fractions are cut off in integers, NaN becomes 0
    /// and what does not fit the nearest value that does; of an int64 an int32 keeps the low 32 bits; any nonzero
    /// number is true.
    default Tensor to(DType dtype) {
        return Copy.to(self(), dtype);
    }
}
