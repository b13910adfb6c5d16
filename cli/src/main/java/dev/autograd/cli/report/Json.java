package dev.autograd.cli.report;

import dev.autograd.cli.base.Text;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values as JSON text: maps, collections, strings, numbers, booleans and null. Numbers that JSON does not have become
/// null.
final class Json {
    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /// An object with one member a line.
    static String text(Map<String, ? extends @Nullable Object> members) {
        Json json = new Json();
        json.text.append("{\n");
        for (Iterator<? extends Map.Entry<String, ? extends @Nullable Object>> i =
                        members.entrySet().iterator();
                i.hasNext(); ) {
            var member = i.next();
            json.text.append("  ");
            json.string(member.getKey());
            json.text.append(": ");
            json.value(member.getValue());
            json.text.append(i.hasNext() ? ",\n" : "\n");
        }
        return json.text.append("}\n").toString();
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> text.append("null");
            case Double number when !Double.isFinite(number) -> text.append("null");
            case Number number -> text.append(number);
            case Boolean truth -> text.append(truth);
            case Collection<?> list -> list(list);
            case int[] row -> list(Arrays.stream(row).boxed().toList());
            default -> string(value.toString());
        }
    }

    private void list(Collection<?> list) {
        text.append('[');
        String between = "";
        for (Object item : list) {
            text.append(between);
            value(item);
            between = ", ";
        }
        text.append(']');
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(Text.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
