package dev.autograd.kernel.plain;

import dev.autograd.kernel.Pool2d.Divisor;
import dev.autograd.kernel.Pool2dShape;

/// The part of an average pooling window that lies inside the input, and the size of the window with padding.
record Window(int top, int bottom, int left, int right, int padded) {
    static Window of(Pool2dShape shape, int h, int w) {
        int top = h * shape.strideHeight() - shape.paddingHeight();
        int left = w * shape.strideWidth() - shape.paddingWidth();
        int bottom = Math.min(top + shape.kernelHeight(), shape.height() + shape.paddingHeight());
        int right = Math.min(left + shape.kernelWidth(), shape.width() + shape.paddingWidth());
        return new Window(
                Math.max(0, top),
                Math.min(bottom, shape.height()),
                Math.max(0, left),
                Math.min(right, shape.width()),
                (bottom - top) * (right - left));
    }

    int count(Divisor divisor) {
        return switch (divisor) {
            case WITH_PADDING -> padded;
            case WITHOUT_PADDING -> (bottom - top) * (right - left);
        };
    }
}
