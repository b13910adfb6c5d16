package dev.autograd.csv;

import dev.autograd.io.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A table read from a CSV file: a header with the columns' names, then rows.
///
/// A column in which every cell is a number is a [NumericColumn]; the rest are [TextColumn]s. A column that is
/// numbers but for a few cells, or for empty ones, is a damaged one: the first of these is reported, not taken for
/// a category. Numbers are decimals with a point, whatever the machine's language.
///
/// ```java
/// CsvTable table = CsvTable.read(path, CsvOptions.DEFAULT.withText("species"));
/// double[] widths = table.numeric("width").values();
/// int[] labels = table.text("species").codes();
/// ```
public final class CsvTable {
    private static final int MOST_NAMES_SHOWN = 20;

    private final CsvSource source;
    private final Path file;
    private final Map<String, CsvColumn> columns;
    private final int[] lines;

    private CsvTable(CsvSource source, Path file, Map<String, CsvColumn> columns, int[] lines) {
        this.source = source;
        this.file = file;
        this.columns = columns;
        this.lines = lines;
    }

    /// Reads the comma-separated table in `file`; see [#read(Path, CsvOptions)].
    public static CsvTable read(Path file) throws IOException {
        return read(file, CsvOptions.DEFAULT);
    }

    /// Reads the table in `file`, which is UTF-8. The file is gone through twice, to find the columns' kinds and
    /// then to fill arrays of just the right length.
    ///
    /// @throws FormatException if the table is empty or has no rows, a row has too few or too many cells, two
    ///     columns have one name, a column of numbers has a cell that is none, or the text is not UTF-8 or not CSV
    /// @throws IllegalArgumentException if `options` names a column that the table does not have
    /// @throws IOException if the file cannot be read
    public static CsvTable read(Path file, CsvOptions options) throws IOException {
        CsvSource source = new CsvSource(file, options.separator());
        TableScan scan = new TableScan(options);
        source.read(scan);
        for (String name : options.text()) {
            requireColumn(file, name, scan.names());
        }
        if (scan.rows() == 0) {
            throw new FormatException(file, "the table has a header, but no rows");
        }
        TableFill fill = new TableFill(file, scan.names(), scan.numeric(source), scan.rows());
        source.read(fill);
        return new CsvTable(source, file, fill.columns(), fill.lines());
    }

    /// The number of rows, the header not among them.
    public int rows() {
        return lines.length;
    }

    /// The names of the columns, in the order of the file.
    public List<String> columnNames() {
        return List.copyOf(columns.keySet());
    }

    /// The columns, in the order of the file.
    public List<CsvColumn> columns() {
        return List.copyOf(columns.values());
    }

    /// The line of the file, counted from 1, in which `row`, counted from 0, begins.
    public int lineOf(int row) {
        return lines[row];
    }

    /// The column called `name`.
    ///
    /// @throws IllegalArgumentException if there is none; the message suggests the closest name
    public CsvColumn column(String name) {
        CsvColumn column = columns.get(name);
        if (column == null) {
            throw unknownColumn(file, name, columnNames());
        }
        return column;
    }

    /// The column called `name`, which must be numbers.
    ///
    /// @throws IllegalArgumentException if there is none, or it is text
    public NumericColumn numeric(String name) {
        return switch (column(name)) {
            case NumericColumn numbers -> numbers;
            case TextColumn text ->
                throw new IllegalArgumentException(file + ": column " + CsvSource.quote(name)
                        + " must be numbers, but is text: line " + lineOf(0) + " has " + CsvSource.quote(text.cell(0)));
        };
    }

    /// The column called `name`, which must be text.
    ///
    /// @throws IllegalArgumentException if there is none, or it is numbers and [CsvOptions#withText] did not name
    ///     it
    public TextColumn text(String name) {
        return switch (column(name)) {
            case TextColumn text -> text;
            case NumericColumn _ ->
                throw new IllegalArgumentException(file + ": column " + CsvSource.quote(name)
                        + " must be text, but is numbers; read the table with CsvOptions.withText(\"" + name + "\")");
        };
    }

    /// The codes of the text column called `name` among `categories`, for data that must be labelled as other data
    /// was.
    ///
    /// @throws FormatException if a cell is none of `categories`
    /// @throws IllegalArgumentException if there is no such column, or it is numbers
    public int[] codes(String name, List<String> categories) throws FormatException {
        TextColumn column = text(name);
        int[] codeOf =
                column.categories().stream().mapToInt(categories::indexOf).toArray();
        int[] codes = new int[column.rows()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = codeOf[column.codes()[row]];
            if (codes[row] < 0) {
                String nearest = Closest.to(column.cell(row), categories)
                        .map(close -> "; did you mean " + CsvSource.quote(close) + "?")
                        .orElse("");
                throw source.at(
                        lineOf(row),
                        columnNames().indexOf(name),
                        name,
                        CsvSource.quote(column.cell(row)) + " is none of the " + categories.size() + " categories known"
                                + nearest);
            }
        }
        return codes;
    }

    /// The numeric columns called `names` side by side: rows x names, row after row.
    ///
    /// @throws IllegalArgumentException if a column does not exist or is text, or the cells are more than an array
    ///     holds
    public float[] features(List<String> names) {
        if ((long) names.size() * rows() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    file + ": " + names.size() + " columns of " + rows() + " rows are more cells than an array holds");
        }
        float[] features = new float[rows() * names.size()];
        for (int column = 0; column < names.size(); column++) {
            double[] values = numeric(names.get(column)).values();
            for (int row = 0; row < values.length; row++) {
                features[row * names.size() + column] = (float) values[row];
            }
        }
        return features;
    }

    @Override
    public String toString() {
        return file + ": " + rows() + " rows of " + columns.values();
    }

    private static void requireColumn(Path file, String name, List<String> names) {
        if (!names.contains(name)) {
            throw unknownColumn(file, name, names);
        }
    }

    private static IllegalArgumentException unknownColumn(Path file, String name, List<String> names) {
        String nearest = Closest.to(name, names)
                .map(close -> "; did you mean " + CsvSource.quote(close) + "?")
                .orElse("");
        List<String> shown = names.subList(0, Math.min(names.size(), MOST_NAMES_SHOWN));
        String list = String.join(", ", shown.stream().map(CsvSource::quote).toList());
        return new IllegalArgumentException(file + ": there is no column " + CsvSource.quote(name) + " among the "
                + names.size() + " columns " + list + (shown.size() < names.size() ? ", ..." : "") + nearest);
    }
}
