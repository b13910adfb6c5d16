package dev.autograd.conformance.reference;

import dev.autograd.conformance.reference.OperatorCase.Gradients;
import dev.autograd.conformance.reference.OperatorCase.Input;
import dev.autograd.conformance.reference.OperatorCase.Returns;
import dev.autograd.conformance.reference.ReferenceCase.Label;
import dev.autograd.io.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `index.json`.
final class IndexReader {
    private static final String FORMAT = "autograd-ref-1";

    private final Path folder;

    private IndexReader(Path folder) {
        this.folder = folder;
    }

    static List<ReferenceCase> read(Path folder) throws IOException {
        Field root = JsonFile.read(folder.resolve("index.json"));
        String format = root.get("format").text();
        if (!format.equals(FORMAT)) {
            throw root.wrong("is of the format " + format + ", but " + FORMAT + " is needed");
        }
        var reader = new IndexReader(folder);
        var cases = new ArrayList<ReferenceCase>();
        for (Field element : root.get("cases").elements()) {
            Field named = new Field(element.file(), "case " + element.text("id", element.place()), element.node());
            cases.add(reader.read(named));
        }
        return cases;
    }

    private ReferenceCase read(Field c) throws FormatException {
        String group = c.get("group").text();
        return switch (group) {
            case "opinfo", "curated" -> operator(c);
            case "modules" ->
                new ModuleCase(
                        operator(c),
                        named(c.get("ctor")),
                        named(c.get("call")),
                        c.get("mode").text().equals("train"));
            case "optim" ->
                new OptimizerCase(
                        label(c),
                        location(c),
                        named(c.get("ctor")),
                        c.get("steps").integer(),
                        c.get("params").integer(),
                        textOrNull(c, "objective"),
                        tolerance(c));
            case "train" ->
                new TrainingCase(
                        label(c),
                        location(c),
                        c.get("steps").integer(),
                        c.get("optimizer").text(),
                        tolerance(c));
            default -> throw c.wrong("is of the unknown group " + group);
        };
    }

    private OperatorCase operator(Field c) throws FormatException {
        return new OperatorCase(
                label(c),
                location(c),
                new Arguments(c.get("args").elements(), c.get("kwargs").members()),
                inputs(c),
                c.get("outputs").texts(),
                choice(Returns.class, c.get("out")),
                tolerance(c),
                new Gradients(textsOf(c, "cot"), textsOf(c, "grads"), textsOf(c, "v"), textsOf(c, "grads2")),
                strides(c),
                textOrNull(c, "inplace"));
    }

    private static Label label(Field c) throws FormatException {
        Field tier = c.find("tier");
        return new Label(
                c.get("id").text(),
                c.get("group").text(),
                c.get("op").text(),
                c.text("variant", ""),
                tier == null ? Tier.CORE : choice(Tier.class, tier));
    }

    private Location location(Field c) throws FormatException {
        Field file = c.get("file");
        Path path = folder.resolve(file.text()).normalize();
        if (!path.startsWith(folder)) {
            throw file.wrong("leads out of the folder: " + file.text());
        }
        return new Location(path, c.get("prefix").text());
    }

    private static List<Input> inputs(Field c) throws FormatException {
        List<String> names = c.get("inputs").texts();
        List<Field> wanted = c.get("requires_grad").elements();
        if (wanted.size() != names.size()) {
            throw c.wrong("has " + names.size() + " inputs, but says of " + wanted.size()
                    + " whether they require a gradient");
        }
        var inputs = new ArrayList<Input>();
        for (int i = 0; i < names.size(); i++) {
            inputs.add(new Input(names.get(i), wanted.get(i).flag()));
        }
        return inputs;
    }

    private static Map<String, Strides> strides(Field c) throws FormatException {
        Field layout = c.find("layout");
        if (layout == null) {
            return Map.of();
        }
        var strides = new LinkedHashMap<String, Strides>();
        for (Map.Entry<String, Field> member : layout.members().entrySet()) {
            strides.put(member.getKey(), choice(Strides.class, member.getValue()));
        }
        return strides;
    }

    static Tolerance tolerance(Field c) throws FormatException {
        double[] both = c.get("tol").numbers();
        if (both.length != 2) {
            throw c.get("tol").wrong("must be rtol and atol, but has " + both.length + " numbers");
        }
        return new Tolerance(both[0], both[1]);
    }

    private static Arguments named(Field object) throws FormatException {
        return new Arguments(List.of(), object.members());
    }

    private static Map<String, String> textsOf(Field c, String name) throws FormatException {
        Field member = c.find(name);
        return member == null ? Map.of() : member.textByName();
    }

    private static @Nullable String textOrNull(Field c, String name) throws FormatException {
        Field member = c.find(name);
        return member == null ? null : member.text();
    }

    private static <E extends Enum<E>> E choice(Class<E> type, Field field) throws FormatException {
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(field.text().toUpperCase(Locale.ROOT))) {
                return value;
            }
        }
        throw field.wrong("must be one of " + List.of(type.getEnumConstants()) + ", but is " + field.text());
    }
}
