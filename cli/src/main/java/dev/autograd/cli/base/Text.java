package dev.autograd.cli.base;

import java.time.Duration;
import java.util.Locale;

/// How numbers are shown, the same in every country.
public final class Text {
    private Text() {}

    /// As [String#format], with points for decimals and commas between thousands whatever the machine's language.
    @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency for one method.
    public static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }

    /// A time to read off a clock: `0:07`, `12:30`, `1:02:03`.
    public static String clock(Duration time) {
        return time.toHours() > 0
                ? format("%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : format("%d:%02d", time.toMinutes(), time.toSecondsPart());
    }

    /// A number with its noun, in the plural where it needs one: `1 row`, `2 rows`.
    public static String count(long number, String noun) {
        return format("%,d %s%s", number, noun, number == 1 ? "" : "s");
    }
}
