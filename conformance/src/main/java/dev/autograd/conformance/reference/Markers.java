package dev.autograd.conformance.reference;

import dev.autograd.io.FormatException;
import dev.autograd.torch.TorchEllipsis;
import dev.autograd.torch.TorchSlice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads an argument: JSON's own values, and the markers for what it lacks. A number without a point is an int.
final class Markers {
    private final Arguments.Tensors tensors;

    Markers(Arguments.Tensors tensors) {
        this.tensors = tensors;
    }

    /// Whether an argument is to be left out.
    static boolean isIgnored(JsonNode node) {
        return node.isObject() && node.has("$ignore");
    }

    @Nullable
    Object value(Field field) throws IOException {
        JsonNode node = field.node();
        return switch (node.getNodeType()) {
            case NULL -> null;
            case BOOLEAN -> node.booleanValue();
            case STRING -> node.stringValue();
            case NUMBER -> number(field);
            case ARRAY -> list(field);
            case OBJECT -> marked(field);
            default -> throw field.wrong("is a " + node.getNodeType() + ", which no argument is");
        };
    }

    private static Object number(Field field) throws FormatException {
        JsonNode node = field.node();
        if (node.isFloatingPointNumber()) {
            return node.doubleValue();
        }
        if (!node.canConvertToLong()) {
            throw field.wrong("is " + node + ", which is no int of 64 bits");
        }
        return node.longValue();
    }

    private List<@Nullable Object> list(Field field) throws IOException {
        var values = new ArrayList<@Nullable Object>();
        for (Field element : field.elements()) {
            if (!isIgnored(element.node())) {
                values.add(value(element));
            }
        }
        return values;
    }

    private @Nullable Object marked(Field field) throws IOException {
        Map<String, Field> members = field.members();
        if (members.size() != 1) {
            throw field.wrong("must have one member that begins with $, but has " + members.keySet());
        }
        String marker = members.keySet().iterator().next();
        Field content = field.get(marker);
        return switch (marker) {
            case "$t" -> tensors.get(content.text());
            case "$f" -> nonFinite(content);
            case "$dtype" -> DTypes.named(content.text());
            case "$device" -> content.text();
            case "$ellipsis" -> new TorchEllipsis();
            case "$slice" -> slice(content);
            case "$dict" -> dict(content);
            default -> throw field.wrong("has the unknown marker " + marker);
        };
    }

    static double nonFinite(Field field) throws FormatException {
        return switch (field.text()) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> throw field.wrong("must be nan, inf or -inf, but is " + field.text());
        };
    }

    private static TorchSlice slice(Field field) throws FormatException {
        List<Field> parts = field.elements();
        if (parts.size() != 3) {
            throw field.wrong("must be a start, a stop and a step, but has " + parts.size() + " elements");
        }
        return new TorchSlice(intOrNull(parts.get(0)), intOrNull(parts.get(1)), intOrNull(parts.get(2)));
    }

    private static @Nullable Long intOrNull(Field field) throws FormatException {
        return field.node().isNull() ? null : (Long) (long) field.integer();
    }

    private Map<String, @Nullable Object> dict(Field field) throws IOException {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (Map.Entry<String, Field> member : field.members().entrySet()) {
            values.put(member.getKey(), value(member.getValue()));
        }
        return values;
    }
}
