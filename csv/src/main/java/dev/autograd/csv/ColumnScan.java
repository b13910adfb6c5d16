package dev.autograd.csv;

import dev.autograd.io.FormatException;
import org.jspecify.annotations.Nullable;

/// What the first reading learns of one column: whether it is numbers, and which cells are not.
final class ColumnScan {
    /// A column in which at most one cell in ten is no number was meant to be numbers.
    private static final int CELLS_PER_MISTAKE = 10;

    /// From this many cells on, a single one that is no number is a mistake.
    private static final int FEWEST_CELLS = 3;

    private record Cell(long line, String text) {}

    private final String name;
    private final int column;
    private final boolean declaredText;
    private int numbers;
    private int texts;
    private @Nullable Cell firstText;
    private @Nullable Cell firstMissing;

    ColumnScan(String name, int column, boolean declaredText) {
        this.name = name;
        this.column = column;
        this.declaredText = declaredText;
    }

    String name() {
        return name;
    }

    void see(long line, String text) {
        if (declaredText) {
            return;
        }
        if (!Double.isNaN(Numbers.parse(text))) {
            numbers++;
        } else if (Numbers.isMissing(text)) {
            firstMissing = firstMissing == null ? new Cell(line, text) : firstMissing;
        } else {
            texts++;
            firstText = firstText == null ? new Cell(line, text) : firstText;
        }
    }

    /// Whether the column is numbers. One that nearly is has been damaged, and is an error rather than categories.
    boolean isNumeric(CsvSource source) throws FormatException {
        if (numbers == 0) {
            return false;
        }
        boolean fewTexts =
                texts * CELLS_PER_MISTAKE <= numbers + texts || (texts == 1 && numbers + texts >= FEWEST_CELLS);
        if (firstText != null && fewTexts) {
            throw notANumber(source, firstText);
        }
        if (firstText == null && firstMissing != null) {
            throw notANumber(source, firstMissing);
        }
        return firstText == null;
    }

    private FormatException notANumber(CsvSource source, Cell cell) {
        String what = cell.text().isBlank() ? "the cell is empty" : CsvSource.quote(cell.text()) + " is not a number";
        return source.at(
                cell.line(),
                column,
                name,
                what + ", but " + numbers
                        + " other cells of the column are numbers; mend or remove the row, or leave the column out (if the numbers are labels, read it as text)");
    }
}
