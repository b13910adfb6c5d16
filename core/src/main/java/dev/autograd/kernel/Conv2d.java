package dev.autograd.kernel;

import org.jspecify.annotations.Nullable;

/// Two-dimensional convolution (cross-correlation, as everywhere in deep learning) of contiguous arrays laid out
/// batch, channel, height, width. Images are independent: part of a batch is a [Conv2dShape#withBatch] and two
/// offsets. Scratch: one image's padded input, or its patches, and its output.
///
/// @param <A> the array type, `float[]` or `double[]`
public interface Conv2d<A> {
    /// `y[n][o][h][w] = bias[o] + sum over c, i, j of weight[o][c][i][j] * x[n][c][h'][w']`, where `c` runs over
    /// the channels of the group of `o`, `h'` is `h * stride + i * dilation - padding`, `w'` likewise with `j`, and
    /// `x` is 0 outside.
    void forward(
            Conv2dShape shape,
            A x,
            int xOffset,
            A weight,
            int weightOffset,
            @Nullable A bias,
            int biasOffset,
            A y,
            int yOffset);

    /// The gradient by the input, from the gradient `g` of the output. Overwrites `dx`.
    void backwardInput(Conv2dShape shape, A g, int gOffset, A weight, int weightOffset, A dx, int dxOffset);

    /// The gradient by the weight, summed over the batch. Overwrites `dweight`.
    void backwardWeight(Conv2dShape shape, A x, int xOffset, A g, int gOffset, A dweight, int dweightOffset);

    /// The gradient by the bias: the sum of `g` over all but the channels. Overwrites `dbias`.
    void backwardBias(Conv2dShape shape, A g, int gOffset, A dbias, int dbiasOffset);
}
