package dev.autograd.viz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A range of numbers on an axis and the round numbers in it that are written beside the axis.
///
/// @param low      the number at the start of the axis
/// @param high     the number at its end
/// @param values   the round numbers, growing
/// @param decimals how many decimals tell them apart
record Ticks(double low, double high, List<Double> values, int decimals) {

    /// Round numbers in steps of 1, 2 or 5 times a power of ten that enclose `[low, high]`, about `count` of them.
    static Ticks over(double low, double high, int count) {
        // Equal ends, or ends too far apart for their difference, still need a range.
        double span = high - low;
        if (!(span > Math.abs(high) * 1e-9) || Double.isInfinite(span)) {
            double room = Math.max(Math.abs(high) * 0.1, 1e-3);
            return Double.isInfinite(span)
                    ? of(-1, 1, 1, List.of(-1.0, 0.0, 1.0))
                    : over(low - room, high + room, count);
        }
        double step = roundStep(span / count);
        return inSteps(Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9), step);
    }

    private static Ticks inSteps(double first, double last, double step) {
        var values = new ArrayList<Double>();
        for (double i = first; i <= last; i++) {
            values.add(i * step);
        }
        return of(values.getFirst(), values.getLast(), step, values);
    }

    /// Whole numbers within `[low, high]`, at most about `count` of them; the axis does not reach further.
    static Ticks ofWhole(double low, double high, int count) {
        double step = Math.max(1, roundStep((high - low) / count));
        var values = new ArrayList<Double>();
        for (double value = Math.ceil(low / step) * step; value <= high; value += step) {
            values.add(value);
        }
        return of(low, high, 1, values);
    }

    private static Ticks of(double low, double high, double step, List<Double> values) {
        int decimals = (int) Math.clamp(Math.ceil(-Math.log10(step) - 1e-9), 0, 9);
        return new Ticks(low, high, List.copyOf(values), decimals);
    }

    private static double roundStep(double atLeast) {
        if (!(atLeast > 0)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power >= atLeast * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /// How far along the axis `value` lies, from 0 to 1; the middle if the axis has no length.
    double share(double value) {
        return high > low ? (value - low) / (high - low) : 0.5;
    }

    /// `value` with the given number of decimals, or by its power of ten where it is very large or small.
    static String written(double value, int decimals) {
        boolean huge = Math.abs(value) >= 1e7 || (value != 0 && Math.abs(value) < 1e-7);
        return huge
                ? String.format(Locale.ROOT, "%.2e", value)
                : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
