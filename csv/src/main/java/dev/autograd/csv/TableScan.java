package dev.autograd.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.autograd.io.FormatException;
import java.util.List;
import java.util.stream.IntStream;

/// The first reading: counts the rows and finds out what kind each column is.
final class TableScan implements CsvSource.Rows {
    private final CsvOptions options;
    private List<ColumnScan> scans = List.of();
    private int rows;

    TableScan(CsvOptions options) {
        this.options = options;
    }

    @Override
    public void header(List<String> names) {
        scans = IntStream.range(0, names.size())
                .mapToObj(column -> scan(column, names.get(column)))
                .toList();
    }

    @Override
    public void row(long line, CsvRecord cells) {
        rows = Math.addExact(rows, 1);
        for (int column = 0; column < scans.size(); column++) {
            scans.get(column).see(line, cells.getField(column));
        }
    }

    private ColumnScan scan(int column, String name) {
        return new ColumnScan(name, column, options.text().contains(name));
    }

    int rows() {
        return rows;
    }

    List<String> names() {
        return scans.stream().map(ColumnScan::name).toList();
    }

    boolean[] numeric(CsvSource source) throws FormatException {
        boolean[] numeric = new boolean[scans.size()];
        for (int column = 0; column < numeric.length; column++) {
            numeric[column] = scans.get(column).isNumeric(source);
        }
        return numeric;
    }
}
