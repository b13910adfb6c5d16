package dev.autograd.viz;

import dev.autograd.data.Histogram;
import dev.autograd.viz.Drawing.Point;
import java.util.List;

/// Histograms one behind the other, each a ridge, over one horizontal axis: how a spread changes. For
/// [PageCharts#ridges].
///
/// The last ridge stands in front. Each is as high as the others whatever its counts, since their forms are compared.
///
/// @param title  what is spread
/// @param along  what tells the ridges apart, such as `epoch`
/// @param ridges from the back to the front
public record RidgePanel(String title, String along, List<Ridge> ridges) {
    static final double WIDTH = 300;
    static final double HEIGHT = 200;
    private static final double TEXT = 11;
    private static final double LEFT = 34;
    private static final double RIGHT = 20;
    private static final double TOP = 34;
    private static final double BOTTOM = 30;
    private static final double HIGHEST = 46;
    private static final double NARROWEST = 2;
    private static final int SHADES = 9;
    private static final int TICKS = 5;

    /// One histogram.
    ///
    /// @param name  what tells it from the others, such as the number of the epoch
    /// @param shape its bins
    public record Ridge(String name, Histogram shape) {}

    /// A panel of at least one ridge.
    ///
    /// @throws IllegalArgumentException if there is none
    public RidgePanel {
        ridges = List.copyOf(ridges);
        if (ridges.isEmpty()) {
            throw new IllegalArgumentException("RidgePanel: \"" + title + "\" has no ridge");
        }
    }

    void draw(Svg svg) {
        Ticks across = across();
        svg.add("<g class=\"ink\" font-size=\"%s\">\n", TEXT);
        svg.add("<text x=\"4\" y=\"16\" font-size=\"13\">%s</text>\n", title);
        for (double value : across.values()) {
            svg.add(
                    "<path class=\"grid\" d=\"M%s V%s\"/>"
                            + "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>\n",
                    new Point(x(across, value), TOP - 6),
                    HEIGHT - BOTTOM,
                    x(across, value),
                    HEIGHT - 10,
                    across.decimals() > 4 ? Ticks.compact(value) : across.label(value));
        }
        double free = -1;
        for (int i = ridges.size() - 1; i >= 0; i--) {
            if (free < 0 || base(i) < free) {
                svg.add(
                        "<text x=\"%s\" y=\"%s\" text-anchor=\"end\">%s</text>\n",
                        LEFT - 6, base(i) + 1, ridges.get(i).name);
                free = base(i) - TEXT - 1;
            }
        }
        svg.add("</g>\n");
        // An inner picture cuts off what lies outside of it.
        double wide = WIDTH - LEFT - RIGHT;
        svg.add("<svg x=\"%s\" width=\"%s\" height=\"%s\" viewBox=\"%1$s 0 %2$s %3$s\">\n", LEFT, wide, HEIGHT);
        for (int i = 0; i < ridges.size(); i++) {
            ridge(svg, across, i);
        }
        svg.add("</svg>\n");
    }

    /// Half as wide again as the usual ridge: where a few are much wider, such as the first gradients of a
    /// training, they are cut off, or the others would be needles.
    private Ticks across() {
        var shapes = ridges.stream()
                .map(Ridge::shape)
                .filter(shape -> shape.count() > 0)
                .toList();
        if (shapes.isEmpty()) {
            return Ticks.over(-1, 1, TICKS);
        }
        double[] lows = shapes.stream().mapToDouble(Histogram::low).sorted().toArray();
        double[] highs = shapes.stream().mapToDouble(Histogram::high).sorted().toArray();
        double low = lows[lows.length / 2];
        double high = highs[(highs.length - 1) / 2];
        double room = high / 4 - low / 4;
        return Ticks.within(Math.max(lows[0], low - room), Math.min(highs[highs.length - 1], high + room), TICKS);
    }

    private static double x(Ticks across, double value) {
        return LEFT + across.share(value) * (WIDTH - LEFT - RIGHT);
    }

    /// Where a ridge stands.
    private double base(int ridge) {
        double first = TOP + HIGHEST * 0.8;
        double last = HEIGHT - BOTTOM - 1;
        return ridges.size() == 1 ? last : first + (last - first) * ridge / (ridges.size() - 1);
    }

    private void ridge(Svg svg, Ticks across, int number) {
        Histogram shape = ridges.get(number).shape;
        double base = base(number);
        int shade = ridges.size() == 1 ? SHADES : number * SHADES / (ridges.size() - 1);
        svg.add("<path class=\"hit ridge shade-%s\" d=\"M%s ", shade, new Point(LEFT, base));
        if (shape.count() > 0) {
            slopes(svg, across, shape, base);
        }
        svg.add("L%s\"><title>%s</title></path>\n", new Point(WIDTH - RIGHT, base), said(ridges.get(number)));
    }

    private static void slopes(Svg svg, Ticks across, Histogram shape, double base) {
        long[] counts = shape.counts();
        long most = 1;
        for (long count : counts) {
            most = Math.max(most, count);
        }
        // What is narrower than a hair, such as values that are all equal, is drawn as wide as one.
        double middleOfAll = (x(across, shape.low()) + x(across, shape.high())) / 2;
        double width = Math.max(NARROWEST, x(across, shape.high()) - x(across, shape.low()));
        double left = middleOfAll - width / 2;
        svg.add("L%s ", new Point(left, base));
        for (int bin = 0; bin < counts.length; bin++) {
            double middle = left + (bin + 0.5) * width / counts.length;
            svg.add("L%s ", new Point(middle, base - HIGHEST * counts[bin] / most));
        }
        svg.add("L%s ", new Point(left + width, base));
    }

    private String said(Ridge ridge) {
        Histogram shape = ridge.shape;
        String values = shape.count() == 0
                ? "no finite values"
                : shape.count() + " values from " + Ticks.compact(shape.low()) + " to " + Ticks.compact(shape.high())
                        + "\nmean " + Ticks.compact(shape.mean()) + ", deviation " + Ticks.compact(shape.std());
        String others = shape.notFinite() == 0 ? "" : "\n" + shape.notFinite() + " NaN or infinite";
        return along + " " + ridge.name + "\n" + values + others;
    }

    /// What is seen, in a sentence.
    String summary() {
        return title + ", histograms by " + along + "; "
                + said(ridges.getLast()).replace('\n', ' ');
    }
}
