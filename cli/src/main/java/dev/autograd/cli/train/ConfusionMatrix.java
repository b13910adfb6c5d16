package dev.autograd.cli.train;

import dev.autograd.cli.base.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// Which classes were taken for which.
///
/// @param names the classes
/// @param counts how often the class of the row was taken for that of the column
public record ConfusionMatrix(List<String> names, int[][] counts) {
    /// More columns than this do not fit a screen.
    private static final int MOST_COLUMNS = 16;

    private static final int LONGEST_NAME = 12;
    private static final int MISTAKES_SHOWN = 10;

    /// Counts pairs of the right class and the one predicted.
    public static ConfusionMatrix of(List<String> names, int[] right, int[] predicted) {
        int[][] counts = new int[names.size()][names.size()];
        for (int i = 0; i < right.length; i++) {
            counts[right[i]][predicted[i]]++;
        }
        return new ConfusionMatrix(List.copyOf(names), counts);
    }

    /// The number of examples.
    public int total() {
        return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
    }

    /// The number of right predictions.
    public int right() {
        int right = 0;
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
        }
        return right;
    }

    /// A table for the screen, with a point for zero; of many classes the most frequent mistakes instead.
    public String text() {
        return names.size() <= MOST_COLUMNS ? table() : mistakesText();
    }

    private String table() {
        List<String> heads = names.stream().map(ConfusionMatrix::shortened).toList();
        int digits = Integer.toString(total()).length();
        int width =
                Math.max(digits, heads.stream().mapToInt(String::length).max().orElse(1)) + 1;
        StringBuilder text = new StringBuilder("confusion matrix (rows: what it is, columns: what was predicted)\n");
        text.append(" ".repeat(width + 1));
        heads.forEach(head -> text.append(right(head, width)));
        for (int row = 0; row < counts.length; row++) {
            text.append('\n').append(right(heads.get(row), width)).append(' ');
            for (int count : counts[row]) {
                text.append(right(count == 0 ? "." : Integer.toString(count), width));
            }
        }
        return text.append('\n').toString();
    }

    /// A class that was taken for another.
    ///
    /// @param row the place of the class among the names
    /// @param column that of what it was taken for
    /// @param count how often
    public record Mistake(int row, int column, int count) {}

    /// The most frequent mistakes, the most frequent one first.
    public List<Mistake> mistakes(int most) {
        List<Mistake> mistakes = new ArrayList<>();
        for (int row = 0; row < counts.length; row++) {
            for (int column = 0; column < counts.length; column++) {
                if (row != column && counts[row][column] > 0) {
                    mistakes.add(new Mistake(row, column, counts[row][column]));
                }
            }
        }
        mistakes.sort(Collections.reverseOrder(Comparator.comparingInt(Mistake::count)));
        return mistakes.subList(0, Math.min(most, mistakes.size()));
    }

    /// The share of what was taken for a class that is of it; NaN where nothing was.
    public double precision(int of) {
        return (double) counts[of][of]
                / Arrays.stream(counts).mapToInt(row -> row[of]).sum();
    }

    /// The share of a class that was taken for it; NaN where no example is of it.
    public double recall(int of) {
        return (double) counts[of][of] / Arrays.stream(counts[of]).sum();
    }

    private String mistakesText() {
        StringBuilder text = new StringBuilder("the most frequent mistakes among " + names.size() + " classes\n");
        for (Mistake mistake : mistakes(MISTAKES_SHOWN)) {
            text.append(Text.format(
                    "%8d  %s taken for %s%n", mistake.count, names.get(mistake.row), names.get(mistake.column)));
        }
        return text.toString();
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "~";
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
