package dev.autograd.cli.page;

import dev.autograd.cli.base.Text;
import java.util.ArrayDeque;
import java.util.Deque;

/// Text of an HTML page. What is not said to be markup is escaped, and characters that would not be seen, or would
/// reorder what stands around them, are shown by their numbers.
final class Html {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /// Opens an element.
    ///
    /// @param attributes names and values in turns
    Html begin(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        open.push(tag);
        return this;
    }

    /// Closes the element that was opened last.
    Html end() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /// An element with text alone.
    Html element(String tag, String text, String... attributes) {
        return begin(tag, attributes).text(text).end();
    }

    /// An element that has no content and no end, such as `meta`.
    Html empty(String tag, String... attributes) {
        begin(tag, attributes);
        open.pop();
        return this;
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    /// Markup of this program's own.
    Html markup(String markup) {
        out.append(markup);
        return this;
    }

    private void escape(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                    if (isVisible(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(Text.format("\\u%04X", c));
                    }
                }
            }
        });
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT -> c == 0x200C || c == 0x200D; // the joiners, which shape letters
            case Character.CONTROL -> c == '\n' || c == '\t';
            case Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
