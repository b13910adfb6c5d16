package dev.autograd.csv;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// How a table is to be read.
///
/// @param separator what stands between two cells
/// @param text the columns that are text even where all their cells are numbers, such as class labels
public record CsvOptions(char separator, Set<String> text) {
    /// Comma-separated, every column what its cells say.
    public static final CsvOptions DEFAULT = new CsvOptions(',', Set.of());

    /// @throws IllegalArgumentException if `separator` is a quote, a letter, a digit, a point or a line break
    public CsvOptions {
        if (Character.isLetterOrDigit(separator) || "\"'.+-\r\n".indexOf(separator) >= 0) {
            throw new IllegalArgumentException("CsvOptions: the separator must be a character that no cell is made of, "
                    + "but its code is " + (int) separator);
        }
        text = Set.copyOf(text);
    }

    /// These options with another separator, such as `;` or a tab.
    public CsvOptions withSeparator(char other) {
        return new CsvOptions(other, text);
    }

    /// These options with `columns` as text too.
    public CsvOptions withText(String... columns) {
        Set<String> all = new LinkedHashSet<>(text);
        all.addAll(List.of(columns));
        return new CsvOptions(separator, all);
    }
}
