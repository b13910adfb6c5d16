package dev.autograd.csv;

import java.util.Locale;
import java.util.Set;

/// What a cell must look like to be a number: a decimal with a point, perhaps with an exponent, the same in every
/// language.
final class Numbers {
    /// What other programs write where there is no value.
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?");

    private Numbers() {}

    /// The finite number that `cell` is, spaces around it aside, or NaN if it is none.
    static double parse(String cell) {
        String text = cell.strip();
        if (!looksDecimal(text)) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /// Keeps out what Java takes for a number and a table does not: `1f`, `0x1p3`, `Infinity`.
    private static boolean looksDecimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean part = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
            if (!part) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isMissing(String cell) {
        return MISSING.contains(cell.strip().toLowerCase(Locale.ROOT));
    }
}
