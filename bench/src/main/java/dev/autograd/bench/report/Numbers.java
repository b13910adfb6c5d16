package dev.autograd.bench.report;

import java.util.Locale;

/// How measurements are written: three digits that mean something, the same in every country.
final class Numbers {
    private Numbers() {}

    static String time(double value) {
        return digits(value);
    }

    static String ratio(double value) {
        return digits(value) + "x";
    }

    private static String digits(double value) {
        String pattern = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, pattern, value);
    }
}
