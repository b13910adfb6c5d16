package dev.autograd.kernel.vector;

/// Where a convolution finds its inputs in a padded copy of an image.
///
/// The copy is cut so that the inputs of adjacent outputs are adjacent whatever the stride: it holds, for each
/// channel and each remainder of row and column by the strides, a plane of those rows and columns. An output element
/// is numbered along the width of such a plane, and then every tap reads `copy[offset of the tap + number]`. Numbers
/// at a row's end that lie beyond the output's width are computed and thrown away.
///
/// @param channels channels of the input
/// @param height rows of the input
/// @param width columns of the input
/// @param top rows of padding above; negative to leave rows out
/// @param left columns of padding at the left; negative to leave columns out
/// @param outHeight rows of the output
/// @param outWidth columns of the output
/// @param planeHeight rows of one plane of the copy
/// @param planeWidth columns of one plane of the copy
/// @param offsets the place of each tap, channel by channel
record Windows(
        int channels,
        int height,
        int width,
        int top,
        int left,
        int strideHeight,
        int strideWidth,
        int outHeight,
        int outWidth,
        int planeHeight,
        int planeWidth,
        int[] offsets) {
    static Windows of(
            int channels,
            int height,
            int width,
            int top,
            int left,
            int kernelHeight,
            int kernelWidth,
            int strideHeight,
            int strideWidth,
            int dilationHeight,
            int dilationWidth,
            int outHeight,
            int outWidth) {
        int planeHeight = outHeight + (kernelHeight - 1) * dilationHeight / strideHeight;
        int planeWidth = outWidth + (kernelWidth - 1) * dilationWidth / strideWidth;
        int[] offsets = new int[channels * kernelHeight * kernelWidth];
        int tap = 0;
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < kernelHeight; i++) {
                int row = i * dilationHeight;
                int planes = (channel * strideHeight + row % strideHeight) * strideWidth;
                for (int j = 0; j < kernelWidth; j++) {
                    int column = j * dilationWidth;
                    int plane = planes + column % strideWidth;
                    offsets[tap++] = (plane * planeHeight + row / strideHeight) * planeWidth + column / strideWidth;
                }
            }
        }
        return new Windows(
                channels,
                height,
                width,
                top,
                left,
                strideHeight,
                strideWidth,
                outHeight,
                outWidth,
                planeHeight,
                planeWidth,
                offsets);
    }

    /// Whether the copy is the image as it is.
    boolean isWhole() {
        return planes() == 1 && top == 0 && left == 0 && planeHeight == height && planeWidth == width;
    }

    /// Output elements including those thrown away.
    int numbers() {
        return outHeight * planeWidth;
    }

    /// Planes of the copy for one channel.
    int planes() {
        return strideHeight * strideWidth;
    }

    /// Elements of the copy.
    int size() {
        return channels * planes() * planeHeight * planeWidth;
    }
}
