package dev.autograd.cli.predict;

import dev.autograd.Tensor;
import dev.autograd.cli.base.Failure;
import dev.autograd.cli.base.Separator;
import dev.autograd.cli.model.Feature;
import dev.autograd.cli.model.Feature.OneHot;
import dev.autograd.cli.model.Inputs.Columns;
import dev.autograd.cli.model.Inputs.Images;
import dev.autograd.cli.model.ModelCard;
import dev.autograd.csv.CsvOptions;
import dev.autograd.csv.CsvTable;
import dev.autograd.data.IdxFile;
import dev.autograd.io.FormatException;
import dev.autograd.io.InputFile;
import dev.autograd.value.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Data to predict from, as a model's inputs.
final class Examples {
    private static final float GREY_LEVELS = 255;
    private static final byte[] IDX = {0, 0};
    private static final byte[] GZIP = {0x1F, (byte) 0x8B};

    private Examples() {}

    /// Reads the examples of a file, one a row.
    ///
    /// @throws IOException if the file cannot be read or is damaged
    /// @throws Failure if it is not what the model takes
    static Tensor read(ModelCard card, Path file, String separator) throws IOException {
        CsvOptions options = CsvOptions.DEFAULT.withSeparator(Separator.of(separator));
        return switch (card.inputs()) {
            case Images images ->
                isIdx(file) ? pictures(images, file) : pixels(images, card, CsvTable.read(file, options), file);
            case Columns columns -> cells(columns, file, options);
        };
    }

    /// Whether the file begins as IDX or gzip do, and no text does.
    private static boolean isIdx(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(InputFile.require(file))) {
            byte[] head = in.readNBytes(2);
            return Arrays.equals(head, IDX) || Arrays.equals(head, GZIP);
        }
    }

    private static Tensor pictures(Images images, Path file) throws IOException {
        IdxFile pictures = IdxFile.read(file);
        int[] dims = pictures.dims();
        if (dims.length != 3 || dims[1] != images.height() || dims[2] != images.columns()) {
            throw new FormatException(
                    file,
                    "the model takes pictures of " + images.height() + " by " + images.columns()
                            + ", but the file holds " + pictures);
        }
        return matrix(file, ink(pictures.toFloats(1)), dims[0], images.width());
    }

    /// A column with the label's name may stand among the pixels, as it does in most such files.
    private static Tensor pixels(Images images, ModelCard card, CsvTable table, Path file) throws IOException {
        List<String> names = table.columnNames().stream()
                .filter(name ->
                        !name.equals("label") && !name.equals(card.answer().label()))
                .toList();
        if (names.size() != images.width()) {
            throw new FormatException(
                    file,
                    "the model takes " + images.width() + " pixels a row, but the table has " + names.size()
                            + " columns of them");
        }
        return matrix(file, ink(table.features(names)), table.rows(), images.width());
    }

    /// Grey levels as training saw them: divided, because multiplying by 1/255 rounds otherwise.
    private static float[] ink(float[] levels) {
        for (int i = 0; i < levels.length; i++) {
            levels[i] /= GREY_LEVELS;
        }
        return levels;
    }

    private static Tensor cells(Columns columns, Path file, CsvOptions options) throws IOException {
        CsvOptions withText = options;
        for (Feature feature : columns.features()) {
            if (feature instanceof OneHot(String name, var _)) {
                withText = withText.withText(name);
            }
        }
        CsvTable table = CsvTable.read(file, withText);
        return matrix(file, columns.cells(table), table.rows(), columns.width());
    }

    private static Tensor matrix(Path file, float[] values, int rows, int width) throws FormatException {
        if (rows == 0) {
            throw new FormatException(file, "there are no examples in it");
        }
        return Tensor.of(values, Shape.of(rows, width));
    }
}
