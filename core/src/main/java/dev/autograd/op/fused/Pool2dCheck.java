package dev.autograd.op.fused;

import dev.autograd.Tensor;
import dev.autograd.kernel.Pool2dShape;
import dev.autograd.op.Check;
import dev.autograd.value.Shape;
import java.util.Arrays;

/// The arguments of a pooling, checked, and the sizes that they come to.
final class Pool2dCheck {
    private Pool2dCheck() {}

    /// Sizes for an input `(N, C, H, W)` or `(C, H, W)`; every setting is for height and width, or one number for
    /// both.
    static Pool2dShape sizes(
            String op, Tensor x, int[] kernel, int[] stride, int[] padding, int[] dilation, Rounding rounding) {
        Check.floating(op, "input", x);
        Check.that(
                x.dim() == 3 || x.dim() == 4,
                () -> op + ": input must be (C, H, W) or (N, C, H, W), but is " + x.shape());
        int[] k = pair(op, "kernel", kernel, 1);
        int[] s = pair(op, "stride", stride, 1);
        int[] p = pair(op, "padding", padding, 0);
        int[] d = pair(op, "dilation", dilation, 1);
        for (int axis = 0; axis < 2; axis++) {
            window(op, x, axis - 2, k[axis], s[axis], p[axis], d[axis], rounding);
        }
        long planes = x.size(-3) * (x.dim() == 4 ? x.size(0) : 1);
        return new Pool2dShape(
                Math.toIntExact(planes),
                (int) x.size(-2),
                (int) x.size(-1),
                k[0],
                k[1],
                s[0],
                s[1],
                p[0],
                p[1],
                d[0],
                d[1],
                rounding.kernel());
    }

    /// Refuses sizes that leave no window along one dimension.
    private static void window(
            String op, Tensor x, int dim, int kernel, int stride, int padding, int dilation, Rounding rounding) {
        long reach = dilation * (kernel - 1L) + 1;
        Check.that(
                padding <= reach / 2,
                () -> op + ": padding " + padding + " must be at most half of the " + reach + " elements that kernel "
                        + kernel + " with dilation " + dilation + " reaches over");
        long room = x.size(dim) + 2L * padding - reach + (rounding == Rounding.CEIL ? stride - 1 : 0);
        Check.that(
                room >= 0,
                () -> op + ": the output would be empty, since kernel " + kernel + " with dilation " + dilation
                        + " reaches over "
                        + reach + " elements, but dimension " + dim + " of input " + x.shape()
                        + " with padding "
                        + padding + " has " + (x.size(dim) + 2L * padding));
    }

    private static int[] pair(String op, String what, int[] values, int least) {
        Check.that(
                values.length == 1 || values.length == 2,
                () -> op + ": " + what + " must be one number or two, for height and width, but is "
                        + Arrays.toString(values));
        for (int value : values) {
            Check.that(value >= least, () -> op + ": " + what + " must be at least " + least + ", but is " + value);
        }
        return values.length == 2 ? values : new int[] {values[0], values[0]};
    }

    /// The output's shape for an input's.
    static Shape output(Pool2dShape sizes, Shape input) {
        return input.with(input.rank() - 2, sizes.outHeight()).with(input.rank() - 1, sizes.outWidth());
    }
}
