package dev.autograd.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.io.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    @TempDir
    Path folder;

    @Test
    void aTableHasNumbersAndCategories() throws IOException {
        CsvTable table =
                CsvTable.read(write("width, height ,species\n1.5,2,rose\n-3e-2, 4 ,\"lily, white\"\n\n+.5,6.,rose\n"));
        assertThat(table.rows()).isEqualTo(3);
        assertThat(table.columnNames()).containsExactly("width", "height", "species");
        assertThat(table.numeric("width").values()).containsExactly(1.5, -0.03, 0.5);
        assertThat(table.numeric("height").toFloats()).containsExactly(2f, 4f, 6f);
        assertThat(table.text("species").categories()).containsExactly("lily, white", "rose");
        assertThat(table.text("species").codes()).containsExactly(1, 0, 1);
        assertThat(table.features(List.of("height", "width"))).containsExactly(2f, 1.5f, 4f, -0.03f, 6f, 0.5f);
        assertThat(table.lineOf(2)).isEqualTo(5);
        assertThat(table.columns())
                .containsExactly(table.column("width"), table.column("height"), table.column("species"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,x\n2,y\n",
                "a,b\r\n1,x\r\n2,y",
                "\uFEFFa,b\n1,x\n2,y\n",
                "\"a\",\"b\"\n\"1\",\"x\"\n\"2\",\"y\"\n"
            })
    void lineEndsMarksAndQuotesDoNotMatter(String text) throws IOException {
        CsvTable table = CsvTable.read(write(text));
        assertThat(table.numeric("a").values()).containsExactly(1, 2);
        assertThat(table.text("b").categories()).containsExactly("x", "y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "de-DE", "ar-EG", "hi-IN-u-nu-deva"})
    void theLanguageOfTheMachineDoesNotMatter(String tag) throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            CsvTable table = CsvTable.read(write("TITLE,i\n1.5,NULL\n2,TITI\n"));
            assertThat(table.numeric("TITLE").values()).containsExactly(1.5, 2);
            Path copy = folder.resolve("copy.csv");
            CsvWriter.write(copy, table.columns());
            assertThat(copy).hasContent("TITLE,i\n1.5,NULL\n2,TITI\n");
            assertThatThrownBy(() -> table.column("tıtle")).hasMessageContaining("did you mean 'TITLE'?");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void labelsThatAreNumbersCanBeCategoriesInTheOrderOfTheirValues() throws IOException {
        Path file = write("label;x\n10;1\n9;2\n-1;3\n10;4\n");
        CsvTable table =
                CsvTable.read(file, CsvOptions.DEFAULT.withSeparator(';').withText("label"));
        assertThat(table.text("label").categories()).containsExactly("-1", "9", "10");
        assertThat(table.text("label").codes()).containsExactly(2, 1, 0, 2);
    }

    @Test
    void otherDataIsCodedAsTheFirstWas() throws IOException {
        Path file = write("label\ncat\nbird\n\ncat\n");
        CsvTable table = CsvTable.read(file);
        assertThat(table.codes("label", List.of("dog", "cat", "bird"))).containsExactly(1, 2, 1);
        assertThatThrownBy(() -> table.codes("label", List.of("dog", "cat", "birds")))
                .isInstanceOf(FormatException.class)
                .hasMessage(file + ", line 3, column 1 ('label'): 'bird' is none of the 3 categories known; "
                        + "did you mean 'birds'?");
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                arguments("", ": the table is empty: it must begin with a line of column names"),
                arguments("\n\n", ": the table is empty: it must begin with a line of column names"),
                arguments("a,b\n", ": the table has a header, but no rows"),
                arguments("a,b", ": the table has a header, but no rows"),
                arguments("a,b\n1,2\n3\n", ", line 3: the row has 1 columns, but the header has 2"),
                arguments("a,b\n1,2\n\n3,4,5\n", ", line 4: the row has 3 columns, but the header has 2"),
                arguments("a,b\n\"1\n1\",2\n3\n", ", line 4: the row has 1 columns, but the header has 2"),
                arguments("a,b,a\n1,2,3\n", ", line 1, column 3 ('a'): column 1 has the same name"),
                arguments("a, a\n1,2\n", ", line 1, column 2 ('a'): column 1 has the same name"),
                arguments("a,\n1,2\n", ", line 1, column 2 (''): the column has no name"),
                arguments(
                        "a,b\n1,2\n3,x\n4,5\n",
                        ", line 3, column 2 ('b'): 'x' is not a number, but 2 other cells of "
                                + "the column are numbers; mend or remove the row, or leave the column out (if the numbers are labels, read it as text)"),
                arguments("a,b\n1,2\n3,\n", ", line 3, column 2 ('b'): the cell is empty, but 1 other cells"),
                arguments("a,b\n1,?\n3,4\n2,?\n", ", line 2, column 2 ('b'): '?' is not a number"),
                arguments("a,b\n1,NaN\n3,4\n", ", line 2, column 2 ('b'): 'NaN' is not a number"),
                arguments("a,b\n1,2\n3,4\n5,\"6,5\"\n", ", line 4, column 2 ('b'): '6,5' is not a number"),
                arguments(
                        "a\n" + "1\n".repeat(40) + "x\ny\nz\nw\n",
                        ", line 42, column 1 ('a'): 'x' is not a number, but 40"),
                arguments(
                        "a\n1\n2\n" + "x".repeat(1000), ", line 4, column 1 ('a'): '" + "x".repeat(60) + "...' is not"),
                arguments("a,b\n1,\"2\n", ": the text is not CSV: "),
                arguments("a,b\n1,\"2\"3\n", ": the text is not CSV: "));
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @MethodSource("damaged")
    void aDamagedTableIsRejectedWithItsPlace(String text, String message) throws IOException {
        Path file = write(text);
        assertThatThrownBy(() -> CsvTable.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(file + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1f", "0x1p3", "1d", "Infinity", "1e999", "1 000", "1_000", "--1", "1e", ".", "٣", "1,5"})
    void whatIsNotAPlainDecimalIsNotANumber(String cell) throws IOException {
        Path file = write("a\n1\n2\n\"" + cell + "\"\n");
        assertThatThrownBy(() -> CsvTable.read(file))
                .hasMessageContaining("line 4, column 1 ('a'): '" + cell + "' is not");
    }

    @ParameterizedTest
    @CsvSource({"x y z, false", "1 x, false", "1 2 x y, false", "1 2 3 4, true", "'NA NA', false", "1e3 -2 .5, true"})
    void theCellsDecideTheKind(String cells, boolean numeric) throws IOException {
        CsvTable table = CsvTable.read(write("a\n" + cells.replace(' ', '\n') + "\n"));
        assertThat(table.column("a")).isInstanceOf(numeric ? NumericColumn.class : TextColumn.class);
    }

    @Test
    void textThatIsNotUtf8IsRejected() throws IOException {
        for (String text : List.of("a,b\n1,\u00e9\n", "\u00e9,b\n1,2\n", "a\n" + "x\n".repeat(50_000) + "\u00e9\n")) {
            Path file = Files.write(folder.resolve("latin.csv"), text.getBytes(StandardCharsets.ISO_8859_1));
            assertThatThrownBy(() -> CsvTable.read(file))
                    .isInstanceOf(FormatException.class)
                    .hasMessage(file + ": the text is not UTF-8");
        }
    }

    @Test
    void wrongPathsAndColumnsAreNamed() throws IOException {
        Path missing = folder.resolve("missing.csv");
        assertThatThrownBy(() -> CsvTable.read(missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing + ": there is no such file");
        assertThatThrownBy(() -> CsvTable.read(folder)).isInstanceOf(FileSystemException.class);

        Path file = write("width,Species\n1,rose\n");
        CsvTable table = CsvTable.read(file);
        String columns = " among the 2 columns 'width', 'Species'";
        refused(
                () -> table.column("species"),
                file + ": there is no column 'species'" + columns + "; did you mean 'Species'?");
        refused(() -> table.column("wdth"), file + ": there is no column 'wdth'" + columns + "; did you mean 'width'?");
        refused(() -> table.column("label"), file + ": there is no column 'label'" + columns);
        refused(
                () -> CsvTable.read(file, CsvOptions.DEFAULT.withText("speces")),
                file + ": there is no column 'speces'" + columns + "; did you mean 'Species'?");
        refused(
                () -> table.numeric("Species"),
                file + ": column 'Species' must be numbers, but is text: line 2 has 'rose'");
        refused(
                () -> table.text("width"),
                file + ": column 'width' must be text, but is numbers; read the table with "
                        + "CsvOptions.withText(\"width\")");
        refused(
                () -> table.features(List.of("width", "Species")),
                file + ": column 'Species' must be numbers, but is text" + ": line 2 has 'rose'");
        refused(
                () -> CsvOptions.DEFAULT.withSeparator('.'),
                "CsvOptions: the separator must be a character that no cell is " + "made of, but its code is 46");
    }

    private static void refused(ThrowingCallable mistake, String message) {
        assertThatThrownBy(mistake).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("table.csv"), text);
    }
}
