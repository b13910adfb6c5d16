package dev.autograd.data;

import dev.autograd.Tensor;
import dev.autograd.value.Shape;
import java.util.Objects;

/// Grey pictures and their classes, kept as bytes and converted batch by batch: `x` is (N, 1, height, width) in float32
/// from 0 to 1, `y` (N) in int64.
public final class ImageDataset implements Dataset {
    private static final float[] LEVELS = new float[256];

    static {
        for (int i = 0; i < LEVELS.length; i++) {
            LEVELS[i] = i / 255f;
        }
    }

    private final byte[] greyLevels;
    private final int[] labels;
    private final int height;
    private final int width;

    /// Pictures one after the other, row by row, in unsigned bytes; the arrays are not copied.
    ///
    /// @throws IllegalArgumentException when the number of bytes is not `labels.length * height * width`
    public ImageDataset(byte[] greyLevels, int[] labels, int height, int width) {
        if (greyLevels.length != (long) labels.length * height * width) {
            throw new IllegalArgumentException(
                    "ImageDataset: " + labels.length + " pictures of " + height + " by " + width + " need "
                            + (long) labels.length * height * width + " bytes, but there are " + greyLevels.length);
        }
        this.greyLevels = greyLevels;
        this.labels = labels;
        this.height = height;
        this.width = width;
    }

    /// The pictures of a set that the program drew.
    public static ImageDataset of(Digits digits) {
        return new ImageDataset(digits.greyLevels(), digits.labels(), Digits.SIDE, Digits.SIDE);
    }

    /// The height of a picture in pixels.
    public int height() {
        return height;
    }

    /// The width of a picture in pixels.
    public int width() {
        return width;
    }

    /// The class of each picture: a fresh array.
    public int[] labels() {
        return labels.clone();
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public Example get(int index) {
        Batch batch = gather(index);
        return new Example(batch.x().select(0, 0), batch.y().select(0, 0));
    }

    @Override
    public Batch gather(int... indices) {
        int pixels = height * width;
        float[] x = new float[Math.multiplyExact(indices.length, pixels)];
        long[] y = new long[indices.length];
        for (int i = 0; i < indices.length; i++) {
            int index = Objects.checkIndex(indices[i], labels.length);
            y[i] = labels[index];
            convert(index * pixels, x, i * pixels, pixels);
        }
        return new Batch(Tensor.of(x, Shape.of(indices.length, 1, height, width)), Tensor.of(y));
    }

    private void convert(int from, float[] to, int at, int n) {
        for (int i = 0; i < n; i++) {
            to[at + i] = LEVELS[greyLevels[from + i] & 0xFF];
        }
    }
}
