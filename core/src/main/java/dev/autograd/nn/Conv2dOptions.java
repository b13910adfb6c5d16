package dev.autograd.nn;

import java.util.Arrays;

/// How a [Conv2d] moves over its input, beside the size of its kernel; refined by the methods here.
///
/// ```java
/// var conv = new Conv2d(16, 32, 3, Conv2dOptions.DEFAULT.withStride(2).withPadding(1));
/// ```
public final class Conv2dOptions {
    /// Stride 1, no padding, dilation 1, one group, a bias.
    public static final Conv2dOptions DEFAULT =
            new Conv2dOptions(new int[] {1, 1}, new int[] {0, 0}, new int[] {1, 1}, 1, true);

    private final int[] stride;
    private final int[] padding;
    private final int[] dilation;
    private final int groups;
    private final boolean bias;

    private Conv2dOptions(int[] stride, int[] padding, int[] dilation, int groups, boolean bias) {
        this.stride = stride;
        this.padding = padding;
        this.dilation = dilation;
        this.groups = groups;
        this.bias = bias;
    }

    /// The same with a stride in both directions.
    public Conv2dOptions withStride(int stride) {
        return withStride(stride, stride);
    }

    /// The same with a stride down and one across.
    public Conv2dOptions withStride(int down, int across) {
        return new Conv2dOptions(new int[] {down, across}, padding, dilation, groups, bias);
    }

    /// The same with zeros on all four sides.
    public Conv2dOptions withPadding(int padding) {
        return withPadding(padding, padding);
    }

    /// The same with zeros above and below, and at the left and the right.
    public Conv2dOptions withPadding(int height, int width) {
        return new Conv2dOptions(stride, new int[] {height, width}, dilation, groups, bias);
    }

    /// The same with a distance between the elements under the kernel.
    public Conv2dOptions withDilation(int dilation) {
        return withDilation(dilation, dilation);
    }

    /// The same with a distance between the elements under the kernel, down and across.
    public Conv2dOptions withDilation(int down, int across) {
        return new Conv2dOptions(stride, padding, new int[] {down, across}, groups, bias);
    }

    /// The same with channels in groups that do not see each other.
    public Conv2dOptions withGroups(int groups) {
        return new Conv2dOptions(stride, padding, dilation, groups, bias);
    }

    /// The same without a bias.
    public Conv2dOptions withoutBias() {
        return new Conv2dOptions(stride, padding, dilation, groups, false);
    }

    int[] stride() {
        return stride;
    }

    int[] padding() {
        return padding;
    }

    int[] dilation() {
        return dilation;
    }

    int groups() {
        return groups;
    }

    boolean hasBias() {
        return bias;
    }

    /// Only what differs from the default.
    @Override
    public String toString() {
        return text("stride", stride, DEFAULT.stride)
                + text("padding", padding, DEFAULT.padding)
                + text("dilation", dilation, DEFAULT.dilation)
                + (groups == 1 ? "" : ", groups=" + groups)
                + (bias ? "" : ", without bias");
    }

    private static String text(String name, int[] value, int[] usual) {
        return Arrays.equals(value, usual) ? "" : ", " + name + "=" + Arrays.toString(value);
    }
}
