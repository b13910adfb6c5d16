package dev.autograd.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvWriterTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("predictions.csv");
    }

    @Test
    void numbersAreWrittenAsTheShortestDecimals() throws IOException {
        CsvWriter.write(
                file,
                List.of(
                        CsvColumn.numeric("p", new float[] {0.1f, 1f, -0f, 1e-10f, Float.NaN}),
                        CsvColumn.numeric("q", new double[] {0.1, 3, -7, 1e300, Double.NEGATIVE_INFINITY})));
        assertThat(file).content().isEqualTo("p,q\n0.1,0.1\n1,3\n-0.0,-7\n1.0E-10,1.0E300\nNaN,-Infinity\n");
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        List<CsvColumn> columns = List.of(
                CsvColumn.numeric("n", new double[] {Math.PI, -1e-300, Long.MAX_VALUE, 0.1}),
                CsvColumn.text("plain, \"quoted\"", List.of("a,b", "line\nbreak", "say \"x\"", "\uD83D\uDE00")),
                CsvColumn.text("sparse", List.of("", "x", "", "y")));
        CsvWriter.write(file, columns);
        assertThat(CsvTable.read(file).columns()).isEqualTo(columns);
    }

    @Test
    void aLoneEmptyCellIsARow() throws IOException {
        List<CsvColumn> columns = List.of(CsvColumn.text("t", List.of("x", "", "y")));
        CsvWriter.write(file, columns);
        assertThat(CsvTable.read(file).columns()).isEqualTo(columns);
    }

    @Test
    void manyRowsAreWhole() throws IOException {
        double[] values = new double[100_000];
        for (int row = 0; row < values.length; row++) {
            values[row] = row / 7.0;
        }
        CsvWriter.write(file, List.of(CsvColumn.numeric("v", values)));
        assertThat(CsvTable.read(file).numeric("v").values()).isEqualTo(values);
    }

    @Test
    void mistakesLeaveTheOldFile() throws IOException {
        Files.writeString(file, "old");
        NumericColumn two = CsvColumn.numeric("a", new double[2]);
        refused(List.of(), "a table needs at least one column");
        refused(List.of(two, CsvColumn.numeric("b", new double[3])), "column 'b' has 3 rows, but column 'a' has 2");
        refused(List.of(two, two), "every column needs a name of its own, but 'a' is none");
        refused(
                List.of(CsvColumn.numeric(" ", new double[0])),
                "every column needs a name of its own, but ' ' is none");
        assertThatThrownBy(() -> new TextColumn("t", List.of("x"), new int[] {0, 1}))
                .hasMessage("TextColumn: code 1 of row 1 of column 't' has no category among 1");
        assertThat(file).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    private void refused(List<CsvColumn> columns, String reason) {
        assertThatThrownBy(() -> CsvWriter.write(file, columns))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CsvWriter.write: " + reason);
    }
}
