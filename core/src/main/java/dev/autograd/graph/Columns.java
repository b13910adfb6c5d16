package dev.autograd.graph;

import java.util.ArrayList;
import java.util.List;

/// Text in columns.
final class Columns {
    private static final String GAP = "  ";

    private Columns() {}

    /// A line for each row, all columns as wide as their widest cell.
    ///
    /// @param alignment a `<` or `>` for each column
    static List<String> lines(List<List<String>> rows, String alignment) {
        int[] widths = new int[alignment.length()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column);
                String padding = " ".repeat(widths[column] - cell.length());
                line.append(column == 0 ? "" : GAP)
                        .append(alignment.charAt(column) == '>' ? padding + cell : cell + padding);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
