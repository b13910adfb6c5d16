package dev.autograd.op.contraction;

import dev.autograd.Tensor;
import dev.autograd.kernel.Conv2dShape;
import dev.autograd.op.Check;
import org.jspecify.annotations.Nullable;

/// The transposed convolution: what [Conv2d] with the same weight and settings does to gradients, used forwards to
/// enlarge images. Input `(N, C, H, W)`, weight `(C, O / groups, KH, KW)`, output `(N, O, (H - 1) stride - 2 padding +
/// dilation (KH - 1) + outputPadding + 1, ...)`.
public final class ConvTranspose2d {
    private static final String NAME = "convTranspose2d";

    private ConvTranspose2d() {}

    /// The transposed convolution of `(N, C, H, W)`, or of one image `(C, H, W)`.
    ///
    /// @param stride for height and width, or one for both; so are the following
    /// @param padding how much of the result's rim is left out on each side
    /// @param outputPadding rows and columns added at the end; smaller than stride or dilation
    /// @throws IllegalArgumentException when sizes, types or settings do not fit
    public static Tensor of(
            Tensor x,
            Tensor weight,
            @Nullable Tensor bias,
            int[] stride,
            int[] padding,
            int[] outputPadding,
            int[] dilation,
            int groups) {
        Conv2dCheck.image(NAME, x);
        Check.sameDtype(NAME, "input", x, "weight", weight);
        Check.rank(NAME, "weight", weight, 4);
        Conv2dCheck.window(NAME, weight, stride, padding, dilation);
        Check.that(
                groups > 0 && weight.size(0) % groups == 0,
                () -> NAME + ": the " + weight.size(0) + " input channels of weight " + weight.shape()
                        + " must be divisible by groups " + groups);
        Check.that(
                x.size(-3) == weight.size(0),
                () -> NAME + ": input " + x.shape() + " has " + x.size(-3) + " channels, but weight " + weight.shape()
                        + " takes " + weight.size(0));
        Conv2dCheck.bias(NAME, x, bias, weight.size(1) * groups);
        Tensor images = x.dim() == 3 ? x.unsqueeze(0) : x;
        Conv2dShape sizes = sizes(images, weight, stride, padding, outputPadding, dilation, groups);
        Tensor y = Conv2dInput.of(sizes, images, weight);
        Tensor shifted = bias == null ? y : y.add(bias.reshape(1, bias.size(0), 1, 1));
        return x.dim() == 3 ? shifted.squeeze(0) : shifted;
    }

    /// The convolution whose gradient this is.
    private static Conv2dShape sizes(
            Tensor x, Tensor weight, int[] stride, int[] padding, int[] outputPadding, int[] dilation, int groups) {
        int[] s = Conv2dCheck.pair(NAME, "stride", stride);
        int[] p = Conv2dCheck.pair(NAME, "padding", padding);
        int[] o = Conv2dCheck.pair(NAME, "output padding", outputPadding);
        int[] d = Conv2dCheck.pair(NAME, "dilation", dilation);
        int[] out = new int[2];
        for (int axis = 0; axis < 2; axis++) {
            if (o[axis] < 0 || o[axis] >= Math.max(s[axis], d[axis])) {
                throw new IllegalArgumentException(NAME + ": output padding must be at least 0 and smaller than stride "
                        + s[axis] + " or dilation " + d[axis] + ", but is " + o[axis]);
            }
            long size = (x.size(axis - 2) - 1) * s[axis]
                    - 2L * p[axis]
                    + d[axis] * (weight.size(axis - 2) - 1)
                    + o[axis]
                    + 1;
            if (size <= 0) {
                throw new IllegalArgumentException(
                        NAME + ": dimension " + (axis - 2) + " of the output would have size " + size + " for input "
                                + x.shape() + ", weight " + weight.shape() + " and padding " + p[axis]);
            }
            out[axis] = Math.toIntExact(size);
        }
        return new Conv2dShape(
                (int) x.size(0),
                (int) weight.size(1) * groups,
                out[0],
                out[1],
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
}
