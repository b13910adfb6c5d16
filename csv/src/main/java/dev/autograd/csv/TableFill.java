package dev.autograd.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.autograd.io.FormatException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The second reading: fills arrays whose length and kind the first has found out, and notices if the file is
/// another one.
final class TableFill implements CsvSource.Rows {
    private final Path file;
    private final List<String> names;
    private final boolean[] numeric;
    private final double[][] numbers;
    private final String[][] texts;
    private final int[] lines;
    private final Map<String, String> interned = new HashMap<>();
    private int row;

    TableFill(Path file, List<String> names, boolean[] numeric, int rows) {
        this.file = file;
        this.names = names;
        this.numeric = numeric;
        this.lines = new int[rows];
        this.numbers = new double[numeric.length][];
        this.texts = new String[numeric.length][];
        for (int column = 0; column < numeric.length; column++) {
            numbers[column] = new double[numeric[column] ? rows : 0];
            texts[column] = new String[numeric[column] ? 0 : rows];
        }
    }

    @Override
    public void header(List<String> again) throws FormatException {
        if (!again.equals(names)) {
            throw changed();
        }
    }

    @Override
    public void row(long line, CsvRecord cells) throws FormatException {
        if (row == lines.length) {
            throw changed();
        }
        lines[row] = Math.toIntExact(line);
        for (int column = 0; column < numeric.length; column++) {
            String cell = cells.getField(column);
            if (numeric[column]) {
                numbers[column][row] = Numbers.parse(cell);
            } else {
                // Equal cells share one String: a column of categories then costs a reference a row.
                String known = interned.putIfAbsent(cell, cell);
                texts[column][row] = known == null ? cell : known;
            }
        }
        row++;
    }

    Map<String, CsvColumn> columns() throws FormatException {
        if (row != lines.length) {
            throw changed();
        }
        Map<String, CsvColumn> columns = new LinkedHashMap<>();
        for (int column = 0; column < numeric.length; column++) {
            String name = names.get(column);
            columns.put(
                    name,
                    numeric[column]
                            ? CsvColumn.numeric(name, checked(numbers[column]))
                            : CsvColumn.text(name, Arrays.asList(texts[column])));
        }
        return columns;
    }

    private double[] checked(double[] values) throws FormatException {
        for (double value : values) {
            if (Double.isNaN(value)) {
                throw changed();
            }
        }
        return values;
    }

    int[] lines() {
        return lines;
    }

    private FormatException changed() {
        return new FormatException(file, "the file was changed while it was read");
    }
}
