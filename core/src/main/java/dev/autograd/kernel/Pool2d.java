package dev.autograd.kernel;

/// Two-dimensional pooling of contiguous planes. Planes are independent of each other.
///
/// @param <A> the array type, `float[]` or `double[]`
public interface Pool2d<A> {
    /// What the sum over a window is divided by.
    enum Divisor {
        /// The elements of the window including padding, though not what hangs over the padding: PyTorch's
        /// `count_include_pad`.
        WITH_PADDING,
        /// The elements of the window that lie inside the input.
        WITHOUT_PADDING
    }

    /// The largest element of each window and its index `h * width + w` in the input plane. NaN is larger than any
    /// number, and the first of equals is taken.
    void max(Pool2dShape shape, A x, int xOffset, A y, int yOffset, long[] indices, int indicesOffset);

    /// Adds each element of `g` to the place that its window's largest element came from. Overwrites `dx`.
    void maxBackward(Pool2dShape shape, A g, int gOffset, long[] indices, int indicesOffset, A dx, int dxOffset);

    /// The mean of each window. The dilation of `shape` is not used.
    void average(Pool2dShape shape, Divisor divisor, A x, int xOffset, A y, int yOffset);

    /// Spreads each element of `g` evenly over its window. Overwrites `dx`.
    void averageBackward(Pool2dShape shape, Divisor divisor, A g, int gOffset, A dx, int dxOffset);
}
