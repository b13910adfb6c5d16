package dev.autograd.io;

import dev.autograd.graph.NodeFacts;
import dev.autograd.graph.NodeFacts.SavedTensor;
import dev.autograd.graph.ValueSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads what else a saved graph knows of a node.
final class FactsReader {
    private final GraphFields fields;
    private final JsonReader json;

    FactsReader(GraphFields fields, JsonReader json) {
        this.fields = fields;
        this.json = json;
    }

    NodeFacts read(String node) throws FormatException {
        String what = "the facts of " + node;
        var facts = NodeFacts.builder();
        fields.object(what, field -> {
            switch (field) {
                case "name" -> facts.name(fields.text());
                case "bytes" -> facts.bytes(json.natural());
                case "saved" -> facts.saved(saved(node));
                case "freed" -> facts.freed(fields.text());
                case "forwardNanos" -> facts.forwardNanos(json.natural());
                case "backwardNanos" -> facts.backwardNanos(json.natural());
                case "callSite" -> facts.callSite(fields.text());
                case "gradientRule" -> facts.gradientRule(fields.text());
                case "values" -> facts.values(summary("the values of " + node));
                case "gradient" -> facts.gradient(summary("the gradient of " + node));
                case "base" -> facts.base(json.integer());
                case "of" -> facts.of(json.integer());
                default -> throw fields.unknown(what, field);
            }
        });
        return facts.build();
    }

    private List<SavedTensor> saved(String node) throws FormatException {
        List<SavedTensor> saved = new ArrayList<>();
        json.array(() -> saved.add(tensor("saved tensor " + saved.size() + " of " + node)));
        return saved;
    }

    private SavedTensor tensor(String what) throws FormatException {
        Map<String, String> texts = new HashMap<>();
        long[] bytes = {0};
        fields.object(
                what,
                field -> {
                    switch (field) {
                        case "place", "name", "shape", "dtype" -> texts.put(field, fields.text());
                        case "bytes" -> bytes[0] = json.natural();
                        default -> throw fields.unknown(what, field);
                    }
                },
                "place",
                "shape",
                "dtype",
                "bytes");
        return new SavedTensor(
                texts.getOrDefault("place", ""),
                texts.get("name"),
                texts.getOrDefault("shape", ""),
                fields.dtype(what, texts.getOrDefault("dtype", "")),
                bytes[0]);
    }

    private ValueSummary summary(String what) throws FormatException {
        Map<String, Long> counts = new HashMap<>();
        Map<String, Double> values = new HashMap<>();
        fields.object(
                what,
                field -> {
                    switch (field) {
                        case "count", "nans", "infinities" -> counts.put(field, json.natural());
                        case "min", "max", "mean", "norm" -> values.put(field, json.decimal());
                        default -> throw fields.unknown(what, field);
                    }
                },
                "count",
                "min",
                "max",
                "mean",
                "norm",
                "nans",
                "infinities");
        return new ValueSummary(
                counts.getOrDefault("count", 0L),
                values.getOrDefault("min", Double.NaN),
                values.getOrDefault("max", Double.NaN),
                values.getOrDefault("mean", Double.NaN),
                values.getOrDefault("norm", Double.NaN),
                counts.getOrDefault("nans", 0L),
                counts.getOrDefault("infinities", 0L));
    }
}
