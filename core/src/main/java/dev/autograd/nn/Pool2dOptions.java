package dev.autograd.nn;

import dev.autograd.Tensor;
import dev.autograd.op.Check;
import dev.autograd.op.fused.AvgPool2d;
import dev.autograd.op.fused.AvgPool2d.Divisor;
import dev.autograd.op.fused.MaxPool2d;
import dev.autograd.op.fused.Rounding;
import java.util.OptionalInt;

/// How a pooling window moves over its input; refined by the methods here.
///
/// ```java
/// var pool = new MaxPool2d(Pool2dOptions.kernel(3).withStride(2).withPadding(1));
/// ```
public final class Pool2dOptions {
    private final int[] kernel;
    private final int[] stride;
    private final int[] padding;
    private final int[] dilation;
    private final Rounding rounding;
    private final boolean countIncludePad;
    private final OptionalInt divisorOverride;

    private Pool2dOptions(
            int[] kernel,
            int[] stride,
            int[] padding,
            int[] dilation,
            Rounding rounding,
            boolean countIncludePad,
            OptionalInt divisorOverride) {
        this.kernel = kernel;
        this.stride = stride;
        this.padding = padding;
        this.dilation = dilation;
        this.rounding = rounding;
        this.countIncludePad = countIncludePad;
        this.divisorOverride = divisorOverride;
    }

    /// Square windows side by side.
    public static Pool2dOptions kernel(int size) {
        return kernel(size, size);
    }

    /// Windows of some height and width, side by side.
    public static Pool2dOptions kernel(int height, int width) {
        int[] kernel = {height, width};
        return new Pool2dOptions(
                kernel, kernel, new int[] {0, 0}, new int[] {1, 1}, Rounding.FLOOR, true, OptionalInt.empty());
    }

    /// The same with a stride in both directions.
    public Pool2dOptions withStride(int stride) {
        return withStride(stride, stride);
    }

    /// The same with a stride down and one across.
    public Pool2dOptions withStride(int down, int across) {
        return new Pool2dOptions(
                kernel, new int[] {down, across}, padding, dilation, rounding, countIncludePad, divisorOverride);
    }

    /// The same with padding on all four sides, at most half a window.
    public Pool2dOptions withPadding(int padding) {
        return withPadding(padding, padding);
    }

    /// The same with padding above and below, and at the left and the right.
    public Pool2dOptions withPadding(int height, int width) {
        return new Pool2dOptions(
                kernel, stride, new int[] {height, width}, dilation, rounding, countIncludePad, divisorOverride);
    }

    /// The same with a distance between the elements of a window; of windows whose largest element is taken.
    public Pool2dOptions withDilation(int dilation) {
        return withDilation(dilation, dilation);
    }

    /// The same with a distance between the elements of a window, down and across; of windows whose largest
    /// element is taken.
    public Pool2dOptions withDilation(int down, int across) {
        return new Pool2dOptions(
                kernel, stride, padding, new int[] {down, across}, rounding, countIncludePad, divisorOverride);
    }

    /// The same with windows also for what does not fill one: PyTorch's `ceil_mode`.
    public Pool2dOptions withCeilMode() {
        return new Pool2dOptions(kernel, stride, padding, dilation, Rounding.CEIL, countIncludePad, divisorOverride);
    }

    /// The same with means over the elements inside the input alone: PyTorch's `count_include_pad=False`.
    public Pool2dOptions withoutCountIncludePad() {
        return new Pool2dOptions(kernel, stride, padding, dilation, rounding, false, divisorOverride);
    }

    /// The same with sums that are divided by one number instead of means: PyTorch's `divisor_override`.
    ///
    /// @param divisor not 0
    public Pool2dOptions withDivisorOverride(int divisor) {
        return new Pool2dOptions(kernel, stride, padding, dilation, rounding, countIncludePad, OptionalInt.of(divisor));
    }

    /// @throws IllegalArgumentException when something is set that only means have
    Tensor max(Tensor x) {
        return maxWithIndices(x)[0];
    }

    /// @throws IllegalArgumentException when something is set that only means have
    Tensor[] maxWithIndices(Tensor x) {
        Check.that(
                countIncludePad && divisorOverride.isEmpty(),
                () -> "maxPool2d: countIncludePad and divisorOverride are for avgPool2d, but the options are " + this);
        return MaxPool2d.withIndices(x, kernel, stride, padding, dilation, rounding);
    }

    /// @throws IllegalArgumentException when there is a dilation, which means do not have
    Tensor average(Tensor x) {
        Check.that(
                dilation[0] == 1 && dilation[1] == 1,
                () -> "avgPool2d: there is no dilation of means, but the options are " + this);
        return divisorOverride.isPresent()
                ? AvgPool2d.dividedBy(x, kernel, stride, padding, rounding, divisorOverride.getAsInt())
                : AvgPool2d.of(
                        x,
                        kernel,
                        stride,
                        padding,
                        rounding,
                        countIncludePad ? Divisor.WITH_PADDING : Divisor.WITHOUT_PADDING);
    }

    /// For example `kernel=[2, 2], stride=[2, 2], padding=[0, 0]`.
    @Override
    public String toString() {
        return "kernel=" + text(kernel) + ", stride=" + text(stride) + ", padding=" + text(padding)
                + (dilation[0] == 1 && dilation[1] == 1 ? "" : ", dilation=" + text(dilation))
                + (rounding == Rounding.CEIL ? ", ceilMode" : "")
                + (countIncludePad ? "" : ", without countIncludePad")
                + (divisorOverride.isEmpty() ? "" : ", divisorOverride=" + divisorOverride.getAsInt());
    }

    private static String text(int[] pair) {
        return "[" + pair[0] + ", " + pair[1] + "]";
    }
}
