package dev.autograd.io;

/// How names and other text from files appear in messages: quoted, on one line, and short however long they are.
final class Names {
    private static final int LONGEST = 80;

    private Names() {}

    static String quote(String text) {
        int length = text.codePointCount(0, text.length());
        int end = text.offsetByCodePoints(0, Math.min(length, LONGEST));
        StringBuilder quoted = new StringBuilder("'");
        text.substring(0, end).codePoints().forEach(c -> append(quoted, c));
        quoted.append('\'');
        if (end < text.length()) {
            quoted.append("... (").append(length).append(" characters)");
        }
        return quoted.toString();
    }

    private static void append(StringBuilder quoted, int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                quoted.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
            default -> quoted.appendCodePoint(codePoint);
        }
    }
}
