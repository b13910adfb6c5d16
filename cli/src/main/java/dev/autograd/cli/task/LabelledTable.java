package dev.autograd.cli.task;

import dev.autograd.cli.base.Failure;
import dev.autograd.cli.base.Separator;
import dev.autograd.cli.model.Feature;
import dev.autograd.cli.train.Settings;
import dev.autograd.csv.CsvColumn;
import dev.autograd.csv.CsvOptions;
import dev.autograd.csv.CsvTable;
import dev.autograd.csv.NumericColumn;
import dev.autograd.csv.TextColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A table to learn from: how it is read, and what of it the network sees.
final class LabelledTable {
    /// A label of whole numbers with no more different ones than this is taken for classes.
    private static final int MOST_NUMBERED_CLASSES = 20;

    /// A text column of more categories than this is a name or a remark, and would only be learned by heart.
    private static final int MOST_CATEGORIES = 200;

    // Below this, most values of any text column differ by chance.
    private static final int FEWEST_ROWS_TO_TELL = 20;

    private LabelledTable() {}

    /// Reads the table with its label as text where classes are to be learned, and as numbers otherwise.
    ///
    /// @throws IOException if the file cannot be read or is damaged
    /// @throws IllegalArgumentException if it lacks a column
    static CsvTable read(Path file, Settings settings) throws IOException {
        CsvOptions options = CsvOptions.DEFAULT.withSeparator(Separator.of(settings.text("separator")));
        String label = settings.text("label");
        if (settings.has("task") && settings.text("task").equals("classify")) {
            return CsvTable.read(file, options.withText(label));
        }
        CsvTable table = CsvTable.read(file, options);
        if (settings.has("task")) {
            table.numeric(label);
            return table;
        }
        return table.column(label) instanceof NumericColumn numbers && looksLikeClasses(numbers)
                ? CsvTable.read(file, options.withText(label))
                : table;
    }

    private static boolean looksLikeClasses(NumericColumn numbers) {
        double[] different = Arrays.stream(numbers.values())
                .distinct()
                .limit(MOST_NUMBERED_CLASSES + 1)
                .toArray();
        return different.length <= MOST_NUMBERED_CLASSES
                && Arrays.stream(different).allMatch(value -> value == Math.rint(value));
    }

    /// Every column but the label and those to be ignored.
    static List<Feature> features(CsvTable table, Settings settings, int[] trainingRows) {
        List<String> ignored = settings.list("ignore");
        ignored.forEach(table::column);
        String label = settings.text("label");
        List<CsvColumn> seen = table.columns().stream()
                .filter(column -> !column.name().equals(label) && !ignored.contains(column.name()))
                .toList();
        seen.forEach(LabelledTable::requireFewCategories);
        List<Feature> features =
                seen.stream().map(column -> Feature.of(column, trainingRows)).toList();
        if (features.isEmpty()) {
            throw new Failure("the table has no column but the label \"" + label + "\" to learn from");
        }
        return features;
    }

    private static void requireFewCategories(CsvColumn column) {
        if (column instanceof TextColumn text
                && column.rows() >= FEWEST_ROWS_TO_TELL
                && text.categories().size() > column.rows() / 2) {
            throw new Failure("column \"" + text.name() + "\" is text that differs in most rows ("
                    + text.categories().size() + " values in " + column.rows()
                    + " rows), so nothing can be learned from it; leave it out with --ignore \"" + text.name() + "\"");
        }
        if (column instanceof TextColumn text && text.categories().size() > MOST_CATEGORIES) {
            throw new Failure("column \"" + text.name() + "\" is text with "
                    + text.categories().size()
                    + " different values, but at most " + MOST_CATEGORIES
                    + " can be learned from; leave it out with --ignore \""
                    + text.name() + "\"");
        }
    }
}
