package dev.autograd.kernel.plain;

import dev.autograd.kernel.Pool2d;
import dev.autograd.kernel.Pool2dShape;
import java.util.Arrays;

/// Pooling window by window.
public final class DoublePool2d implements Pool2d<double[]> {
    @Override
    public void max(
            Pool2dShape shape, double[] x, int xOffset, double[] y, int yOffset, long[] indices, int indicesOffset) {
        int outHeight = shape.outHeight();
        int outWidth = shape.outWidth();
        boolean fours = shape.isTwoByTwo();
        long[] best = new long[outWidth];
        for (int plane = 0; plane < shape.planes(); plane++) {
            int from = xOffset + plane * shape.inPlane();
            for (int h = 0; h < outHeight; h++) {
                int to = (plane * outHeight + h) * outWidth;
                if (fours) {
                    maxOfFours(shape, x, from, h, 0, outWidth, indices, indicesOffset + to);
                } else {
                    maxRow(shape, x, from, h, best, indices, indicesOffset + to);
                }
                for (int w = 0; w < outWidth; w++) {
                    y[yOffset + to + w] = x[from + (int) indices[indicesOffset + to + w]];
                }
            }
        }
    }

    /// The indices of the outputs from `first` of row `h`, each from four elements at once: C2 compiles the
    /// comparisons with the maximum without branches.
    public static void maxOfFours(
            Pool2dShape shape, double[] x, int from, int h, int first, int end, long[] indices, int indicesTo) {
        int width = shape.width();
        int stride = shape.strideWidth();
        int start = h * shape.strideHeight() * width;
        for (int w = first; w < end; w++) {
            int index = start + w * stride;
            int at = from + index;
            double upperLeft = x[at];
            double upperRight = x[at + 1];
            double lowerLeft = x[at + width];
            double lowerRight = x[at + width + 1];
            double max = Math.max(Math.max(upperLeft, upperRight), Math.max(lowerLeft, lowerRight));
            if (Double.isNaN(max)) {
                indices[indicesTo + w] = (long) index + firstNaN(upperLeft, upperRight, lowerLeft, width);
                continue;
            }
            int place = lowerLeft == max ? width : width + 1;
            place = upperRight == max ? 1 : place;
            place = upperLeft == max ? 0 : place;
            indices[indicesTo + w] = (long) index + place;
        }
    }

    private static int firstNaN(double upperLeft, double upperRight, double lowerLeft, int width) {
        if (Double.isNaN(upperLeft)) {
            return 0;
        }
        if (Double.isNaN(upperRight)) {
            return 1;
        }
        return Double.isNaN(lowerLeft) ? width : width + 1;
    }

    /// The indices of one row of outputs. Goes through the row once for each element of the window, and compares
    /// integer keys: C2 compiles that without branches, while a branch on which of four numbers is largest is
    /// mispredicted every time.
    private static void maxRow(
            Pool2dShape shape, double[] x, int from, int h, long[] best, long[] indices, int indicesTo) {
        Arrays.fill(best, Long.MIN_VALUE);
        int stride = shape.strideWidth();
        for (int i = 0; i < shape.kernelHeight(); i++) {
            int row = h * shape.strideHeight() - shape.paddingHeight() + i * shape.dilationHeight();
            if (row < 0 || row >= shape.height()) {
                continue;
            }
            for (int j = 0; j < shape.kernelWidth(); j++) {
                int column = j * shape.dilationWidth() - shape.paddingWidth();
                int first = DoublePatches.first(column, stride, best.length);
                int end = DoublePatches.end(column, stride, shape.width(), first, best.length);
                raise(x, from, row * shape.width() + column, stride, best, indices, indicesTo, first, end);
            }
        }
    }

    private static void raise(
            double[] x,
            int from,
            int start,
            int stride,
            long[] best,
            long[] indices,
            int indicesTo,
            int first,
            int end) {
        for (int w = first; w < end; w++) {
            long index = start + (long) w * stride;
            long key = Keys.ofDouble(x, from + start + w * stride);
            long held = best[w];
            indices[indicesTo + w] = key > held ? index : indices[indicesTo + w];
            best[w] = Math.max(key, held);
        }
    }

    @Override
    public void maxBackward(
            Pool2dShape shape, double[] g, int gOffset, long[] indices, int indicesOffset, double[] dx, int dxOffset) {
        Arrays.fill(dx, dxOffset, dxOffset + shape.planes() * shape.inPlane(), 0);
        int out = shape.outPlane();
        for (int plane = 0; plane < shape.planes(); plane++) {
            int to = dxOffset + plane * shape.inPlane();
            for (int i = plane * out; i < plane * out + out; i++) {
                dx[to + (int) indices[indicesOffset + i]] += g[gOffset + i];
            }
        }
    }

    @Override
    public void average(Pool2dShape shape, Divisor divisor, double[] x, int xOffset, double[] y, int yOffset) {
        int to = yOffset;
        for (int plane = 0; plane < shape.planes(); plane++) {
            int from = xOffset + plane * shape.inPlane();
            for (int h = 0; h < shape.outHeight(); h++) {
                for (int w = 0; w < shape.outWidth(); w++) {
                    Window window = Window.of(shape, h, w);
                    double sum = 0;
                    for (int row = window.top(); row < window.bottom(); row++) {
                        for (int column = window.left(); column < window.right(); column++) {
                            sum += x[from + row * shape.width() + column];
                        }
                    }
                    y[to++] = (sum / window.count(divisor));
                }
            }
        }
    }

    @Override
    public void averageBackward(
            Pool2dShape shape, Divisor divisor, double[] g, int gOffset, double[] dx, int dxOffset) {
        Arrays.fill(dx, dxOffset, dxOffset + shape.planes() * shape.inPlane(), 0);
        int from = gOffset;
        for (int plane = 0; plane < shape.planes(); plane++) {
            int to = dxOffset + plane * shape.inPlane();
            for (int h = 0; h < shape.outHeight(); h++) {
                for (int w = 0; w < shape.outWidth(); w++) {
                    Window window = Window.of(shape, h, w);
                    double share = g[from++] / window.count(divisor);
                    for (int row = window.top(); row < window.bottom(); row++) {
                        for (int column = window.left(); column < window.right(); column++) {
                            dx[to + row * shape.width() + column] += share;
                        }
                    }
                }
            }
        }
    }
}
