package dev.autograd.graph;

import dev.autograd.value.DType;
import java.util.List;

/// Makes text from outside fit to be shown: names of parameters and attributes may come from a file.
/// What would be invisible, or would reorder the text around it, is written as its number; what is too long is cut.
final class VisibleText {
    /// Longer lines say nothing more in a picture, and a name from a file may have a million characters.
    private static final int LONGEST = 80;

    private static final int MOST_LINES = 8;

    private VisibleText() {}

    /// The lines of `text`, the first few of them.
    static List<String> lines(String text) {
        return text.lines().limit(MOST_LINES).map(VisibleText::line).toList();
    }

    /// `text` as one line.
    static String line(String text) {
        return line(text, LONGEST);
    }

    /// `text` as one line of so many characters at most.
    static String line(String text, int longest) {
        var out = new StringBuilder(Math.min(text.length(), longest) + 8);
        int shown = 0;
        for (int i = 0; i < text.length(); shown++) {
            if (shown == longest) {
                return out.append('…').toString();
            }
            int c = text.codePointAt(i);
            if (isVisible(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format("\\u%04X", c));
            }
            i += Character.charCount(c);
        }
        return out.toString();
    }

    static String typedShape(String shape, DType dtype) {
        return line(dtype == DType.FLOAT32 ? shape : shape + " " + dtype);
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            // Among the format characters only the two joiners shape letters and emoji; the rest hide or reorder text.
            case Character.FORMAT -> c == 0x200C || c == 0x200D;
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
