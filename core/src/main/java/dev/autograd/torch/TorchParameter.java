package dev.autograd.torch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One parameter of a signature.
///
/// @param nullable whether `None` may be given
/// @param variadic whether it takes all positional arguments that are left, or one list of them
/// @param required whether there is no default
/// @param keyword whether it is given by name alone
/// @param fallback the default
record TorchParameter(
        TorchType type,
        String name,
        boolean nullable,
        boolean variadic,
        boolean required,
        boolean keyword,
        @Nullable Object fallback) {

    /// Reads `type name`, `type? name`, `type... name`, each with or without `= default`.
    static TorchParameter parse(String text, boolean keyword) {
        String[] sides = text.split("=", 2);
        String[] words = sides[0].strip().split("\\s+");
        if (words.length != 2) {
            throw new IllegalArgumentException("a parameter is written `type name` or `type name=default`: " + text);
        }
        boolean variadic = words[0].endsWith("...");
        boolean nullable = words[0].endsWith("?");
        String type = words[0].substring(0, words[0].length() - (variadic ? 3 : nullable ? 1 : 0));
        @Nullable Object fallback = sides.length == 1 ? null : literal(sides[1].strip());
        return new TorchParameter(
                TorchType.named(type), words[1], nullable, variadic, sides.length == 1, keyword, fallback);
    }

    /// A Python literal: `None`, `True`, `'text'`, a number, which is an int where it has no point and no exponent.
    private static @Nullable Object literal(String text) {
        return switch (text) {
            case "None" -> null;
            case "True" -> true;
            case "False" -> false;
            default -> text.startsWith("'") ? text.substring(1, text.length() - 1) : number(text);
        };
    }

    private static Object number(String text) {
        boolean isInt = !text.toLowerCase(Locale.ROOT).matches(".*[.einf].*");
        if (text.equals("inf")) {
            return Double.POSITIVE_INFINITY;
        }
        return isInt ? (Object) Long.valueOf(text) : (Object) Double.valueOf(text);
    }

    boolean accepts(@Nullable Object value) {
        return value == null ? nullable || type == TorchType.ANY : type.accepts(value);
    }
}
