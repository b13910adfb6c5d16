package dev.autograd.viz;

import dev.autograd.io.AtomicFile;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Shows many small grey images on one sheet, each with a line of text under it.
///
/// ```java
/// var digits = Digits.generate(100, 1);
/// var labels = Arrays.stream(digits.labels()).mapToObj(Integer::toString).toList();
/// SampleSheet.save(digits.images(), Digits.SIDE, Digits.SIDE, labels, Path.of("samples.png"));
/// ```
public final class SampleSheet {
    /// More images than this cannot be told apart on one sheet.
    private static final int MOST_IMAGES = 2_000;
    private static final int LARGEST_SIDE = 256;
    private static final int GAP = 8;
    private static final int TEXT = 13;
    private static final int TEXT_ROOM = 18;
    private static final int PREFERRED_SIDE = 84;

    private final float[] pixels;
    private final int width;
    private final int height;
    private final List<String> labels;
    private final int zoom;

    private SampleSheet(float[] pixels, int width, int height, List<String> labels) {
        this.pixels = pixels;
        this.width = width;
        this.height = height;
        this.labels = labels;
        zoom = Math.max(1, PREFERRED_SIDE / Math.max(width, height));
    }

    /// Draws the images in rows of ten into the PNG file `target`, which appears whole or not at all.
    /// No window or display is needed; one installed font is.
    ///
    /// @param pixels the images one after the other, each row by row, from 0 (black) to 1 (white); other values
    ///     count as the nearer end
    /// @param width  the width of each image, from 1 to 256 pixels
    /// @param height the height of each image, from 1 to 256 pixels
    /// @param labels the text under each image, such as the digit it shows; their number, from 1 to 2,000, is the
    ///     number of images
    /// @throws IllegalArgumentException if a size is out of range or `pixels` has another length than these numbers
    ///     give,
    ///                                  or if the name of `target` does not end in `.png`
    /// @throws IOException              if the file cannot be written
    public static void save(float[] pixels, int width, int height, List<String> labels, Path target)
            throws IOException {
        PictureFormat.of("SampleSheet.save", target, PictureFormat.PNG);
        require("width", width, LARGEST_SIDE);
        require("height", height, LARGEST_SIDE);
        require("the number of labels", labels.size(), MOST_IMAGES);
        if (pixels.length != labels.size() * width * height) {
            throw new IllegalArgumentException("SampleSheet.save: pixels has " + pixels.length + " numbers, but "
                    + labels.size() + " images of " + width + " by " + height + " need "
                    + labels.size() * width * height);
        }
        AtomicFile.write(target, Canvas.png(new SampleSheet(pixels, width, height, List.copyOf(labels)).paint()));
    }

    private static void require(String what, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "SampleSheet.save: " + what + " is " + value + ", but it must be from 1 to " + most);
        }
    }

    private BufferedImage paint() throws IOException {
        int count = labels.size();
        int columns = Math.min(10, count);
        int rows = (count + columns - 1) / columns;
        int cellWidth = width * zoom + GAP;
        int cellHeight = height * zoom + GAP + TEXT_ROOM;
        var sheet = new BufferedImage(columns * cellWidth + GAP, rows * cellHeight + GAP, BufferedImage.TYPE_INT_RGB);
        var canvas = Canvas.of(sheet);
        canvas.setColor(Color.decode(Drawing.NODE_INK));
        for (int i = 0; i < count; i++) {
            int x = GAP + i % columns * cellWidth;
            int y = GAP + i / columns * cellHeight;
            image(sheet, i, x, y);
            Canvas.centred(canvas, labels.get(i), TEXT, x + width * zoom / 2.0, y + height * zoom + TEXT + 1);
        }
        canvas.dispose();
        return sheet;
    }

    /// Each pixel becomes a square: smoothing would show more than the model sees.
    private void image(BufferedImage sheet, int number, int left, int top) {
        for (int y = 0; y < height * zoom; y++) {
            for (int x = 0; x < width * zoom; x++) {
                float level = pixels[(number * height + y / zoom) * width + x / zoom];
                int grey = (int) (255 * Math.max(0f, Math.min(1f, level)) + 0.5f);
                sheet.setRGB(left + x, top + y, grey * 0x010101);
            }
        }
    }
}
