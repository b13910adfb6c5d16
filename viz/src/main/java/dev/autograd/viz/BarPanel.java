package dev.autograd.viz;

import dev.autograd.viz.Drawing.Point;
import java.util.List;

/// Horizontal bars from 1 on a logarithmic axis, for [Charts#bars]: how many times as much something is as
/// something else.
///
/// @param title what the bars measure
/// @param bars from top to bottom
public record BarPanel(String title, List<Bar> bars) {
    private static final String INK = "#424242";
    private static final String GRID = "#E0E0E0";
    private static final String MORE = "#1565C0";
    private static final String LESS = "#EF6C00";
    private static final double TEXT = 12;
    private static final double LEFT = 130;
    private static final double RIGHT = 60;
    private static final double TOP = 44;
    private static final double BOTTOM = 30;
    private static final double ROW = 22;
    private static final int TICKS = 12;

    /// Bars that are copied.
    public BarPanel {
        bars = List.copyOf(bars);
    }

    /// One bar.
    ///
    /// @param name what it is called
    /// @param value its length
    /// @param low the smallest value that was seen
    /// @param high the largest
    public record Bar(String name, double value, double low, double high) {
        /// A bar.
        ///
        /// @throws IllegalArgumentException when a value is not positive and finite
        public Bar {
            if (!(low > 0 && value > 0 && high > 0) || Double.isInfinite(Math.max(value, high))) {
                throw new IllegalArgumentException("BarPanel: bar \"" + name + "\" has the values " + low + ", " + value
                        + " and " + high + ", which have no place on a logarithmic axis");
            }
        }
    }

    double height() {
        return TOP + bars.size() * ROW + BOTTOM;
    }

    void draw(Svg svg, double y, double width) {
        var scale = new Scale(
                Ticks.logarithmic(
                        Math.min(1, bars.stream().mapToDouble(Bar::low).min().orElse(1)),
                        Math.max(2, bars.stream().mapToDouble(Bar::high).max().orElse(1)),
                        TICKS),
                LEFT,
                width - LEFT - RIGHT);
        svg.add("<g fill=\"%s\" font-size=\"%s\">\n", INK, TEXT);
        svg.add("<text x=\"%s\" y=\"%s\" font-size=\"15\">%s</text>\n", LEFT, y + 26, title);
        grid(svg, y, scale);
        for (int i = 0; i < bars.size(); i++) {
            bar(svg, y + TOP + i * ROW, bars.get(i), scale);
        }
        svg.add("</g>\n");
    }

    private void grid(Svg svg, double y, Scale scale) {
        double bottom = y + TOP + bars.size() * ROW;
        for (double value : scale.ticks.values()) {
            svg.add(
                    "<path d=\"M%s V%s\" stroke=\"%s\"/>",
                    new Point(scale.x(value), y + TOP), bottom, value == 1 ? INK : GRID);
            svg.add(
                    "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>\n",
                    scale.x(value), bottom + 18, scale.ticks.label(value));
        }
    }

    private static void bar(Svg svg, double y, Bar bar, Scale scale) {
        double one = scale.x(1);
        double end = scale.x(bar.value);
        double middle = y + ROW / 2;
        svg.add("<text x=\"%s\" y=\"%s\" text-anchor=\"end\">%s</text>", LEFT - 10, middle + 0.36 * TEXT, bar.name);
        svg.add(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>",
                Math.min(one, end), y + 4, Math.abs(end - one), ROW - 8, bar.value >= 1 ? MORE : LESS);
        svg.add(
                "<path d=\"M%s H%s\" stroke=\"%s\" stroke-width=\"1.5\"/>",
                new Point(scale.x(bar.low), middle), scale.x(bar.high), INK);
        svg.add(
                "<text x=\"%s\" y=\"%s\">%s</text>\n",
                Math.max(one, scale.x(bar.high)) + 8, middle + 0.36 * TEXT, Ticks.brief(bar.value, 3));
    }

    /// Where values lie.
    private record Scale(Ticks ticks, double left, double width) {
        double x(double value) {
            return left + ticks.share(value) * width;
        }
    }
}
