package dev.autograd.kernel.plain;

import dev.autograd.kernel.Pool2d;
import dev.autograd.kernel.Pool2dShape;
import java.util.Arrays;

final class FloatPool2d implements Pool2d<float[]> {
    @Override
    public void max(
            Pool2dShape shape, float[] x, int xOffset, float[] y, int yOffset, long[] indices, int indicesOffset) {
        int outHeight = shape.outHeight();
        int outWidth = shape.outWidth();
        int at = 0;
        for (int plane = 0; plane < shape.planes(); plane++) {
            int from = xOffset + plane * shape.inPlane();
            for (int h = 0; h < outHeight; h++) {
                int top = firstInside(h * shape.strideHeight() - shape.paddingHeight(), shape.dilationHeight());
                int bottom = Math.min(
                        shape.height(),
                        h * shape.strideHeight() - shape.paddingHeight() + (shape.kernelHeight() - 1) * shape.dilationHeight() + 1);
                for (int w = 0; w < outWidth; w++) {
                    int index = largest(shape, x, from, top, bottom, w * shape.strideWidth() - shape.paddingWidth());
                    y[yOffset + at] = x[from + index];
                    indices[indicesOffset + at] = index;
                    at++;
                }
            }
        }
    }

    /// The index of the largest element in rows `[top, bottom)` of the window that starts at column `start`.
    private static int largest(Pool2dShape shape, float[] x, int from, int top, int bottom, int start) {
        int left = firstInside(start, shape.dilationWidth());
        int right = Math.min(shape.width(), start + (shape.kernelWidth() - 1) * shape.dilationWidth() + 1);
        int best = top * shape.width() + left;
        float value = Float.NEGATIVE_INFINITY;
        for (int row = top; row < bottom; row += shape.dilationHeight()) {
            for (int column = left; column < right; column += shape.dilationWidth()) {
                int index = row * shape.width() + column;
                float other = x[from + index];
                if (other > value || Float.isNaN(other)) {
                    best = index;
                    value = other;
                }
            }
        }
        return best;
    }

    private static int firstInside(int start, int dilation) {
        return start >= 0 ? start : start + (-start + dilation - 1) / dilation * dilation;
    }

    @Override
    public void maxBackward(
            Pool2dShape shape, float[] g, int gOffset, long[] indices, int indicesOffset, float[] dx, int dxOffset) {
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
    public void average(Pool2dShape shape, Divisor divisor, float[] x, int xOffset, float[] y, int yOffset) {
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
                    y[to++] = (float) (sum / window.count(divisor));
                }
            }
        }
    }

    @Override
    public void averageBackward(Pool2dShape shape, Divisor divisor, float[] g, int gOffset, float[] dx, int dxOffset) {
        Arrays.fill(dx, dxOffset, dxOffset + shape.planes() * shape.inPlane(), 0);
        int from = gOffset;
        for (int plane = 0; plane < shape.planes(); plane++) {
            int to = dxOffset + plane * shape.inPlane();
            for (int h = 0; h < shape.outHeight(); h++) {
                for (int w = 0; w < shape.outWidth(); w++) {
                    Window window = Window.of(shape, h, w);
                    float share = g[from++] / window.count(divisor);
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
