package dev.autograd.viz;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// A line in a chart.
///
/// @param name   what it is called in the legend
/// @param ink    its look
/// @param values its height at each place; [Double#NaN] or an infinity where there is none
record Curve(String name, Curve.Ink ink, List<Double> values) {

    /// Looks that differ also for colour-blind readers and on grey paper.
    enum Ink {
        FIRST("#1565C0", "none"),
        SECOND("#EF6C00", "7 4"),
        THIRD("#2E7D32", "2 4"),
        FOURTH("#6A1B9A", "12 4 3 4");

        private final String color;
        private final String dashes;

        Ink(String color, String dashes) {
            this.color = color;
            this.dashes = dashes;
        }

        String color() {
            return color;
        }

        String dashes() {
            return dashes;
        }

        /// The class by which the style sheet of a page knows it.
        String look() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The value at the last place that has one.
    OptionalDouble last() {
        return values.reversed().stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .findFirst();
    }

    boolean hasValue(int place) {
        return Double.isFinite(values.get(place));
    }
}
