package dev.autograd.optim;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// What settings have in common: their checks, and their way to files and back.
final class Numbers {
    private Numbers() {}

    static void check(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /// @throws IllegalArgumentException unless the number is finite and not negative
    static void notNegative(String optimizer, String name, double value) {
        check(
                Double.isFinite(value) && value >= 0,
                optimizer + ": " + name + " must be a finite number not below 0, but is " + value);
    }

    /// @throws IllegalArgumentException unless the numbers have just the names of `own`
    static void sameNames(String optimizer, Map<String, Double> own, Map<String, Double> given) {
        check(
                own.keySet().equals(given.keySet()),
                optimizer + ": the settings are " + own.keySet() + ", but the state has " + given.keySet());
    }

    static double get(Map<String, Double> numbers, String name) {
        return Objects.requireNonNull(numbers.get(name), name);
    }

    static boolean isOn(Map<String, Double> numbers, String name) {
        return get(numbers, name) != 0;
    }

    static double of(boolean on) {
        return on ? 1 : 0;
    }

    /// The entries whose names begin with `prefix`, without it.
    static Map<String, Double> below(String prefix, Map<String, Double> numbers) {
        Map<String, Double> result = new LinkedHashMap<>();
        numbers.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                result.put(name.substring(prefix.length()), value);
            }
        });
        return result;
    }
}
