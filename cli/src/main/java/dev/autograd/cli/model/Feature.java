package dev.autograd.cli.model;

import dev.autograd.csv.CsvColumn;
import dev.autograd.csv.CsvTable;
import dev.autograd.csv.NumericColumn;
import dev.autograd.csv.TextColumn;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// A column of a table as a network sees it.
public sealed interface Feature {
    /// The name of the table's column.
    String name();

    /// The number of the network's columns that it fills.
    int width();

    /// Fills the columns from `at` of `cells`, which has `stride` columns, with what `table` says.
    ///
    /// @throws IOException if the table has a category that was not learned
    /// @throws IllegalArgumentException if the table lacks the column, or has text where numbers are needed
    void fill(CsvTable table, float[] cells, int at, int stride) throws IOException;

    /// The feature that a column makes, scaled by what `rows` of it say.
    static Feature of(CsvColumn column, int[] rows) {
        return switch (column) {
            case NumericColumn numbers -> {
                Scale scale = Scale.of(Arrays.stream(rows)
                        .mapToDouble(row -> numbers.values()[row])
                        .toArray());
                yield new Scaled(numbers.name(), scale);
            }
            case TextColumn text -> new OneHot(text.name(), text.categories());
        };
    }

    /// A number, standardised.
    ///
    /// @param name the table's column
    /// @param scale what is subtracted and divided by
    record Scaled(String name, Scale scale) implements Feature {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public void fill(CsvTable table, float[] cells, int at, int stride) {
            double[] values = table.numeric(name).values();
            for (int row = 0; row < values.length; row++) {
                cells[row * stride + at] = (float) scale.apply(values[row]);
            }
        }
    }

    /// A category: a column of the network for each, 1 where it applies and 0 elsewhere.
    ///
    /// @param name the table's column
    /// @param categories in the order of the network's columns
    record OneHot(String name, List<String> categories) implements Feature {
        public OneHot {
            categories = List.copyOf(categories);
        }

        @Override
        public int width() {
            return categories.size();
        }

        @Override
        public void fill(CsvTable table, float[] cells, int at, int stride) throws IOException {
            int[] codes = table.codes(name, categories);
            for (int row = 0; row < codes.length; row++) {
                cells[row * stride + at + codes[row]] = 1;
            }
        }
    }
}
