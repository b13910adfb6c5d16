package dev.autograd.kernel.plain;

import dev.autograd.kernel.Conv2dShape;
import java.util.Arrays;

/// The patches of one image under a convolution's kernel, as a matrix of `taps` rows and one column for each output
/// element.
final class DoublePatches {
    private DoublePatches() {}

    /// Copies the patches out of the input channels of one group; zeros stand for the padding.
    static void gather(Conv2dShape shape, double[] x, int xOffset, double[] patches) {
        int outWidth = shape.outWidth();
        int to = 0;
        for (int tap = 0; tap < shape.taps(); tap++) {
            int column = tap % shape.kernelWidth() * shape.dilationWidth() - shape.paddingWidth();
            int first = first(column, shape.strideWidth(), outWidth);
            int end = end(column, shape.strideWidth(), shape.width(), first, outWidth);
            for (int h = 0; h < shape.outHeight(); h++) {
                int row = row(shape, tap, h);
                if (row < 0 || row >= shape.height() || first == end) {
                    Arrays.fill(patches, to, to + outWidth, 0);
                } else {
                    int from = xOffset
                            + (tap / (shape.kernelHeight() * shape.kernelWidth()) * shape.height() + row)
                                    * shape.width()
                            + column;
                    Arrays.fill(patches, to, to + first, 0);
                    copy(x, from, shape.strideWidth(), patches, to, first, end);
                    Arrays.fill(patches, to + end, to + outWidth, 0);
                }
                to += outWidth;
            }
        }
    }

    private static void copy(double[] x, int from, int stride, double[] patches, int to, int first, int end) {
        if (stride == 1) {
            System.arraycopy(x, from + first, patches, to + first, end - first);
            return;
        }
        for (int w = first; w < end; w++) {
            patches[to + w] = x[from + w * stride];
        }
    }

    /// Adds the patches onto the places that [#gather] took them from.
    static void scatter(Conv2dShape shape, double[] patches, double[] dx, int dxOffset) {
        int outWidth = shape.outWidth();
        int stride = shape.strideWidth();
        int from = 0;
        for (int tap = 0; tap < shape.taps(); tap++) {
            int column = tap % shape.kernelWidth() * shape.dilationWidth() - shape.paddingWidth();
            int first = first(column, stride, outWidth);
            int end = end(column, stride, shape.width(), first, outWidth);
            for (int h = 0; h < shape.outHeight(); h++) {
                int row = row(shape, tap, h);
                if (row >= 0 && row < shape.height()) {
                    int to = dxOffset
                            + (tap / (shape.kernelHeight() * shape.kernelWidth()) * shape.height() + row)
                                    * shape.width()
                            + column;
                    for (int w = first; w < end; w++) {
                        dx[to + w * stride] += patches[from + w];
                    }
                }
                from += outWidth;
            }
        }
    }

    /// The input row that a tap reads for a row of the output.
    private static int row(Conv2dShape shape, int tap, int outRow) {
        int i = tap / shape.kernelWidth() % shape.kernelHeight();
        return outRow * shape.strideHeight() + i * shape.dilationHeight() - shape.paddingHeight();
    }

    /// The first output column whose input column `column + w * stride` is not left of the image.
    static int first(int column, int stride, int outWidth) {
        return column >= 0 ? 0 : Math.min(outWidth, (-column + stride - 1) / stride);
    }

    /// The first output column, from `first` on, whose input column is right of the image.
    static int end(int column, int stride, int width, int first, int outWidth) {
        return Math.max(first, Math.min(outWidth, Math.floorDiv(width - 1 - column, stride) + 1));
    }
}
