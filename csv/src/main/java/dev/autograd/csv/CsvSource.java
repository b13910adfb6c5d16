package dev.autograd.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.autograd.io.FormatException;
import dev.autograd.io.InputFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// A file as a header and rows that all have its width. Each reading goes through the file once.
final class CsvSource {
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int LONGEST_SHOWN = 60;

    private final Path file;
    private final char separator;

    CsvSource(Path file, char separator) {
        this.file = file;
        this.separator = separator;
    }

    /// What takes the rows.
    interface Rows {
        void header(List<String> names) throws FormatException;

        void row(long line, CsvRecord cells) throws FormatException;
    }

    void read(Rows rows) throws IOException {
        try (Reader text = open(InputFile.require(file));
                CsvReader<CsvRecord> records = CsvReader.builder()
                        .fieldSeparator(separator)
                        .allowUnclosedQuote(false)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text)) {
            read(records.iterator(), rows);
        } catch (CsvParseException e) {
            throw unreadable(e);
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CharacterCodingException ? unreadable(e) : e.getCause();
        }
    }

    private void read(Iterator<CsvRecord> records, Rows rows) throws FormatException {
        if (!records.hasNext()) {
            throw new FormatException(file, "the table is empty: it must begin with a line of column names");
        }
        List<String> names = header(records.next());
        rows.header(names);
        while (records.hasNext()) {
            CsvRecord row = records.next();
            long line = row.getStartingLineNumber();
            if (row.getFieldCount() != names.size()) {
                throw new FormatException(
                        file + ", line " + line,
                        "the row has " + row.getFieldCount() + " columns, but the header has " + names.size());
            }
            rows.row(line, row);
        }
    }

    private List<String> header(CsvRecord record) throws FormatException {
        List<String> names = record.getFields().stream().map(String::strip).toList();
        Map<String, Integer> columnOf = new HashMap<>();
        for (int column = 0; column < names.size(); column++) {
            String name = names.get(column);
            if (name.isEmpty()) {
                throw at(record.getStartingLineNumber(), column, name, "the column has no name");
            }
            Integer earlier = columnOf.putIfAbsent(name, column);
            if (earlier != null) {
                throw at(
                        record.getStartingLineNumber(), column, name, "column " + (earlier + 1) + " has the same name");
            }
        }
        return names;
    }

    /// An error at a cell; `column` counts from 0 here and from 1 in the message.
    FormatException at(long line, int column, String name, String problem) {
        return new FormatException(
                file + ", line " + line + ", column " + (column + 1) + " (" + quote(name) + ")", problem);
    }

    static String quote(String text) {
        String shown = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
        return "'" + shown.replaceAll("\\p{Cntrl}", " ") + "'";
    }

    private FormatException unreadable(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return new FormatException(file, "the text is not UTF-8", e);
            }
        }
        Throwable cause = e.getCause();
        return new FormatException(
                file, "the text is not CSV: " + e.getMessage() + (cause == null ? "" : ": " + cause.getMessage()), e);
    }

    /// Strict UTF-8, behind the mark that some programs begin a file with.
    private static Reader open(Path file) throws IOException {
        BufferedReader reader = new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()));
        try {
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
            return reader;
        } catch (CharacterCodingException e) {
            reader.close();
            throw new FormatException(file, "the text is not UTF-8", e);
        }
    }
}
