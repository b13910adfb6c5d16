package dev.autograd.cli.history;

import dev.autograd.csv.CsvColumn;
import dev.autograd.csv.CsvOptions;
import dev.autograd.csv.CsvTable;
import dev.autograd.csv.CsvWriter;
import dev.autograd.data.Histogram;
import dev.autograd.io.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A [History] as three tables, which `docs/run-folder.md` describes. Numbers read back exactly.
final class HistoryFiles {
    private static final String FOLDER = "history";
    private static final String EPOCHS = "epochs.csv";
    private static final String PARAMETERS = "parameters.csv";
    private static final String RUNS = "runs.csv";

    private static final List<Column<EpochRow>> OF_EPOCHS = List.of(
            new Column<>("epoch", row -> Integer.toString(row.epoch())),
            new Column<>("examples", row -> Long.toString(row.examples())),
            new Column<>("seconds", row -> Double.toString(row.seconds())),
            new Column<>("test_seconds", row -> Double.toString(row.testSeconds())),
            new Column<>("lr", row -> Double.toString(row.lr())));

    private static final List<Column<ParameterRow>> OF_PARAMETERS = Stream.of(
                    Stream.of(
                            new Column<ParameterRow>("epoch", row -> Integer.toString(row.epoch())),
                            new Column<>("parameter", ParameterRow::name)),
                    ofHistogram("value_", ParameterRow::values),
                    ofHistogram("gradient_", ParameterRow::gradient))
            .flatMap(columns -> columns)
            .toList();

    private static final List<Column<RunRow>> OF_RUNS = List.of(
            new Column<>("epochs_before", row -> Integer.toString(row.epochsBefore())),
            new Column<>("begun", RunRow::begun),
            new Column<>("command", RunRow::command));

    private HistoryFiles() {}

    /// @param cell a row's cell as text
    private record Column<R>(String name, Function<R, String> cell) {}

    private static Stream<Column<ParameterRow>> ofHistogram(String prefix, Function<ParameterRow, Histogram> of) {
        return Stream.of(
                new Column<>(
                        prefix + "low", row -> Double.toString(of.apply(row).low())),
                new Column<>(
                        prefix + "high", row -> Double.toString(of.apply(row).high())),
                new Column<>(
                        prefix + "sum", row -> Double.toString(of.apply(row).sum())),
                new Column<>(
                        prefix + "sum_of_squares",
                        row -> Double.toString(of.apply(row).sumOfSquares())),
                new Column<>(
                        prefix + "counts",
                        row -> Arrays.stream(of.apply(row).counts())
                                .mapToObj(Long::toString)
                                .collect(Collectors.joining(" "))),
                new Column<>(
                        prefix + "not_finite",
                        row -> Long.toString(of.apply(row).notFinite())));
    }

    static void write(History history, Path run) throws IOException {
        Path folder = Files.createDirectories(run.resolve(FOLDER));
        write(folder.resolve(EPOCHS), OF_EPOCHS, history.epochs());
        write(folder.resolve(PARAMETERS), OF_PARAMETERS, history.parameters());
        write(folder.resolve(RUNS), OF_RUNS, history.runs());
    }

    /// A table without rows is no file, because no table is read without rows.
    private static <R> void write(Path file, List<Column<R>> columns, List<R> rows) throws IOException {
        if (rows.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        CsvWriter.write(
                file,
                columns.stream()
                        .map(column -> CsvColumn.text(
                                column.name, rows.stream().map(column.cell).toList()))
                        .toList());
    }

    static History read(Path run, int epochs) throws IOException {
        Path folder = run.resolve(FOLDER);
        return new History(
                read(folder.resolve(EPOCHS), OF_EPOCHS, HistoryFiles::epoch).stream()
                        .filter(row -> row.epoch() <= epochs)
                        .toList(),
                read(folder.resolve(PARAMETERS), OF_PARAMETERS, HistoryFiles::parameter).stream()
                        .filter(row -> row.epoch() <= epochs)
                        .toList(),
                read(folder.resolve(RUNS), OF_RUNS, HistoryFiles::run));
    }

    private static <R> List<R> read(Path file, List<Column<R>> columns, Function<Cells, R> row) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        String[] names = columns.stream().map(Column::name).toArray(String[]::new);
        try {
            CsvTable table = CsvTable.read(file, CsvOptions.DEFAULT.withText(names));
            return IntStream.range(0, table.rows())
                    .mapToObj((IntFunction<R>) i -> row.apply(new Cells(table, i)))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new FormatException(file, "is no table that a training wrote: " + e.getMessage(), e);
        }
    }

    /// The cells of a row.
    private record Cells(CsvTable table, int row) {
        String text(String column) {
            return table.text(column).cell(row);
        }

        int count(String column) {
            return Integer.parseInt(text(column));
        }

        double number(String column) {
            return Double.parseDouble(text(column));
        }

        long[] counts(String column) {
            return Stream.of(text(column).split(" "))
                    .filter(count -> !count.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
        }

        Histogram histogram(String prefix) {
            return new Histogram(
                    number(prefix + "low"),
                    number(prefix + "high"),
                    number(prefix + "sum"),
                    number(prefix + "sum_of_squares"),
                    counts(prefix + "counts"),
                    Long.parseLong(text(prefix + "not_finite")));
        }
    }

    private static EpochRow epoch(Cells cells) {
        return new EpochRow(
                cells.count("epoch"),
                Long.parseLong(cells.text("examples")),
                cells.number("seconds"),
                cells.number("test_seconds"),
                cells.number("lr"));
    }

    private static ParameterRow parameter(Cells cells) {
        return new ParameterRow(
                cells.count("epoch"), cells.text("parameter"), cells.histogram("value_"), cells.histogram("gradient_"));
    }

    private static RunRow run(Cells cells) {
        return new RunRow(cells.count("epochs_before"), cells.text("begun"), cells.text("command"));
    }
}
