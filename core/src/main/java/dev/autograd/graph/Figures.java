package dev.autograd.graph;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Numbers as text for people, the same in every locale.
final class Figures {
    private Figures() {}

    /// To six digits, without zeros at the end.
    static String decimal(double value) {
        return decimal(value, 6);
    }

    /// To so many digits, without zeros at the end.
    static String decimal(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.signum() == 0
                ? "0"
                : exponent < -5 || exponent > 8 ? rounded.toString() : rounded.toPlainString();
    }

    /// With separators, and the unit.
    static String bytes(long count) {
        return String.format(Locale.ROOT, "%,d", count) + (count == 1 ? " byte" : " bytes");
    }

    /// In the unit that leaves few digits before the point.
    static String time(long nanos) {
        if (nanos < 1_000) {
            return nanos + " ns";
        }
        return nanos < 1_000_000
                ? String.format(Locale.ROOT, "%.1f us", nanos / 1e3)
                : String.format(Locale.ROOT, "%,.2f ms", nanos / 1e6);
    }
}
