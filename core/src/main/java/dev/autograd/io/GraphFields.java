package dev.autograd.io;

import dev.autograd.value.DType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The fields of the objects in a saved graph: each at most once, those that must be there, none that is not known.
final class GraphFields {
    private static final Map<String, DType> DTYPES = named(DType.values(), DType::toString);

    private final Object source;
    private final JsonReader json;
    private final Map<String, String> texts = new HashMap<>(); // one of each text, however often it is read

    GraphFields(Object source, JsonReader json) {
        this.source = source;
        this.json = json;
    }

    /// Constants by the names that the format has for them.
    static <T> Map<String, T> named(T[] values, Function<T, String> name) {
        return Stream.of(values).collect(Collectors.toUnmodifiableMap(name, value -> value));
    }

    /// Reads an object; `what` names it in errors.
    void object(String what, JsonReader.Member member, String... required) throws FormatException {
        Set<String> seen = new HashSet<>();
        json.object(field -> {
            if (!seen.add(field)) {
                throw wrong(what + " has the field " + Names.quote(field) + " twice");
            }
            member.read(field);
        });
        for (String field : required) {
            if (!seen.contains(field)) {
                throw wrong(what + " lacks the field " + field);
            }
        }
    }

    String text() throws FormatException {
        return texts.computeIfAbsent(json.string(), text -> text);
    }

    DType dtype(String what, String name) throws FormatException {
        return constant(what, "dtype", name, DTYPES);
    }

    <T> T constant(String what, String field, String name, Map<String, T> constants) throws FormatException {
        T constant = constants.get(name);
        if (constant == null) {
            throw wrong(what + " has the " + field + " " + Names.quote(name) + ", but it must be one of "
                    + constants.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return constant;
    }

    FormatException unknown(String what, String field) {
        return wrong(what + " has the unknown field " + Names.quote(field));
    }

    FormatException wrong(String problem) {
        return new FormatException(source, problem);
    }
}
