package dev.autograd.viz;

import java.util.List;

/// Lines over one horizontal axis, for [Charts#lines].
///
/// @param title  what the lines measure
/// @param across what the horizontal axis measures
/// @param places where the lines have values, growing
/// @param lines  one to four lines
public record LinePanel(String title, String across, List<Double> places, List<Line> lines) {
    private static final int MOST = 4;

    /// A panel whose lines all have a value at every place.
    ///
    /// @throws IllegalArgumentException if there is no place, there are no or more than four lines, or a line has
    /// more
    ///                                  or fewer values than there are places
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
