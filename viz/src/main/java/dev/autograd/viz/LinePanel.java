package dev.autograd.viz;

import java.util.List;

/// Lines over one horizontal axis, for [Charts#lines].
///
/// @param title  what the lines measure
/// @param across what the horizontal axis measures
/// @param places where the lines have values, growing
/// @param lines  one to four lines
/// @param axes   how both axes are divided
public record LinePanel(String title, String across, List<Double> places, List<Line> lines, Axes axes) {
    private static final int MOST = 4;

    /// How axes are divided.
    public enum Axes {
        /// Equal lengths for equal differences; the vertical one shows zero.
        LINEAR,
        /// Equal lengths for equal ratios, for numbers of very different size.
        LOGARITHMIC,
        /// Whole numbers across, such as epochs; upwards as [#LINEAR].
        COUNTED,
        /// Whole numbers across; shares of a whole upwards, in percent.
        SHARES,
        /// Whole numbers across; equal lengths for equal ratios upwards.
        COUNTED_RATIOS
    }

    /// A panel whose lines all have a value at every place.
    ///
    /// @throws IllegalArgumentException if there is no place, there are no or more than four lines, a line has
    ///                                  more or fewer values than there are places, or a place or a value is not
    ///                                  positive on logarithmic axes
    public LinePanel {
        places = List.copyOf(places);
        lines = List.copyOf(lines);
        if (places.isEmpty()) {
            throw new IllegalArgumentException("LinePanel: \"" + title + "\" has no places");
        }
        if (lines.isEmpty() || lines.size() > MOST) {
            throw new IllegalArgumentException("LinePanel: \"" + title + "\" has " + lines.size()
                    + " lines, but one to " + MOST + " can be told apart");
        }
        for (Line line : lines) {
            if (line.values().size() != places.size()) {
                throw new IllegalArgumentException("LinePanel: line \"" + line.name() + "\" has "
                        + line.values().size() + " values for " + places.size() + " places");
            }
        }
        if (axes == Axes.LOGARITHMIC) {
            places.forEach(place -> check("place", place));
        }
        if (axes == Axes.LOGARITHMIC || axes == Axes.COUNTED_RATIOS) {
            lines.forEach(line ->
                    line.values().forEach(value -> check("value of line \"" + line.name() + "\"", value)));
        }
    }

    /// A panel with linear axes.
    ///
    /// @throws IllegalArgumentException as the other constructor does
    public LinePanel(String title, String across, List<Double> places, List<Line> lines) {
        this(title, across, places, lines, Axes.LINEAR);
    }

    private static void check(String what, double value) {
        if (value <= 0) {
            throw new IllegalArgumentException(
                    "LinePanel: a " + what + " is " + value + ", which has no place on a logarithmic axis");
        }
    }

    /// One line.
    ///
    /// @param name   what it is called in the legend
    /// @param values its height at each place; [Double#NaN] or an infinity where there is none
    public record Line(String name, List<Double> values) {
        /// A line of its own values.
        public Line {
            values = List.copyOf(values);
        }
    }
}
