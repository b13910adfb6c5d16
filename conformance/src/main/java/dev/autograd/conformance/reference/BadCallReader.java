package dev.autograd.conformance.reference;

import dev.autograd.conformance.reference.ReferenceCase.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads `errors.json`, where there is one.
final class BadCallReader {
    private BadCallReader() {}

    /// @param tiers the tiers of the operators that the index knows; an operator without a case there is no core
    /// one
    static List<ReferenceCase> read(Path folder, Map<String, Tier> tiers) throws IOException {
        Path file = folder.resolve("errors.json");
        if (!Files.exists(file)) {
            return List.of();
        }
        var cases = new ArrayList<ReferenceCase>();
        for (Field element : JsonFile.read(file).elements()) {
            String op = element.get("op").text();
            String variant = element.text("variant", "");
            String id = "errors/" + op + (variant.isEmpty() ? "" : "." + variant) + "/"
                    + element.get("n").integer();
            cases.add(new BadCall(
                    new Label(id, "errors", op, variant, tiers.getOrDefault(op, Tier.EXTENDED)),
                    new Arguments(
                            element.get("args").elements(),
                            element.get("kwargs").members()),
                    tensors(element.get("tensors")),
                    element.get("torch_type").text(),
                    element.get("torch_message").text()));
        }
        return cases;
    }

    private static Map<String, BadCall.Described> tensors(Field object) throws IOException {
        var tensors = new LinkedHashMap<String, BadCall.Described>();
        for (Map.Entry<String, Field> member : object.members().entrySet()) {
            tensors.put(member.getKey(), described(member.getValue()));
        }
        return tensors;
    }

    private static BadCall.Described described(Field tensor) throws IOException {
        List<Field> sizes = tensor.get("shape").elements();
        long[] shape = new long[sizes.size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = sizes.get(i).integer();
        }
        Field data = tensor.find("data");
        return new BadCall.Described(tensor.get("dtype").text(), shape, data == null ? new double[0] : data.numbers());
    }
}
