package dev.autograd.kernel.vector;

import java.util.Arrays;

/// Copies between images and their padded form, see [Windows].
final class FloatPadding {
    private FloatPadding() {}

    /// Fills `windows.size()` elements of `copy` from an image.
    static void pad(Windows windows, float[] x, int xOffset, float[] copy, int copyOffset) {
        if (windows.isWhole()) {
            System.arraycopy(x, xOffset, copy, copyOffset, windows.size());
            return;
        }
        Arrays.fill(copy, copyOffset, copyOffset + windows.size(), 0);
        int rows = windows.planeHeight() * windows.strideHeight();
        int columns = windows.planeWidth() * windows.strideWidth();
        int firstRow = Math.max(0, windows.top());
        int endRow = Math.min(rows, windows.height() + windows.top());
        int first = Math.max(0, windows.left());
        int end = Math.min(columns, windows.width() + windows.left());
        for (int channel = 0; channel < windows.channels(); channel++) {
            for (int row = firstRow; row < endRow; row++) {
                int from =
                        xOffset + (channel * windows.height() + row - windows.top()) * windows.width() - windows.left();
                int plane = (channel * windows.strideHeight() + row % windows.strideHeight()) * windows.strideWidth();
                int to = copyOffset
                        + (plane * windows.planeHeight() + row / windows.strideHeight()) * windows.planeWidth();
                copyRow(windows, x, from, copy, to, first, end);
            }
        }
    }

    private static void copyRow(Windows windows, float[] x, int from, float[] copy, int to, int first, int end) {
        int stride = windows.strideWidth();
        if (stride == 1) {
            if (first < end) {
                System.arraycopy(x, from + first, copy, to + first, end - first);
            }
            return;
        }
        int plane = windows.planeHeight() * windows.planeWidth();
        for (int column = first; column < end; column++) {
            copy[to + column % stride * plane + column / stride] = x[from + column];
        }
    }

    /// Takes the output out of `rows` rows of numbered results, `step` apart.
    static void crop(Windows windows, int rows, float[] results, int step, float[] y, int yOffset) {
        int width = windows.outWidth();
        int to = yOffset;
        for (int row = 0; row < rows; row++) {
            for (int h = 0; h < windows.outHeight(); h++) {
                System.arraycopy(results, row * step + h * windows.planeWidth(), y, to, width);
                to += width;
            }
        }
    }

    /// Spreads the output's gradient over rows of numbers, `step` apart, with zeros for those that were thrown
    /// away.
    static void spread(
            Windows windows, int rows, float[] g, int gOffset, float[] numbers, int numbersOffset, int step) {
        int width = windows.outWidth();
        int from = gOffset;
        for (int row = 0; row < rows; row++) {
            int to = numbersOffset + row * step;
            for (int h = 0; h < windows.outHeight(); h++) {
                System.arraycopy(g, from, numbers, to, width);
                Arrays.fill(numbers, to + width, to + windows.planeWidth(), 0);
                from += width;
                to += windows.planeWidth();
            }
            Arrays.fill(numbers, to, numbersOffset + (row + 1) * step, 0);
        }
    }
}
