package dev.autograd.op.contraction;

import dev.autograd.Tensor;
import dev.autograd.kernel.Conv2dShape;
import dev.autograd.op.Check;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The arguments of a convolution, checked, and the sizes that they come to.
final class Conv2dCheck {
    private static final String NAME = "conv2d";

    private Conv2dCheck() {}

    static Conv2dShape sizes(
            Tensor x, Tensor weight, @Nullable Tensor bias, int[] stride, int[] padding, int[] dilation, int groups) {
        settings(x, weight, stride, padding, dilation, groups);
        bias(NAME, x, bias, weight.size(0));
        int[] s = pair("stride", stride);
        int[] p = pair("padding", padding);
        int[] d = pair("dilation", dilation);
        for (int axis = 0; axis < 2; axis++) {
            long size = x.size(axis - 2) + 2L * p[axis];
            long reach = d[axis] * (weight.size(axis - 2) - 1) + 1;
            if (reach > size) {
                throw new IllegalArgumentException(NAME + ": the kernel of weight " + weight.shape() + " with dilation "
                        + d[axis] + " reaches over "
                        + reach
                        + " elements, but dimension " + (axis - 2) + " of input " + x.shape() + " with padding "
                        + p[axis]
                        + " has " + size);
            }
        }
        return new Conv2dShape(
                x.dim() == 3 ? 1 : (int) x.size(0),
                (int) x.size(-3),
                (int) x.size(-2),
                (int) x.size(-1),
                (int) weight.size(0),
                (int) weight.size(2),
                (int) weight.size(3),
                s[0],
                s[1],
                p[0],
                p[1],
                d[0],
                d[1],
                groups);
    }

    /// All that does not depend on whether the kernel fits into the input.
    static void settings(Tensor x, Tensor weight, int[] stride, int[] padding, int[] dilation, int groups) {
        image(NAME, x);
        Check.sameDtype(NAME, "input", x, "weight", weight);
        Check.rank(NAME, "weight", weight, 4);
        window(NAME, weight, stride, padding, dilation);
        Check.that(groups > 0, () -> NAME + ": groups must be positive, but is " + groups);
        Check.that(
                x.size(-3) == weight.size(1) * groups,
                () -> NAME + ": input " + x.shape() + " has " + x.size(-3) + " channels, but weight " + weight.shape()
                        + " with " + groups + " groups takes " + weight.size(1) * groups);
        Check.that(
                weight.size(0) % groups == 0,
                () -> NAME + ": the " + weight.size(0) + " output channels of weight " + weight.shape()
                        + " must be divisible by groups " + groups);
    }

    static void image(String op, Tensor x) {
        Check.floating(op, "input", x);
        Check.that(
                x.dim() == 3 || x.dim() == 4,
                () -> op + ": input must be (C, H, W) or (N, C, H, W), but is " + x.shape());
    }

    static void window(String op, Tensor weight, int[] stride, int[] padding, int[] dilation) {
        Check.that(
                weight.size(2) > 0 && weight.size(3) > 0,
                () -> op + ": the kernel of weight " + weight.shape() + " must not be empty");
        for (int axis = 0; axis < 2; axis++) {
            atLeast(op, "stride", pair(op, "stride", stride)[axis], 1);
            atLeast(op, "padding", pair(op, "padding", padding)[axis], 0);
            atLeast(op, "dilation", pair(op, "dilation", dilation)[axis], 1);
        }
    }

    private static void atLeast(String op, String what, int value, int least) {
        Check.that(value >= least, () -> op + ": " + what + " must be at least " + least + ", but is " + value);
    }

    static void bias(String op, Tensor x, @Nullable Tensor bias, long channels) {
        if (bias != null) {
            Check.sameDtype(op, "input", x, "bias", bias);
            Check.that(
                    bias.dim() == 1 && bias.size(0) == channels,
                    () -> op + ": bias " + bias.shape() + " must have one element for each of the " + channels
                            + " output channels");
        }
    }

    static int[] pair(String what, int[] values) {
        return pair(NAME, what, values);
    }

    /// A setting for height and width, of which one may stand for both.
    static int[] pair(String op, String what, int[] values) {
        Check.that(
                values.length == 1 || values.length == 2,
                () -> op + ": " + what + " must be one number or two, for height and width, but is "
                        + Arrays.toString(values));
        return values.length == 2 ? values : new int[] {values[0], values[0]};
    }
}
