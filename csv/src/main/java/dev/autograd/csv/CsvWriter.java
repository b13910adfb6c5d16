package dev.autograd.csv;

import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.autograd.io.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Writes tables, such as predictions, that [CsvTable] and every other program reads: UTF-8, comma-separated,
/// numbers with a point whatever the machine's language.
public final class CsvWriter {
    private CsvWriter() {}

    /// Writes `columns` side by side to `file`, replacing it at once or not at all ([AtomicFile]). A value that is
    /// NaN or infinite is written as Java spells it, which [CsvTable] will not take for a number.
    ///
    /// @throws IllegalArgumentException if there are no columns, they differ in length, or a name is blank or used
    ///     twice
    /// @throws IOException if the file cannot be written; it is then what it was before
    public static void write(Path file, List<? extends CsvColumn> columns) throws IOException {
        check(columns);
        AtomicFile.write(file, channel -> write(channel, columns));
    }

    /// Writes `columns` side by side to `text`, which is flushed and left open.
    ///
    /// @throws IllegalArgumentException if there are no columns, they differ in length, or a name is blank or used
    ///     twice
    /// @throws IOException if `text` cannot be written to
    public static void write(Writer text, List<? extends CsvColumn> columns) throws IOException {
        check(columns);
        writeRows(text, columns);
    }

    private static void check(List<? extends CsvColumn> columns) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("CsvWriter.write: a table needs at least one column");
        }
        int rows = columns.getFirst().rows();
        Set<String> names = new HashSet<>();
        for (CsvColumn column : columns) {
            if (column.rows() != rows) {
                throw new IllegalArgumentException(
                        "CsvWriter.write: column '" + column.name() + "' has " + column.rows() + " rows, but column '"
                                + columns.getFirst().name() + "' has " + rows);
            }
            if (column.name().isBlank() || !names.add(column.name().strip())) {
                throw new IllegalArgumentException(
                        "CsvWriter.write: every column needs a name of its own, but '" + column.name() + "' is none");
            }
        }
    }

    private static void write(WritableByteChannel channel, List<? extends CsvColumn> columns) throws IOException {
        writeRows(Channels.newWriter(channel, StandardCharsets.UTF_8), columns);
    }

    private static void writeRows(Writer text, List<? extends CsvColumn> columns) throws IOException {
        // Neither writer is closed, since that would close the channel, which AtomicFile has yet to force to the disk.
        // Empty cells are quoted: the only cell of a row would otherwise be an empty line, which readers skip.
        de.siegmar.fastcsv.writer.CsvWriter csv = de.siegmar.fastcsv.writer.CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .quoteStrategy(QuoteStrategies.EMPTY)
                .build(text);
        try {
            csv.writeRecord(columns.stream().map(CsvColumn::name).toList());
            int rows = columns.getFirst().rows();
            IntStream.range(0, rows)
                    .forEach(row -> csv.writeRecord(
                            columns.stream().map(column -> column.cell(row)).toList()));
            csv.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
