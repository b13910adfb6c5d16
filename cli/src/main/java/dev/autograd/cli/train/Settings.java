package dev.autograd.cli.train;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// How a problem is learned: every option of the command that has a say in the numbers, by its name without dashes.
///
/// @param values the options' values as text
public record Settings(Map<String, String> values) {
    public Settings {
        // Sorted, so that files list them alike in every run.
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /// These settings, where `others` say nothing else.
    public Settings overriddenBy(Map<String, String> others) {
        Map<String, String> all = new TreeMap<>(values);
        all.putAll(others);
        return new Settings(all);
    }

    /// Whether there is a value for an option.
    public boolean has(String option) {
        return values.containsKey(option);
    }

    /// The value of an option as text.
    public String text(String option) {
        String value = values.get(option);
        if (value == null) {
            throw new IllegalArgumentException("the settings have no " + option);
        }
        return value;
    }

    /// The value of an option of which there are several, separated by commas; none where it is empty.
    public List<String> list(String option) {
        return Arrays.stream(text(option).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /// How many times the training examples are gone through.
    public int epochs() {
        return Integer.parseInt(text("epochs"));
    }

    /// The number of examples learned from at once.
    public int batchSize() {
        return Integer.parseInt(text("batch-size"));
    }

    /// The learning rate.
    public double lr() {
        return has("lr") ? Double.parseDouble(text("lr")) : optimizer().usualLr();
    }

    /// What makes steps of gradients.
    public OptimizerKind optimizer() {
        return OptimizerKind.valueOf(text("optimizer").toUpperCase(Locale.ROOT));
    }

    /// The sizes of the hidden layers.
    public List<Integer> hidden() {
        return list("hidden").stream().map(Integer::valueOf).toList();
    }

    /// What all random numbers follow from.
    public long seed() {
        return Long.parseLong(text("seed"));
    }
}
