package dev.autograd.viz;

import java.util.List;

/// Positive numbers in rows and columns, as shades on a logarithmic scale. For [PageCharts#heat].
///
/// @param title   what the numbers are
/// @param along   what tells the columns apart, such as `epoch`
/// @param columns the columns' names
/// @param rows    from top to bottom
public record HeatPanel(String title, String along, List<String> columns, List<Row> rows) {
    static final double WIDTH = 1100;
    private static final double TEXT = 12;
    private static final double RIGHT = 10;
    private static final double TOP = 40;
    private static final double BOTTOM = 40;
    private static final double ROW = 20;
    private static final double LONGEST_NAME = 190;
    private static final double SWATCH = 16;
    private static final int SHADES = 10;

    /// One row.
    ///
    /// @param name   what it is called
    /// @param values a number a column; what is not positive and finite has no shade
    public record Row(String name, List<Double> values) {
        /// A row of its own values.
        public Row {
            values = List.copyOf(values);
        }
    }

    /// A panel whose rows have a value for each column.
    ///
    /// @throws IllegalArgumentException if there is no column, or a row has more or fewer values
    public HeatPanel {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("HeatPanel: \"" + title + "\" has no columns");
        }
        for (Row row : rows) {
            if (row.values.size() != columns.size()) {
                throw new IllegalArgumentException("HeatPanel: row \"" + row.name + "\" has " + row.values.size()
                        + " values for " + columns.size() + " columns");
            }
        }
    }

    double height() {
        return TOP + rows.size() * ROW + BOTTOM;
    }

    void draw(Svg svg) {
        Scale scale = scale();
        double left = 16
                + Math.min(
                        LONGEST_NAME,
                        rows.stream()
                                .mapToDouble(row -> TextWidth.of(row.name, TEXT))
                                .max()
                                .orElse(0));
        double cell = (WIDTH - left - RIGHT) / columns.size();
        svg.add("<g class=\"ink\" font-size=\"%s\">\n", TEXT);
        svg.add("<text x=\"0\" y=\"18\" font-size=\"15\">%s</text>\n", title);
        legend(svg, scale);
        for (int r = 0; r < rows.size(); r++) {
            svg.add(
                    "<text x=\"%s\" y=\"%s\" text-anchor=\"end\">%s</text>\n",
                    left - 8, TOP + r * ROW + ROW / 2 + 0.36 * TEXT, shortened(rows.get(r).name));
        }
        below(svg, left, cell);
        svg.add("</g>\n");
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns.size(); c++) {
                double value = rows.get(r).values.get(c);
                svg.add(
                        "<rect class=\"hit %s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s\n%s %s\n%s</title></rect>\n",
                        scale.look(value),
                        left + c * cell,
                        TOP + r * ROW + 1,
                        Math.max(0.5, cell - Math.min(1, cell / 5)),
                        ROW - 2,
                        rows.get(r).name,
                        along,
                        columns.get(c),
                        Ticks.compact(value));
            }
        }
    }

    private void below(Svg svg, double left, double cell) {
        double y = TOP + rows.size() * ROW + 16;
        double free = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < columns.size(); c++) {
            double x = left + (c + 0.5) * cell;
            double half = TextWidth.of(columns.get(c), TEXT) / 2;
            if (x - half > free) {
                svg.add("<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>\n", x, y, columns.get(c));
                free = x + half + 10;
            }
        }
        svg.add(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>\n",
                left + columns.size() * cell / 2, y + 16, along);
    }

    private void legend(Svg svg, Scale scale) {
        String high = Ticks.compact(scale.high);
        double x = WIDTH - RIGHT - TextWidth.of(high, TEXT);
        svg.add("<text x=\"%s\" y=\"18\" text-anchor=\"end\">%s</text>", WIDTH - RIGHT, high);
        for (int shade = SHADES - 1; shade >= 0; shade--) {
            x -= SWATCH;
            svg.add("<rect class=\"heat-%s\" x=\"%s\" y=\"7\" width=\"%s\" height=\"13\"/>", shade, x - 6, SWATCH);
        }
        svg.add("<text x=\"%s\" y=\"18\" text-anchor=\"end\">%s</text>\n", x - 12, Ticks.compact(scale.low));
    }

    private static String shortened(String name) {
        int length = name.length();
        while (length > 0 && TextWidth.of(name.substring(name.length() - length), TEXT) > LONGEST_NAME - 12) {
            length--;
        }
        return length == name.length() ? name : "…" + name.substring(name.length() - length);
    }

    private Scale scale() {
        var numbers = rows.stream()
                .flatMapToDouble(row -> row.values.stream().mapToDouble(Double::doubleValue))
                .filter(value -> value > 0 && Double.isFinite(value))
                .summaryStatistics();
        return numbers.getCount() == 0 ? new Scale(1, 1) : new Scale(numbers.getMin(), numbers.getMax());
    }

    /// The shades from the smallest to the largest number.
    private record Scale(double low, double high) {
        String look(double value) {
            if (!(value > 0 && Double.isFinite(value))) {
                return "heat-none";
            }
            double share = low == high ? 1 : Math.log(value / low) / Math.log(high / low);
            return "heat-" + (int) Math.clamp(share * SHADES, 0, SHADES - 1);
        }
    }

    /// What is seen, in a sentence.
    String summary() {
        Scale scale = scale();
        return title + " of " + rows.size() + " rows by " + along + ", from " + Ticks.compact(scale.low) + " to "
                + Ticks.compact(scale.high);
    }
}
