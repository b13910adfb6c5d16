package dev.autograd.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds JSON text from the outside in: the caller opens and closes objects and arrays, this sets the commas.
///
/// ```java
/// json.open('{');
/// json.string("kind", "leaf");
/// json.member("ids");
/// json.open('[');
/// json.element().append(7);
/// json.close(']');
/// json.close('}');                // {"kind": "leaf", "ids": [7]}
/// ```
public final class JsonWriter {
    private final StringBuilder text = new StringBuilder();
    private String between = "";

    /// Nothing yet.
    public JsonWriter() {}

    /// Opens an object or an array, with `{` or `[`.
    public void open(char bracket) {
        text.append(bracket);
        between = "";
    }

    /// Closes the innermost one.
    public void close(char bracket) {
        text.append(bracket);
        between = ", ";
    }

    /// Begins a member of an object: its value must be appended.
    public StringBuilder member(String key) {
        JsonText.append(element(), key);
        return text.append(": ");
    }

    /// Begins an element of an array: it must be appended.
    public StringBuilder element() {
        text.append(between);
        between = ", ";
        return text;
    }

    /// A member, unless the value is null.
    public void string(String key, @Nullable String value) {
        if (value != null) {
            JsonText.append(member(key), value);
        }
    }

    /// A member, unless the value is null.
    public void number(String key, @Nullable Long value) {
        if (value != null) {
            member(key).append(value.longValue());
        }
    }

    /// A member; what JSON has no number for is written as one of the strings `NaN`, `Infinity` and `-Infinity`.
    public void decimal(String key, double value) {
        if (Double.isFinite(value)) {
            member(key).append(value);
        } else {
            string(key, Double.toString(value));
        }
    }

    /// A member that is an array, unless there is no value.
    public void strings(String key, List<String> values) {
        if (values.isEmpty()) {
            return;
        }
        member(key);
        open('[');
        for (String value : values) {
            JsonText.append(element(), value);
        }
        close(']');
    }

    /// A member that is an object, unless there is no value.
    public void strings(String key, Map<String, String> values) {
        if (values.isEmpty()) {
            return;
        }
        member(key);
        open('{');
        values.forEach(this::string);
        close('}');
    }

    /// What was built, which is forgotten.
    public String take() {
        String taken = text.toString();
        text.setLength(0);
        between = "";
        return taken;
    }
}
