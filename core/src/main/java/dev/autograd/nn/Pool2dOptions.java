package dev.autograd.nn;

import dev.autograd.op.fused.Rounding;

/// How a pooling window moves over its input; refined by the methods here.
///
/// ```java
/// var pool = new MaxPool2d(Pool2dOptions.kernel(3).withStride(2).withPadding(1));
/// ```
public final class Pool2dOptions {
    private final int[] kernel;
    private final int[] stride;
    private final int[] padding;
    private final Rounding rounding;

    private Pool2dOptions(int[] kernel, int[] stride, int[] padding, Rounding rounding) {
        this.kernel = kernel;
        this.stride = stride;
        this.padding = padding;
        this.rounding = rounding;
    }

    /// Square windows side by side.
    public static Pool2dOptions kernel(int size) {
        return kernel(size, size);
    }

    /// Windows of some height and width, side by side.
    public static Pool2dOptions kernel(int height, int width) {
        int[] kernel = {height, width};
        return new Pool2dOptions(kernel, kernel, new int[] {0, 0}, Rounding.FLOOR);
    }

    /// The same with a stride in both directions.
    public Pool2dOptions withStride(int stride) {
        return withStride(stride, stride);
    }

    /// The same with a stride down and one across.
    public Pool2dOptions withStride(int down, int across) {
        return new Pool2dOptions(kernel, new int[] {down, across}, padding, rounding);
    }

    /// The same with padding on all four sides, at most half a window.
    public Pool2dOptions withPadding(int padding) {
        return withPadding(padding, padding);
    }

    /// The same with padding above and below, and at the left and the right.
    public Pool2dOptions withPadding(int height, int width) {
        return new Pool2dOptions(kernel, stride, new int[] {height, width}, rounding);
    }

    /// The same with windows also for what does not fill one: PyTorch's `ceil_mode`.
    public Pool2dOptions withCeilMode() {
        return new Pool2dOptions(kernel, stride, padding, Rounding.CEIL);
    }

    int[] kernel() {
        return kernel;
    }

    int[] stride() {
        return stride;
    }

    int[] padding() {
        return padding;
    }

    Rounding rounding() {
        return rounding;
    }

    /// For example `kernel=[2, 2], stride=[2, 2], padding=[0, 0]`.
    @Override
    public String toString() {
        return "kernel=" + text(kernel) + ", stride=" + text(stride) + ", padding=" + text(padding)
                + (rounding == Rounding.CEIL ? ", ceilMode" : "");
    }

    private static String text(int[] pair) {
        return "[" + pair[0] + ", " + pair[1] + "]";
    }
}
