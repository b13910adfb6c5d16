package dev.autograd.cli.model;

import dev.autograd.cli.model.Answer.Classes;
import dev.autograd.cli.model.Answer.Quantity;
import dev.autograd.cli.model.Feature.OneHot;
import dev.autograd.cli.model.Feature.Scaled;
import dev.autograd.cli.model.Inputs.Columns;
import dev.autograd.cli.model.Inputs.Images;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A [ModelCard] as the strings that a safetensors file holds beside its tensors. Lists are numbered keys, so that
/// names may hold any character; numbers are written so that they read back exactly.
final class CardText {
    private static final String FORMAT = "autograd model 1";
    private static final String IMAGES = "images";
    private static final String COLUMNS = "columns";
    private static final String CLASSIFY = "classify";
    private static final String REGRESS = "regress";

    private CardText() {}

    static Map<String, String> of(ModelCard card) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("format", FORMAT);
        text.put("task", card.task());
        text.put("architecture", card.architecture().text());
        switch (card.inputs()) {
            case Images(int height, int columns) -> {
                text.put("inputs", IMAGES);
                text.put("inputs.height", Integer.toString(height));
                text.put("inputs.width", Integer.toString(columns));
            }
            case Columns(List<Feature> features) -> {
                text.put("inputs", COLUMNS);
                text.put("inputs.count", Integer.toString(features.size()));
                for (int i = 0; i < features.size(); i++) {
                    put(text, "inputs." + i, features.get(i));
                }
            }
        }
        text.put("label", card.answer().label());
        switch (card.answer()) {
            case Classes(var _, List<String> names) -> {
                text.put("answer", CLASSIFY);
                put(text, "classes", names);
            }
            case Quantity(var _, Scale scale) -> {
                text.put("answer", REGRESS);
                put(text, "answer", scale);
            }
        }
        return text;
    }

    private static void put(Map<String, String> text, String key, Feature feature) {
        text.put(key + ".name", feature.name());
        switch (feature) {
            case Scaled(var _, Scale scale) -> put(text, key, scale);
            case OneHot(var _, List<String> categories) -> put(text, key + ".categories", categories);
        }
    }

    private static void put(Map<String, String> text, String key, Scale scale) {
        text.put(key + ".mean", Double.toString(scale.mean()));
        text.put(key + ".std", Double.toString(scale.std()));
    }

    private static void put(Map<String, String> text, String key, List<String> list) {
        text.put(key, Integer.toString(list.size()));
        for (int i = 0; i < list.size(); i++) {
            text.put(key + "." + i, list.get(i));
        }
    }

    /// @throws IllegalArgumentException if an entry is missing or is not what it should be
    static ModelCard read(Map<String, String> text) {
        String format = get(text, "format");
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException(
                    "its format is \"" + format + "\", but this program reads \"" + FORMAT + "\"");
        }
        return new ModelCard(
                get(text, "task"), Architecture.parse(get(text, "architecture")), inputs(text), answer(text));
    }

    private static Inputs inputs(Map<String, String> text) {
        String kind = get(text, "inputs");
        return switch (kind) {
            case IMAGES -> new Images(number(text, "inputs.height"), number(text, "inputs.width"));
            case COLUMNS ->
                new Columns(IntStream.range(0, number(text, "inputs.count"))
                        .mapToObj(i -> feature(text, "inputs." + i))
                        .toList());
            default ->
                throw new IllegalArgumentException(
                        "its inputs are \"" + kind + "\", which is neither images nor columns");
        };
    }

    private static Feature feature(Map<String, String> text, String key) {
        String name = get(text, key + ".name");
        return text.containsKey(key + ".categories")
                ? new OneHot(name, list(text, key + ".categories"))
                : new Scaled(name, scale(text, key));
    }

    private static Answer answer(Map<String, String> text) {
        String label = get(text, "label");
        String kind = get(text, "answer");
        return switch (kind) {
            case CLASSIFY -> new Classes(label, list(text, "classes"));
            case REGRESS -> new Quantity(label, scale(text, "answer"));
            default ->
                throw new IllegalArgumentException(
                        "its answer is \"" + kind + "\", which is neither classify nor regress");
        };
    }

    private static Scale scale(Map<String, String> text, String key) {
        return new Scale(Double.parseDouble(get(text, key + ".mean")), Double.parseDouble(get(text, key + ".std")));
    }

    private static List<String> list(Map<String, String> text, String key) {
        return IntStream.range(0, number(text, key))
                .mapToObj(i -> get(text, key + "." + i))
                .toList();
    }

    private static int number(Map<String, String> text, String key) {
        return Integer.parseInt(get(text, key));
    }

    private static String get(Map<String, String> text, String key) {
        String value = text.get(key);
        if (value == null) {
            throw new IllegalArgumentException("it does not say its \"" + key + "\"");
        }
        return value;
    }
}
