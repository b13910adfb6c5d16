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
/// @param scale    what equal lengths of the axis stand for
record Ticks(double low, double high, List<Double> values, int decimals, Ticks.Scale scale) {
    private static final double[] STEPS = {1, 2, 5};
    private static final int HUGE = 13;

    /// What equal lengths of an axis stand for.
    enum Scale {
        /// Equal differences.
        LINEAR,
        /// Equal ratios.
        LOGARITHMIC;

        private double at(double value) {
            return this == LINEAR ? value : Math.log10(value);
        }
    }

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

    /// As [#over], on an axis that ends where the numbers do: round numbers beyond are left out.
    static Ticks within(double low, double high, int count) {
        var over = over(low, high, count);
        return high > low
                ? new Ticks(
                        low,
                        high,
                        over.values.stream().filter(v -> v >= low && v <= high).toList(),
                        over.decimals,
                        Scale.LINEAR)
                : over;
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

    /// Numbers on a logarithmic axis that enclose `[low, high]`: 1, 2 and 5 times powers of ten, and where that
    /// makes more than `count`, the powers of ten alone.
    ///
    /// @param low positive
    static Ticks logarithmic(double low, double high, int count) {
        var round = new ArrayList<Double>();
        for (int power = (int) Math.floor(Math.log10(low) - 1); power <= Math.ceil(Math.log10(high)); power++) {
            for (double step : STEPS) {
                round.add(Double.parseDouble(step + "e" + power)); // powers of ten by Math.pow may be off by a bit
            }
        }
        double first = round.reversed().stream()
                .filter(v -> v > 0 && v <= low)
                .findFirst()
                .orElse(low);
        double last =
                round.stream().filter(v -> v >= high && v > first).findFirst().orElse(high);
        var inside = round.stream().filter(v -> v >= first && v <= last).toList();
        var shown = inside.size() <= count
                ? inside
                : inside.stream().filter(Ticks::isPowerOfTen).toList();
        return new Ticks(first, last, shown, 0, Scale.LOGARITHMIC);
    }

    private static boolean isPowerOfTen(double value) {
        double power = Math.log10(value);
        return Math.abs(power - Math.rint(power)) < 1e-9;
    }

    private static Ticks of(double low, double high, double step, List<Double> values) {
        int decimals = (int) Math.clamp(Math.ceil(-Math.log10(step) - 1e-9), 0, 9);
        return new Ticks(low, high, List.copyOf(values), decimals, Scale.LINEAR);
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
        return high > low ? (scale.at(value) - scale.at(low)) / (scale.at(high) - scale.at(low)) : 0.5;
    }

    /// A number of [#values()] as it is written beside the axis.
    String label(double value) {
        return scale == Scale.LINEAR ? written(value, decimals) : brief(value, 1);
    }

    /// `value` with so many digits that mean something; whole numbers in full.
    static String brief(double value, int digits) {
        if (value == 0 || Math.abs(value) >= Math.pow(10, HUGE)) {
            return written(value, 0);
        }
        int decimals = (int) Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value)) + 1e-9));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /// `value` with three digits, in the briefest way: `1,250`, `0.0125`, `1.25e-5`.
    static String compact(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e6) {
            return written(value, 0);
        }
        return size >= 1e-3 && size < 1e6
                ? brief(value, 3)
                : String.format(Locale.ROOT, "%.2e", value)
                        .replaceFirst("0*e([+-])0*(?=\\d)", "e$1")
                        .replace("e+", "e")
                        .replace(".e", "e");
    }

    /// `value` with the given number of decimals, or by its power of ten where it is very large or small.
    static String written(double value, int decimals) {
        boolean huge = Math.abs(value) >= 1e7 || (value != 0 && Math.abs(value) < 1e-7);
        return huge
                ? String.format(Locale.ROOT, "%.2e", value)
                : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
