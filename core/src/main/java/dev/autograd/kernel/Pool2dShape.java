package dev.autograd.kernel;

/// The sizes of a two-dimensional pooling of planes `(planes, height, width)`, where `planes` counts images times
/// channels.
///
/// An [IllegalArgumentException] is thrown where the sizes contradict each other or the output would be empty
public record Pool2dShape(
        int planes,
        int height,
        int width,
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int paddingHeight,
        int paddingWidth,
        int dilationHeight,
        int dilationWidth,
        Rounding rounding) {
    /// What happens to the elements at the end that do not fill a window.
    public enum Rounding {
        /// They are left out.
        FLOOR,
        /// They get a window of their own, as long as it starts inside the input or the padding before it.
        CEIL
    }

    public Pool2dShape {
        axis("height", height, kernelHeight, strideHeight, paddingHeight, dilationHeight, rounding);
        axis("width", width, kernelWidth, strideWidth, paddingWidth, dilationWidth, rounding);
    }

    private static void axis(
            String axis, int size, int kernel, int stride, int padding, int dilation, Rounding rounding) {
        require(kernel > 0, "kernel " + axis, kernel, "must be positive");
        require(stride > 0, "stride of " + axis, stride, "must be positive");
        require(dilation > 0, "dilation of " + axis, dilation, "must be positive");
        int reach = dilation * (kernel - 1) + 1;
        require(padding >= 0, "padding of " + axis, padding, "must not be negative");
        require(
                padding <= reach / 2,
                "padding of " + axis,
                padding,
                "must be at most half of the " + reach + " elements the kernel reaches over");
        require(
                padding == 0 || dilation <= size,
                "dilation of " + axis,
                dilation,
                "must be at most the input's " + size + " under padding, or windows would hold no element");
        int out = outSize(size, kernel, stride, padding, dilation, rounding);
        require(
                out > 0,
                "kernel " + axis,
                kernel,
                "reaches over " + reach + " elements, more than the padded input's " + (size + 2 * padding));
    }

    private static void require(boolean holds, String what, int value, String demand) {
        if (!holds) {
            throw new IllegalArgumentException("pool2d: " + what + " " + value + " " + demand);
        }
    }

    private static int outSize(int size, int kernel, int stride, int padding, int dilation, Rounding rounding) {
        int room = size + 2 * padding - dilation * (kernel - 1) - 1;
        int out = Math.floorDiv(rounding == Rounding.CEIL ? room + stride - 1 : room, stride) + 1;
        return rounding == Rounding.CEIL && (out - 1) * stride >= size + padding ? out - 1 : out;
    }

    /// Whether every window is two by two elements inside the input.
    public boolean isTwoByTwo() {
        return kernelHeight == 2
                && kernelWidth == 2
                && paddingHeight == 0
                && paddingWidth == 0
                && dilationHeight == 1
                && dilationWidth == 1
                && (outHeight() - 1) * strideHeight + 2 <= height
                && (outWidth() - 1) * strideWidth + 2 <= width;
    }

    /// The same pooling of several times as many planes.
    public Pool2dShape times(long count) {
        return withPlanes(Math.toIntExact(planes * count));
    }

    /// The same pooling of another number of planes.
    public Pool2dShape withPlanes(int planes) {
        return new Pool2dShape(
                planes,
                height,
                width,
                kernelHeight,
                kernelWidth,
                strideHeight,
                strideWidth,
                paddingHeight,
                paddingWidth,
                dilationHeight,
                dilationWidth,
                rounding);
    }

    /// Rows of the output.
    public int outHeight() {
        return outSize(height, kernelHeight, strideHeight, paddingHeight, dilationHeight, rounding);
    }

    /// Columns of the output.
    public int outWidth() {
        return outSize(width, kernelWidth, strideWidth, paddingWidth, dilationWidth, rounding);
    }

    /// Elements of one input plane.
    public int inPlane() {
        return height * width;
    }

    /// Elements of one output plane.
    public int outPlane() {
        return outHeight() * outWidth();
    }
}
