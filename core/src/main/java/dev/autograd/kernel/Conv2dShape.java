package dev.autograd.kernel;

/// The sizes of a two-dimensional convolution of an input `(batch, inChannels, height, width)` with a weight
/// `(outChannels, inChannels / groups, kernelHeight, kernelWidth)`. Padding is added on both sides.
///
/// An [IllegalArgumentException] is thrown where the sizes contradict each other
public record Conv2dShape(
        int batch,
        int inChannels,
        int height,
        int width,
        int outChannels,
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int paddingHeight,
        int paddingWidth,
        int dilationHeight,
        int dilationWidth,
        int groups) {
    public Conv2dShape {
        require(groups > 0, "groups", groups, "must be positive");
        require(inChannels % groups == 0, "groups", groups, "must divide the " + inChannels + " input channels");
        require(outChannels % groups == 0, "groups", groups, "must divide the " + outChannels + " output channels");
        axis("height", height, kernelHeight, strideHeight, paddingHeight, dilationHeight);
        axis("width", width, kernelWidth, strideWidth, paddingWidth, dilationWidth);
    }

    private static void axis(String axis, int size, int kernel, int stride, int padding, int dilation) {
        require(kernel > 0, "kernel " + axis, kernel, "must be positive");
        require(stride > 0, "stride of " + axis, stride, "must be positive");
        require(padding >= 0, "padding of " + axis, padding, "must not be negative");
        require(dilation > 0, "dilation of " + axis, dilation, "must be positive");
        long reach = dilation * (kernel - 1L) + 1;
        require(
                reach <= size + 2L * padding,
                "kernel " + axis,
                kernel,
                "reaches over " + reach + " elements, more than the padded input's " + (size + 2L * padding));
    }

    private static void require(boolean holds, String what, int value, String demand) {
        if (!holds) {
            throw new IllegalArgumentException("conv2d: " + what + " " + value + " " + demand);
        }
    }

    /// Rows of the output.
    public int outHeight() {
        return (height + 2 * paddingHeight - dilationHeight * (kernelHeight - 1) - 1) / strideHeight + 1;
    }

    /// Columns of the output.
    public int outWidth() {
        return (width + 2 * paddingWidth - dilationWidth * (kernelWidth - 1) - 1) / strideWidth + 1;
    }

    /// Input channels that one output channel sees.
    public int groupInputs() {
        return inChannels / groups;
    }

    /// Output channels of one group.
    public int groupOutputs() {
        return outChannels / groups;
    }

    /// Weights of one output channel.
    public int taps() {
        return groupInputs() * kernelHeight * kernelWidth;
    }

    /// Elements of one input plane.
    public int inPlane() {
        return height * width;
    }

    /// Elements of one output plane.
    public int outPlane() {
        return outHeight() * outWidth();
    }

    /// The same convolution of another number of images, for work on a part of a batch.
    public Conv2dShape withBatch(int batch) {
        return with(batch, inChannels, outChannels, groups);
    }

    /// The same convolution of other channels.
    public Conv2dShape withChannels(int inChannels, int outChannels, int groups) {
        return with(batch, inChannels, outChannels, groups);
    }

    private Conv2dShape with(int batch, int inChannels, int outChannels, int groups) {
        return new Conv2dShape(
                batch,
                inChannels,
                height,
                width,
                outChannels,
                kernelHeight,
                kernelWidth,
                strideHeight,
                strideWidth,
                paddingHeight,
                paddingWidth,
                dilationHeight,
                dilationWidth,
                groups);
    }

    /// The multiplications of a convolution, or of one of its gradients.
    public long multiplications() {
        return (long) batch * outChannels * outPlane() * taps();
    }
}
