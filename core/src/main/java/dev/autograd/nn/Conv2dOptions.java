package dev.autograd.nn;

import dev.autograd.PadMode;
import dev.autograd.Tensor;
import dev.autograd.op.Check;
import dev.autograd.op.contraction.Conv2d;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a [dev.autograd.nn.Conv2d] moves over its input, beside the size of its kernel; refined by the methods here.
///
/// ```java
/// var conv = new Conv2d(16, 32, 3, Conv2dOptions.DEFAULT.withStride(2).withPadding(1));
/// ```
public final class Conv2dOptions {
    /// Stride 1, no padding, dilation 1, one group, a bias.
    public static final Conv2dOptions DEFAULT =
            new Conv2dOptions(new int[] {1, 1}, new int[] {0, 0}, false, null, new int[] {1, 1}, 1, true);

    private final int[] stride;
    private final int[] padding;
    private final boolean same;
    private final @Nullable PadMode mode; // null for zeros
    private final int[] dilation;
    private final int groups;
    private final boolean bias;

    private Conv2dOptions(
            int[] stride,
            int[] padding,
            boolean same,
            @Nullable PadMode mode,
            int[] dilation,
            int groups,
            boolean bias) {
        this.stride = stride;
        this.padding = padding;
        this.same = same;
        this.mode = mode;
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
        return new Conv2dOptions(new int[] {down, across}, padding, same, mode, dilation, groups, bias);
    }

    /// The same with that much on all four sides: zeros, unless a [padding mode][#withPaddingMode(PadMode)] is set.
    public Conv2dOptions withPadding(int padding) {
        return withPadding(padding, padding);
    }

    /// The same with so many rows above and below, and so many columns at the left and the right: zeros, unless a
    /// [padding mode][#withPaddingMode(PadMode)] is set.
    public Conv2dOptions withPadding(int height, int width) {
        return new Conv2dOptions(stride, new int[] {height, width}, false, mode, dilation, groups, bias);
    }

    /// The same with as much padding as makes the output as large as the input, which only stride 1 allows:
    /// PyTorch's `padding='same'`. Where their number is odd the one more is below and at the right.
    public Conv2dOptions withSamePadding() {
        return new Conv2dOptions(stride, new int[] {0, 0}, true, mode, dilation, groups, bias);
    }

    /// The same with the image's own elements around it instead of zeros: PyTorch's `padding_mode`. An
    /// image that has too few of them for the padding is refused when it comes.
    public Conv2dOptions withPaddingMode(PadMode mode) {
        return new Conv2dOptions(stride, padding, same, mode, dilation, groups, bias);
    }

    /// The same with a distance between the elements under the kernel.
    public Conv2dOptions withDilation(int dilation) {
        return withDilation(dilation, dilation);
    }

    /// The same with a distance between the elements under the kernel, down and across.
    public Conv2dOptions withDilation(int down, int across) {
        return new Conv2dOptions(stride, padding, same, mode, new int[] {down, across}, groups, bias);
    }

    /// The same with channels in groups that do not see each other.
    public Conv2dOptions withGroups(int groups) {
        return new Conv2dOptions(stride, padding, same, mode, dilation, groups, bias);
    }

    /// The same without a bias.
    public Conv2dOptions withoutBias() {
        return new Conv2dOptions(stride, padding, same, mode, dilation, groups, false);
    }

    /// @throws IllegalArgumentException when sizes, types or settings do not fit
    Tensor convolve(Tensor x, Tensor weight, @Nullable Tensor bias) {
        if (!same) {
            return mode == null
                    ? Conv2d.of(x, weight, bias, stride, padding, dilation, groups)
                    : Conv2d.around(x, mode, weight, bias, stride, padding, dilation, groups);
        }
        Check.that(
                stride[0] == 1 && stride[1] == 1,
                () -> "conv2d: same padding needs stride 1, but the stride is " + Arrays.toString(stride));
        return Conv2d.same(x, mode, weight, bias, dilation, groups);
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
                + (same ? ", padding=same" : text("padding", padding, DEFAULT.padding))
                + (mode == null ? "" : ", paddingMode=" + mode.name().toLowerCase(Locale.ROOT))
                + text("dilation", dilation, DEFAULT.dilation)
                + (groups == 1 ? "" : ", groups=" + groups)
                + (bias ? "" : ", without bias");
    }

    private static String text(String name, int[] value, int[] usual) {
        return Arrays.equals(value, usual) ? "" : ", " + name + "=" + Arrays.toString(value);
    }
}
