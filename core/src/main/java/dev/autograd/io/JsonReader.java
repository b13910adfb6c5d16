package dev.autograd.io;

import java.util.List;
import java.util.regex.Pattern;

/// A strict JSON reader that is told what to expect, one value at a time. It never descends on the text's account,
/// so nesting in a file cannot exhaust the stack: a value of a kind that was not asked for is an error where it
/// begins.
///
/// Source: RFC 8259, with lone surrogates rejected.
final class JsonReader {
    /// What reads the value of one member of an object.
    interface Member {
        void read(String name) throws FormatException;
    }

    /// What reads one element of an array.
    interface Element {
        void read() throws FormatException;
    }

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final String NO_INTEGER = "a whole number from -2^63 to 2^63 - 1, in plain digits, must stand here";

    private final Object source;
    private final String what;
    private final String text;
    private int at;

    /// A reader of `text`.
    ///
    /// @param source what errors name
    /// @param what   what the text is to it, such as `the JSON header`
    JsonReader(Object source, String what, String text) {
        this.source = source;
        this.what = what;
        this.text = text;
    }

    /// Reads an object; `member` must read each member's value.
    void object(Member member) throws FormatException {
        expect('{');
        if (skipIf('}')) {
            return;
        }
        do {
            String name = string();
            expect(':');
            member.read(name);
        } while (skipIf(','));
        expect('}');
    }

    /// Reads an array; `element` must read each element.
    void array(Element element) throws FormatException {
        expect('[');
        if (skipIf(']')) {
            return;
        }
        do {
            element.read();
        } while (skipIf(','));
        expect(']');
    }

    /// Reads a whole number from 0 to 2^63 - 1, written in digits alone.
    long natural() throws FormatException {
        skipSpace();
        int start = at;
        long value = 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            int digit = text.charAt(at++) - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                throw error(start, "the number is larger than 2^63 - 1");
            }
            value = value * 10 + digit;
        }
        boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
        boolean more = at < text.length() && "+-.eE".indexOf(text.charAt(at)) >= 0;
        if (at == start || leadingZero || more) {
            throw error(start, "a whole number, not negative and in plain digits, must stand here");
        }
        return value;
    }

    /// Reads a whole number from -2^63 to 2^63 - 1, written in digits alone.
    long integer() throws FormatException {
        skipSpace();
        int start = at;
        boolean negative = skipIf('-');
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        String digits = text.substring(start, at);
        boolean leadingZero = digits.length() > (negative ? 2 : 1) && digits.charAt(negative ? 1 : 0) == '0';
        boolean more = at < text.length() && "+-.eE".indexOf(text.charAt(at)) >= 0;
        try {
            if (!leadingZero && !more) {
                return Long.parseLong(digits);
            }
        } catch (NumberFormatException e) {
            throw error(start, NO_INTEGER); // names the number's place, which is all that the cause knows
        }
        throw error(start, NO_INTEGER);
    }

    /// Reads a number, or one of the strings `NaN`, `Infinity` and `-Infinity`, which JSON has no numbers for.
    double decimal() throws FormatException {
        skipSpace();
        int start = at;
        if (at < text.length() && text.charAt(at) == '"') {
            String word = string();
            return switch (word) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw error(start, "a number must stand here, but there is " + Names.quote(word));
            };
        }
        while (at < text.length() && (isDigit(text.charAt(at)) || "+-.eE".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (!NUMBER.matcher(text.substring(start, at)).matches()) {
            throw error(start, "a number must stand here, but there is " + (at > start ? "none" : found()));
        }
        return Double.parseDouble(text.substring(start, at));
    }

    /// Reads `true` or `false`.
    boolean truth() throws FormatException {
        skipSpace();
        for (String word : List.of("true", "false")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("true");
            }
        }
        throw error(at, "true or false must stand here, but there is " + found());
    }

    /// Reads a string.
    String string() throws FormatException {
        expect('"');
        int start = at;
        StringBuilder value = null;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return value == null ? text.substring(start, at - 1) : wellFormed(start, value);
            }
            if (c < ' ') {
                throw error(at - 1, "a string may not hold the raw control character " + (int) c);
            }
            if (c == '\\' && value == null) {
                value = new StringBuilder(text.substring(start, at - 1));
            }
            if (value != null) {
                value.append(c == '\\' ? escape() : c);
            }
        }
        throw error(start - 1, "the string that begins here has no end");
    }

    /// Checks that nothing but padding with spaces follows.
    void end() throws FormatException {
        for (; at < text.length(); at++) {
            if (text.charAt(at) != ' ') {
                throw error(at, "only spaces may follow the end, but there is " + found());
            }
        }
    }

    /// As [#end()], for text in which lines may follow.
    void endOfFile() throws FormatException {
        skipSpace();
        end();
    }

    private char escape() throws FormatException {
        int start = at - 1;
        char c = at < text.length() ? text.charAt(at++) : ' ';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(start);
            default -> throw error(start, "the string has an escape that JSON does not know");
        };
    }

    private char unicode(int start) throws FormatException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at++), 16) : -1;
            if (digit < 0) {
                throw error(start, "\\u must be followed by four hexadecimal digits");
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    /// Text decoded from UTF-8 has no lone surrogate; escapes can make one.
    private String wellFormed(int start, StringBuilder value) throws FormatException {
        if (value.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw error(start, "the string has half of a surrogate pair");
        }
        return value.toString();
    }

    private void expect(char wanted) throws FormatException {
        if (!skipIf(wanted)) {
            throw error(at, "'" + wanted + "' must stand here, but there is " + found());
        }
    }

    private boolean skipIf(char wanted) {
        skipSpace();
        boolean there = at < text.length() && text.charAt(at) == wanted;
        if (there) {
            at++;
        }
        return there;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private String found() {
        return at < text.length() ? Names.quote(Character.toString(text.codePointAt(at))) : "the end";
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private FormatException error(int position, String problem) {
        return new FormatException(source, what + " is invalid at character " + position + ": " + problem);
    }
}
