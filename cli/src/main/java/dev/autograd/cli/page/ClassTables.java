package dev.autograd.cli.page;

import dev.autograd.cli.base.Text;
import dev.autograd.cli.train.ConfusionMatrix;
import dev.autograd.cli.train.ConfusionMatrix.Mistake;
import java.util.Arrays;

/// Which classes are taken for which, and how well each is told.
///
/// @param html what is added to
/// @param matrix the counts
record ClassTables(Html html, ConfusionMatrix matrix) {
    /// A table of more columns than this is looked at by nobody.
    private static final int MOST_COLUMNS = 40;

    /// A wider one has no place beside another table.
    private static final int MOST_BESIDE = 10;

    private static final int MISTAKES_SHOWN = 40;
    private static final int SHADES = 9;

    void add() {
        html.begin("section", "id", "classes", "aria-labelledby", "classes-title");
        html.element("h2", "Classes", "id", "classes-title");
        html.begin("div", "class", "classes");
        if (matrix.names().size() <= MOST_COLUMNS) {
            counts();
        } else {
            mistakes();
        }
        measures();
        html.end().end();
    }

    private void counts() {
        html.begin("div", "class", matrix.names().size() > MOST_BESIDE ? "card wide" : "card");
        html.element("h3", "Confusion matrix");
        html.element("p", "Rows: what it is. Columns: what it was taken for.", "class", "note");
        String caption = "Confusion matrix of the test examples";
        html.begin("div", "class", "scroll", "role", "region", "aria-label", caption, "tabindex", "0");
        html.begin("table", "class", "confusion").element("caption", caption);
        html.begin("thead").begin("tr").begin("td").end();
        matrix.names().forEach(name -> html.element("th", name, "scope", "col"));
        html.end().end().begin("tbody");
        for (int row = 0; row < matrix.counts().length; row++) {
            html.begin("tr").element("th", matrix.names().get(row), "scope", "row");
            for (int column = 0; column < matrix.counts().length; column++) {
                cell(row, column);
            }
            html.end();
        }
        html.end().end().end().end();
    }

    private void cell(int row, int column) {
        int count = matrix.counts()[row][column];
        int all = Arrays.stream(matrix.counts()[row]).sum();
        int shade = count == 0 ? 0 : (int) Math.ceil((double) SHADES * count / all);
        String says = Text.format(
                "%s taken for %s: %,d of %,d",
                matrix.names().get(row), matrix.names().get(column), count, all);
        html.element(
                "td",
                count == 0 ? "·" : Text.format("%,d", count),
                "class",
                (row == column ? "right" : "wrong") + " level-" + shade,
                "title",
                says);
    }

    private void mistakes() {
        html.begin("div", "class", "card").element("h3", "The most frequent mistakes");
        var table = new Table(html, "Mistakes").head("what it is", "taken for", "examples");
        for (Mistake mistake : matrix.mistakes(MISTAKES_SHOWN)) {
            table.row(
                    matrix.names().get(mistake.row()),
                    matrix.names().get(mistake.column()),
                    Integer.toString(mistake.count()));
        }
        table.end();
        html.end();
    }

    private void measures() {
        html.begin("div", "class", "card").element("h3", "By class");
        var table =
                new Table(html, "Precision and recall by class").head("class", "precision", "recall", "F1", "examples");
        for (int i = 0; i < matrix.names().size(); i++) {
            double precision = matrix.precision(i);
            double recall = matrix.recall(i);
            table.row(
                    matrix.names().get(i),
                    Numbers.percent(precision),
                    Numbers.percent(recall),
                    Numbers.percent(2 * precision * recall / (precision + recall)),
                    Text.format("%,d", Arrays.stream(matrix.counts()[i]).sum()));
        }
        table.end();
        html.element(
                "p",
                "Precision: how many of those taken for the class are of it. Recall: how many of it are taken for it. "
                        + "F1: their harmonic mean.",
                "class",
                "note");
        html.end();
    }
}
