package dev.autograd.cli.model;

import dev.autograd.cli.base.Text;
import dev.autograd.csv.CsvTable;
import java.io.IOException;
import java.util.List;

/// What a model is given, and how it is turned into the network's columns.
public sealed interface Inputs {
    /// The number of columns of the network that it fills.
    int width();

    /// Grey pictures, row by row, 0 for the ground to 1 for the ink.
    ///
    /// @param height the rows of a picture
    /// @param columns the columns of a picture
    record Images(int height, int columns) implements Inputs {
        @Override
        public int width() {
            return height * columns;
        }
    }

    /// Columns of a table.
    ///
    /// @param features in the order in which they fill the network's columns
    record Columns(List<Feature> features) implements Inputs {
        public Columns {
            features = List.copyOf(features);
        }

        @Override
        public int width() {
            return features.stream().mapToInt(Feature::width).sum();
        }

        /// The rows of a table as the network's columns, row after row.
        ///
        /// @throws IOException if the table has a category that was not learned
        /// @throws IllegalArgumentException if the table lacks a column, has text where numbers are needed, or
        /// is too large
        public float[] cells(CsvTable table) throws IOException {
            int width = width();
            if ((long) table.rows() * width > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException(Text.format(
                        "the table's %,d rows become %,d columns each (one a category), more than an array holds",
                        table.rows(), width));
            }
            float[] cells = new float[table.rows() * width];
            int at = 0;
            for (Feature feature : features) {
                feature.fill(table, cells, at, width);
                at += feature.width();
            }
            return cells;
        }
    }
}
