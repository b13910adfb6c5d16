package dev.autograd.viz;

import dev.autograd.viz.Drawing.Point;
import java.util.List;
import java.util.stream.Collectors;

/// A few curves in one pair of axes.
///
/// @param title  what the curves measure
/// @param unit   how their values are written, and which value the vertical axis must show
/// @param across the horizontal places
/// @param curves the curves, each with a value for each place
record ChartPanel(String title, ChartPanel.Unit unit, ChartPanel.Across across, List<Curve> curves) {
    private static final String INK = "#424242";
    private static final String GRID = "#E0E0E0";
    private static final double TEXT = 11;
    private static final double TITLE = 15;

    /// Where an entry of the legend has its line.
    private static final double MARK = 30;

    /// Between entries of the legend.
    private static final double GAP = 20;

    /// Larger numbers have digits enough before the point.
    private static final double FINE = 1e4;

    private static final double LEFT = 62;
    private static final double RIGHT = 26;
    private static final double TOP = 44;
    private static final double BOTTOM = 40;

    /// The horizontal axis.
    ///
    /// @param label  what it measures
    /// @param places where the curves have values, growing
    /// @param ticks  its range and the numbers below it
    record Across(String label, List<Double> places, Ticks ticks) {
        static Across counts(String label, List<Double> places) {
            return new Across(label, places, Ticks.ofWhole(places.getFirst(), places.getLast(), 15));
        }

        static Across numbers(String label, List<Double> places) {
            return new Across(label, places, Ticks.over(places.getFirst(), places.getLast(), 10));
        }

        static Across magnitudes(String label, List<Double> places) {
            return new Across(label, places, Ticks.logarithmic(places.getFirst(), places.getLast(), 10));
        }
    }

    enum Unit {
        /// Plain numbers, shown from zero.
        NUMBER,
        /// Shares in percent, shown up to all.
        PERCENT,
        /// Positive numbers on a logarithmic axis.
        MAGNITUDE;

        private Ticks ticks(double low, double high) {
            return switch (this) {
                case NUMBER -> Ticks.over(Math.min(0, low), high, 5);
                case PERCENT -> Ticks.over(low, Math.max(1, high), 5);
                case MAGNITUDE -> Ticks.logarithmic(low, high, 10);
            };
        }

        /// Ticks of a panel without a value.
        private Ticks none() {
            return this == MAGNITUDE ? ticks(1, 10) : ticks(0, 1);
        }

        private String label(Ticks ticks, double value) {
            return this == PERCENT ? percent(value, ticks.decimals()) : ticks.label(value);
        }

        /// A value in the legend, a little finer than the axis.
        private String written(Ticks ticks, double value) {
            return switch (this) {
                case NUMBER -> number(value, ticks.decimals() + 2);
                case PERCENT -> percent(value, ticks.decimals() + 2);
                case MAGNITUDE -> Ticks.brief(value, 3);
            };
        }

        private static String number(double value, int decimals) {
            double size = Math.abs(value);
            if (size >= FINE) {
                return Ticks.brief(value, 1);
            }
            boolean vanishes = size < Math.pow(10, -decimals) && value != 0;
            return vanishes ? Ticks.compact(value) : Ticks.written(value, decimals);
        }

        private static String percent(double value, int decimals) {
            return Ticks.written(100 * value, Math.max(0, decimals - 2)) + " %";
        }
    }

    /// Draws the panel over the whole width of the picture, from `y` on.
    void draw(Svg svg, double y, double width, double height) {
        var plot = plot(y, width, height);
        svg.add("<g class=\"ink\" fill=\"%s\" font-size=\"%s\">\n", INK, TEXT);
        svg.add("<text x=\"%s\" y=\"%s\" font-size=\"%s\">%s</text>\n", LEFT, y + 26, TITLE, title);
        legend(svg, y + 26, width - RIGHT, plot.up);
        axes(svg, plot);
        svg.add("</g>\n");
        curves.forEach(curve -> line(svg, plot, curve));
    }

    private Plot plot(double y, double width, double height) {
        var values = curves.stream()
                .flatMap(curve -> curve.values().stream())
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .summaryStatistics();
        var up = values.getCount() == 0 ? unit.none() : unit.ticks(values.getMin(), values.getMax());
        return new Plot(across.ticks(), up, LEFT, y + TOP, width - LEFT - RIGHT, height - TOP - BOTTOM);
    }

    /// Draws nothing that is seen, but says the curves' values at a place where a pointer is near it.
    void drawHits(Svg svg, double width, double height) {
        var plot = plot(0, width, height);
        var places = across.places();
        for (int i = 0; i < places.size(); i++) {
            double x = plot.x(places.get(i));
            double left = i == 0 ? plot.left - 6 : (plot.x(places.get(i - 1)) + x) / 2;
            double right = i + 1 == places.size() ? plot.left + plot.width + 6 : (x + plot.x(places.get(i + 1))) / 2;
            svg.add(
                    "<rect class=\"hit\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"none\" "
                            + "pointer-events=\"all\"><title>%s</title></rect>\n",
                    left, plot.top, right - left, plot.height, said(plot, i));
        }
    }

    private String said(Plot plot, int place) {
        var said = new StringBuilder(
                across.label() + " " + Ticks.compact(across.places().get(place)));
        for (var curve : curves) {
            if (curve.hasValue(place)) {
                said.append('\n')
                        .append(curve.name())
                        .append(' ')
                        .append(unit.written(plot.up, curve.values().get(place)));
            }
        }
        return said.toString();
    }

    /// What is seen, in a sentence: the title, and the curves with their last values.
    String summary() {
        var plot = plot(0, 1, 1);
        return title + " by " + across.label() + ": "
                + curves.stream()
                        .filter(curve -> curve.last().isPresent())
                        .map(curve -> curve.name() + " "
                                + unit.written(plot.up, curve.last().getAsDouble()))
                        .collect(Collectors.joining(", "));
    }

    private void axes(Svg svg, Plot plot) {
        for (double value : plot.up.values()) {
            double y = plot.y(value);
            svg.add(
                    "<path class=\"grid\" d=\"M%s H%s\" stroke=\"%s\"/>",
                    new Point(plot.left, y), plot.left + plot.width, GRID);
            svg.add(
                    "<text x=\"%s\" y=\"%s\" text-anchor=\"end\">%s</text>\n",
                    plot.left - 9, y + 0.36 * TEXT, unit.label(plot.up, value));
        }
        double bottom = plot.top + plot.height;
        for (double place : plot.across.values()) {
            svg.add(
                    "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>\n",
                    plot.x(place), bottom + 18, plot.across.label(place));
        }
        svg.add(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>\n",
                plot.left + plot.width / 2, bottom + 34, across.label());
    }

    /// The names of the curves, each with its last value, written from the right end leftwards; closer to
    /// each other where they would run into the title.
    private void legend(Svg svg, double y, double right, Ticks up) {
        double room = right - LEFT - TextWidth.of(title, TITLE) - GAP;
        boolean isClose = legendWidth(up, MARK + GAP) > room;
        double mark = isClose ? 0.8 * MARK : MARK;
        double gap = isClose ? GAP / 2 : GAP;
        double end = right;
        for (var curve : curves.reversed()) {
            if (curve.last().isPresent()) {
                var text = entry(curve, up);
                double start = end - TextWidth.of(text, TEXT + 1);
                svg.add(
                        "<text x=\"%s\" y=\"%s\" font-size=\"%s\" text-anchor=\"end\">%s</text>",
                        end, y, TEXT + 1, text);
                svg.add(
                        "<path class=\"%s\" d=\"M%s h%s\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"/>\n",
                        curve.ink().look(),
                        new Point(start - mark, y - 4),
                        mark - 5,
                        curve.ink().color(),
                        curve.ink().dashes());
                end = start - mark - gap;
            }
        }
    }

    private String entry(Curve curve, Ticks up) {
        return curve.name() + " " + unit.written(up, curve.last().orElseThrow());
    }

    /// @param between what an entry takes beside its text
    private double legendWidth(Ticks up, double between) {
        return curves.stream()
                .filter(curve -> curve.last().isPresent())
                .mapToDouble(curve -> TextWidth.of(entry(curve, up), TEXT + 1) + between)
                .sum();
    }

    /// A line through the values, broken where one is missing; a value without neighbours is a dot.
    private void line(Svg svg, Plot plot, Curve curve) {
        int places = across.places().size();
        for (int start = 0; start < places; start++) {
            int end = start;
            while (end < places && curve.hasValue(end)) {
                end++;
            }
            if (end == start + 1) {
                var dot = point(plot, curve, start);
                svg.add(
                        "<circle class=\"dot %s\" cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"%s\"/>\n",
                        curve.ink().look(), dot.x(), dot.y(), curve.ink().color());
            } else if (end > start) {
                svg.add(
                        "<path fill=\"none\" class=\"%s\" stroke=\"%s\" stroke-width=\"2\" stroke-linejoin=\"round\" "
                                + "stroke-dasharray=\"%s\" d=\"",
                        curve.ink().look(), curve.ink().color(), curve.ink().dashes());
                for (int i = start; i < end; i++) {
                    svg.add(i == start ? "M%s" : " L%s", point(plot, curve, i));
                }
                svg.add("\"/>\n");
            }
            start = end;
        }
    }

    /// Where the values lie in the picture.
    private record Plot(Ticks across, Ticks up, double left, double top, double width, double height) {
        double x(double place) {
            return left + across.share(place) * width;
        }

        double y(double value) {
            return top + (1 - up.share(value)) * height;
        }
    }

    private Point point(Plot plot, Curve curve, int place) {
        return new Point(
                plot.x(across.places().get(place)), plot.y(curve.values().get(place)));
    }
}
