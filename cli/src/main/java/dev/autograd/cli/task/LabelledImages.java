package dev.autograd.cli.task;

import dev.autograd.cli.base.Text;
import dev.autograd.cli.model.Inputs.Images;
import dev.autograd.cli.train.Split;
import dev.autograd.data.IdxFile;
import dev.autograd.io.FormatException;
import java.io.IOException;
import java.nio.file.Path;

/// Pictures of digits with what they show, from a pair of IDX files.
///
/// @param images the size of the pictures
/// @param split the pictures and what they show
record LabelledImages(Images images, Split split) {
    private static final float GREY_LEVELS = 255;

    /// @throws IOException if a file cannot be read, is damaged, or does not fit the other
    static LabelledImages read(Path pictures, Path labels) throws IOException {
        IdxFile pixels = IdxFile.read(pictures);
        IdxFile digits = IdxFile.read(labels);
        int[] dims = pixels.dims();
        if (dims.length != 3 || dims[0] == 0 || dims[1] * dims[2] == 0) {
            throw new FormatException(pictures, "must hold pictures, as (count, rows, columns), but holds " + pixels);
        }
        if (digits.dims().length != 1 || digits.dims()[0] != dims[0]) {
            throw new FormatException(
                    labels,
                    "must hold " + Text.count(dims[0], "label") + ", one for each picture in " + pictures.getFileName()
                            + ", but holds " + digits);
        }
        return new LabelledImages(
                new Images(dims[1], dims[2]), DigitPictures.split(pixels.toFloats(1 / GREY_LEVELS), checked(labels, digits)));
    }

    private static int[] checked(Path file, IdxFile digits) throws FormatException {
        int[] labels = digits.toInts();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= DigitPictures.CLASSES) {
                throw new FormatException(file, "label " + i + " is " + labels[i] + ", but must be a digit from 0 to 9");
            }
        }
        return labels;
    }

    static String size(Images images) {
        return images.height() + " by " + images.columns();
    }
}
