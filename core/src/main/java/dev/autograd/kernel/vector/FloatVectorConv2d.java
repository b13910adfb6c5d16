package dev.autograd.kernel.vector;

import dev.autograd.kernel.Conv2d;
import dev.autograd.kernel.Conv2dShape;
import dev.autograd.kernel.Gemm;
import dev.autograd.kernel.Interruption;
import dev.autograd.kernel.vector.Scratch.Slot;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Convolution by register tiles that walk a padded copy of the image, so patches are never copied out: by those of
/// [FloatWindowPanels] where the CPU has 16 vector registers, and those of [FloatWindowTiles] where it has more.
///
/// The gradient by the input of a convolution of stride 1 is itself such a convolution, with the weights
/// turned round. With more registers the gradient by the weight is one matrix product per tap once channels
/// lie innermost, which pays from 16 channels on, and dot products below. Only the gradient by the input
/// under a stride goes through patches.
///
/// The gradients by the weight multiply elements of the image by zeros that stand for no output, so an infinite input
/// makes them NaN in more places than the definition does.
final class FloatVectorConv2d implements Conv2d<float[]> {
    private static final int L = Lanes.FLOAT.length();
    private static final int WIDTH = 4 * L;

    /// Elements of images and gradients that go through a tile together: they stay in the second-level cache.
    private static final int TOGETHER = 1 << 15;

    private static final float[] NO_BIAS = new float[1];

    private final Gemm<float[]> gemm;
    private final Conv2d<float[]> patches;

    FloatVectorConv2d(Gemm<float[]> gemm, Conv2d<float[]> patches) {
        this.gemm = gemm;
        this.patches = patches;
    }

    @Override
    public void forward(
            Conv2dShape shape,
            float[] x,
            int xOffset,
            float[] weight,
            int weightOffset,
            float @Nullable [] bias,
            int biasOffset,
            float[] y,
            int yOffset) {
        Windows windows = windows(shape);
        int M = shape.groupOutputs();
        int in = shape.groupInputs() * shape.inPlane();
        int out = M * shape.outPlane();
        for (int image = 0; image < shape.batch() * shape.groups(); image++) {
            Interruption.check(shape.multiplications());
            int group = image % shape.groups();
            int w = weightOffset + group * M * shape.taps();
            float[] start = bias == null ? NO_BIAS : bias;
            int startOffset = bias == null ? 0 : biasOffset + group * M;
            convolve(
                    windows,
                    M,
                    x,
                    xOffset + image * in,
                    weight,
                    w,
                    start,
                    startOffset,
                    bias == null ? 0 : 1,
                    y,
                    yOffset + image * out);
        }
    }

    @Override
    public void backwardInput(
            Conv2dShape shape, float[] g, int gOffset, float[] weight, int weightOffset, float[] dx, int dxOffset) {
        if (shape.strideHeight() != 1 || shape.strideWidth() != 1) {
            patches.backwardInput(shape, g, gOffset, weight, weightOffset, dx, dxOffset);
            return;
        }
        Windows windows = Windows.of(
                shape.groupOutputs(),
                shape.outHeight(),
                shape.outWidth(),
                shape.dilationHeight() * (shape.kernelHeight() - 1) - shape.paddingHeight(),
                shape.dilationWidth() * (shape.kernelWidth() - 1) - shape.paddingWidth(),
                shape.kernelHeight(),
                shape.kernelWidth(),
                1,
                1,
                shape.dilationHeight(),
                shape.dilationWidth(),
                shape.height(),
                shape.width());
        float[] turned = turn(shape, weight, weightOffset);
        int C = shape.groupInputs();
        int K = shape.groupOutputs() * shape.kernelHeight() * shape.kernelWidth();
        int out = shape.groupOutputs() * shape.outPlane();
        int in = C * shape.inPlane();
        for (int image = 0; image < shape.batch() * shape.groups(); image++) {
            Interruption.check(shape.multiplications());
            int w = image % shape.groups() * C * K;
            convolve(windows, C, g, gOffset + image * out, turned, w, NO_BIAS, 0, 0, dx, dxOffset + image * in);
        }
    }

    /// The weights with input and output channels exchanged inside each group, and every kernel turned by half a
    /// circle.
    private static float[] turn(Conv2dShape shape, float[] weight, int weightOffset) {
        int M = shape.groupOutputs();
        int C = shape.groupInputs();
        int area = shape.kernelHeight() * shape.kernelWidth();
        float[] turned = new float[shape.groups() * M * C * area];
        for (int channel = 0; channel < shape.outChannels(); channel++) {
            for (int c = 0; c < C; c++) {
                int from = weightOffset + (channel * C + c) * area;
                int to = ((channel / M * C + c) * M + channel % M) * area;
                for (int i = 0; i < area; i++) {
                    turned[to + i] = weight[from + area - 1 - i];
                }
            }
        }
        return turned;
    }

    @Override
    public void backwardWeight(
            Conv2dShape shape, float[] x, int xOffset, float[] g, int gOffset, float[] dweight, int dweightOffset) {
        Windows windows = windows(shape);
        if (FloatWindowPanels.suits()) {
            backwardWeightByPanels(windows, shape, x, xOffset, g, gOffset, dweight, dweightOffset);
        } else if (shape.groupInputs() < 16) {
            backwardWeightByDots(windows, shape, x, xOffset, g, gOffset, dweight, dweightOffset);
        } else {
            backwardWeightByTaps(windows, shape, x, xOffset, g, gOffset, dweight, dweightOffset);
        }
    }

    private static void backwardWeightByPanels(
            Windows windows,
            Conv2dShape shape,
            float[] x,
            int xOffset,
            float[] g,
            int gOffset,
            float[] dweight,
            int dweightOffset) {
        int M = shape.groupOutputs();
        int K = shape.taps();
        int width = FloatWindowPanels.width(M);
        int n = windows.numbers();
        int read = FloatWindowPanels.readable(windows);
        float[] copy = Scratch.floats(Slot.PADDED, read);
        float[] numbers = Scratch.floats(Slot.RESULT, M * n);
        float[] sums = new float[shape.groups() * K * width];
        // Past its end the copy is multiplied by zero, and must not be NaN.
        Arrays.fill(copy, windows.size(), read, 0);
        for (int image = 0; image < shape.batch() * shape.groups(); image++) {
            Interruption.check(shape.multiplications());
            FloatPadding.pad(windows, x, xOffset + image * shape.groupInputs() * shape.inPlane(), copy, 0);
            FloatPadding.spread(windows, M, g, gOffset + image * M * shape.outPlane(), numbers, 0, n);
            int to = image % shape.groups() * K * width;
            FloatWindowPanels.backwardWeight(windows, M, numbers, copy, sums, to);
        }
        for (int group = 0; group < shape.groups(); group++) {
            int to = dweightOffset + group * M * K;
            FloatPack.copyScalar(K, M, sums, group * K * width, width, 1, dweight, to, 1, K);
        }
    }

    private static void backwardWeightByDots(
            Windows windows,
            Conv2dShape shape,
            float[] x,
            int xOffset,
            float[] g,
            int gOffset,
            float[] dweight,
            int dweightOffset) {
        int M = shape.groupOutputs();
        int K = shape.taps();
        int taps = FloatWindowDots.taps(K);
        int rows = FloatWindowDots.rows(M, taps);
        int in = shape.groupInputs() * shape.inPlane();
        int length = (windows.numbers() + L - 1) / L * L;
        int read = windows.size() + windows.planeWidth() + L;
        int images = Math.clamp(TOGETHER / (read + (long) rows * length), 1, Math.max(1, shape.batch()));
        float[] copies = Scratch.floats(Slot.PADDED, images * read);
        float[] numbers = Scratch.floats(Slot.RESULT, images * rows * length);
        float[] sums = Scratch.floats(Slot.COLUMNS, FloatWindowDots.lanes(rows, taps));
        for (int group = 0; group < shape.groups(); group++) {
            for (int m = 0; m < M; m += rows) {
                for (int k = 0; k < K; k += taps) {
                    int height = Math.min(rows, M - m);
                    int width = Math.min(taps, K - k);
                    Arrays.fill(sums, 0, FloatWindowDots.lanes(height, width), 0);
                    for (int image = 0; image < shape.batch(); image += images) {
                        Interruption.check(shape.multiplications());
                        int count = Math.min(images, shape.batch() - image);
                        for (int i = 0; i < count; i++) {
                            int at = (image + i) * shape.groups() + group;
                            pad(windows, x, xOffset + at * in, copies, i * read, (i + 1) * read);
                            int from = gOffset + (at * M + m) * shape.outPlane();
                            FloatPadding.spread(windows, height, g, from, numbers, i * height * length, length);
                        }
                        FloatWindowDots.add(
                                count, height, length, numbers, copies, read, windows.offsets(), k, width, sums);
                    }
                    FloatWindowDots.collect(height, width, sums, dweight, dweightOffset + (group * M + m) * K + k, K);
                }
            }
        }
    }

    /// Pads an image. What follows it up to `end` is multiplied by zero, and must not be NaN.
    private static void pad(Windows windows, float[] x, int xOffset, float[] copy, int copyOffset, int end) {
        FloatPadding.pad(windows, x, xOffset, copy, copyOffset);
        Arrays.fill(copy, copyOffset + windows.size(), end, 0);
    }

    private void backwardWeightByTaps(
            Windows windows,
            Conv2dShape shape,
            float[] x,
            int xOffset,
            float[] g,
            int gOffset,
            float[] dweight,
            int dweightOffset) {
        int C = shape.groupInputs();
        int M = shape.groupOutputs();
        int area = shape.kernelHeight() * shape.kernelWidth();
        int pixels = windows.size() / C;
        int length = windows.numbers() - windows.planeWidth() + windows.outWidth();
        float[] copy = Scratch.floats(Slot.PADDED, windows.size());
        float[] pixelMajor = Scratch.floats(Slot.COLUMNS, windows.size());
        float[] numbers = Scratch.floats(Slot.RESULT, M * windows.numbers());
        float[] sums = new float[shape.groups() * area * M * C];
        for (int image = 0; image < shape.batch() * shape.groups(); image++) {
            Interruption.check(shape.multiplications());
            FloatPadding.pad(windows, x, xOffset + image * C * shape.inPlane(), copy, 0);
            FloatPack.transpose(C, pixels, copy, 0, pixels, pixelMajor, 0, C);
            FloatPadding.spread(windows, M, g, gOffset + image * M * shape.outPlane(), numbers, 0, windows.numbers());
            for (int tap = 0; tap < area; tap++) {
                int to = (image % shape.groups() * area + tap) * M * C;
                int from = windows.offsets()[tap] * C;
                gemm.gemm(
                        M,
                        C,
                        length,
                        numbers,
                        0,
                        windows.numbers(),
                        1,
                        pixelMajor,
                        from,
                        C,
                        1,
                        sums,
                        to,
                        C,
                        sums,
                        to,
                        C);
            }
        }
        collect(shape, sums, dweight, dweightOffset);
    }

    /// Moves the taps, which were outermost within a group, innermost.
    private static void collect(Conv2dShape shape, float[] sums, float[] dweight, int dweightOffset) {
        int area = shape.kernelHeight() * shape.kernelWidth();
        int size = shape.groupOutputs() * shape.groupInputs();
        for (int group = 0; group < shape.groups(); group++) {
            int at = group * area * size;
            FloatPack.transpose(area, size, sums, at, size, dweight, dweightOffset + at, area);
        }
    }

    @Override
    public void backwardBias(Conv2dShape shape, float[] g, int gOffset, float[] dbias, int dbiasOffset) {
        patches.backwardBias(shape, g, gOffset, dbias, dbiasOffset);
    }

    private static Windows windows(Conv2dShape shape) {
        return Windows.of(
                shape.groupInputs(),
                shape.height(),
                shape.width(),
                shape.paddingHeight(),
                shape.paddingWidth(),
                shape.kernelHeight(),
                shape.kernelWidth(),
                shape.strideHeight(),
                shape.strideWidth(),
                shape.dilationHeight(),
                shape.dilationWidth(),
                shape.outHeight(),
                shape.outWidth());
    }

    /// One image: `M` output channels from all channels of the input.
    private static void convolve(
            Windows windows,
            int M,
            float[] x,
            int xOffset,
            float[] weight,
            int weightOffset,
            float[] bias,
            int biasOffset,
            int biasStep,
            float[] y,
            int yOffset) {
        if (FloatWindowPanels.suits()) {
            convolveByPanels(windows, M, x, xOffset, weight, weightOffset, bias, biasOffset, biasStep, y, yOffset);
            return;
        }
        int[] offsets = windows.offsets();
        int K = offsets.length;
        int whole = windows.numbers() - windows.numbers() % WIDTH;
        int step = (windows.numbers() + L - 1) / L * L;
        // The last tap's numbers beyond the output's width, and its last vector, read past the copy: what comes of it
        // is thrown away.
        float[] copy = Scratch.floats(Slot.PADDED, windows.size() + windows.planeWidth() + L);
        float[] results = Scratch.floats(Slot.RESULT, M * step);
        FloatPadding.pad(windows, x, xOffset, copy, 0);
        for (int p = 0; p < whole; p += WIDTH) {
            for (int m = 0; m < M; m += 4) {
                FloatWindowTiles.wide(
                        Math.min(4, M - m),
                        K,
                        weight,
                        weightOffset + m * K,
                        K,
                        copy,
                        p,
                        offsets,
                        bias,
                        biasOffset + m * biasStep,
                        biasStep,
                        results,
                        m * step + p,
                        step);
            }
        }
        for (int p = whole; p < step; p += L) {
            for (int m = 0; m < M; m += 8) {
                FloatWindowTiles.narrow(
                        Math.min(8, M - m),
                        K,
                        weight,
                        weightOffset + m * K,
                        K,
                        copy,
                        p,
                        offsets,
                        bias,
                        biasOffset + m * biasStep,
                        biasStep,
                        results,
                        m * step + p,
                        step);
            }
        }
        FloatPadding.crop(windows, M, results, step, y, yOffset);
    }

    private static void convolveByPanels(
            Windows windows,
            int M,
            float[] x,
            int xOffset,
            float[] weight,
            int weightOffset,
            float[] bias,
            int biasOffset,
            int biasStep,
            float[] y,
            int yOffset) {
        int step = FloatWindowPanels.step(windows);
        float[] copy = Scratch.floats(Slot.PADDED, FloatWindowPanels.readable(windows));
        float[] results = Scratch.floats(Slot.RESULT, M * step);
        FloatPadding.pad(windows, x, xOffset, copy, 0);
        for (int m = 0; m < M; m++) {
            Arrays.fill(results, m * step, (m + 1) * step, bias[biasOffset + m * biasStep]);
        }
        FloatWindowPanels.convolve(windows, M, weight, weightOffset, copy, results);
        FloatPadding.crop(windows, M, results, step, y, yOffset);
    }
}
