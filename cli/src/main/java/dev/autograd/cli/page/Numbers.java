package dev.autograd.cli.page;

import dev.autograd.cli.base.Text;
import java.util.Locale;

/// How the page writes numbers.
final class Numbers {
    private Numbers() {}

    /// Four digits that mean something, by the power of ten where the number is very large or small.
    static String brief(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "-∞";
        }
        if (value == Math.rint(value) && size < 1e9) {
            return Text.format("%,.0f", value);
        }
        if (size < 1e-3 || size >= 1e9) {
            return Text.format("%.3e", value);
        }
        int decimals = (int) Math.clamp(3 - Math.floor(Math.log10(size)), 0, 6);
        return Text.format("%,." + decimals + "f", value);
    }

    /// A share of one.
    static String percent(double share) {
        return Double.isNaN(share) ? "–" : Text.format("%.1f\u00A0%%", 100 * share);
    }

    /// A time in the unit that fits it.
    static String seconds(double seconds) {
        if (seconds >= 120) {
            return Text.clock(java.time.Duration.ofMillis(Math.round(seconds * 1e3)));
        }
        return seconds >= 1
                ? Text.format("%.1f s", seconds)
                : seconds >= 1e-3 ? Text.format("%.3g ms", seconds * 1e3) : Text.format("%.3g µs", seconds * 1e6);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
