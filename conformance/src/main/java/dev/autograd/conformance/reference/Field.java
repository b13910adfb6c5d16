package dev.autograd.conformance.reference;

import dev.autograd.io.FormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A value in a JSON file and where it stands, so that what is wrong with it can be said.
///
/// @param place words for where it stands, such as `case 17: tol`
public record Field(Path file, String place, JsonNode node) {
    /// The member of an object.
    ///
    /// @throws FormatException when this is no object or lacks it
    Field get(String name) throws FormatException {
        Field member = find(name);
        if (member == null) {
            throw wrong("lacks \"" + name + "\"");
        }
        return member;
    }

    /// The member of an object, or null where there is none or it is null.
    @Nullable
    Field find(String name) throws FormatException {
        if (!node.isObject()) {
            throw wrong("must be an object, but is " + node.getNodeType());
        }
        JsonNode member = node.get(name);
        return member == null || member.isNull() ? null : new Field(file, place + ", \"" + name + "\"", member);
    }

    String text() throws FormatException {
        if (!node.isString()) {
            throw wrong("must be a string, but is " + node.getNodeType());
        }
        return node.stringValue();
    }

    /// The string of a member, or another where there is none.
    String text(String name, String otherwise) throws FormatException {
        Field member = find(name);
        return member == null ? otherwise : member.text();
    }

    int integer() throws FormatException {
        if (!node.isInt()) {
            throw wrong("must be an int, but is " + node);
        }
        return node.intValue();
    }

    /// A number, one of the three that JSON lacks (`{"$f":"nan"}`), or 1 and 0 for true and false.
    double number() throws FormatException {
        if (node.isBoolean()) {
            return node.booleanValue() ? 1 : 0;
        }
        if (node.isObject() && node.has("$f")) {
            return Markers.nonFinite(get("$f"));
        }
        if (!node.isNumber()) {
            throw wrong("must be a number, but is " + node.getNodeType());
        }
        return node.doubleValue();
    }

    boolean flag() throws FormatException {
        if (!node.isBoolean()) {
            throw wrong("must be true or false, but is " + node.getNodeType());
        }
        return node.booleanValue();
    }

    List<Field> elements() throws FormatException {
        if (!node.isArray()) {
            throw wrong("must be an array, but is " + node.getNodeType());
        }
        var elements = new ArrayList<Field>(node.size());
        for (int i = 0; i < node.size(); i++) {
            elements.add(new Field(file, place + ", element " + i, node.get(i)));
        }
        return elements;
    }

    List<String> texts() throws FormatException {
        var texts = new ArrayList<String>();
        for (Field element : elements()) {
            texts.add(element.text());
        }
        return texts;
    }

    double[] numbers() throws FormatException {
        List<Field> elements = elements();
        double[] numbers = new double[elements.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = elements.get(i).number();
        }
        return numbers;
    }

    /// The members of an object, all of them strings, in the order of the file.
    Map<String, String> textByName() throws FormatException {
        var texts = new LinkedHashMap<String, String>();
        for (Map.Entry<String, Field> member : members().entrySet()) {
            texts.put(member.getKey(), member.getValue().text());
        }
        return texts;
    }

    Map<String, Field> members() throws FormatException {
        if (!node.isObject()) {
            throw wrong("must be an object, but is " + node.getNodeType());
        }
        var members = new LinkedHashMap<String, Field>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            members.put(member.getKey(), new Field(file, place + ", \"" + member.getKey() + "\"", member.getValue()));
        }
        return members;
    }

    FormatException wrong(String problem) {
        return new FormatException(file, place + " " + problem);
    }
}
