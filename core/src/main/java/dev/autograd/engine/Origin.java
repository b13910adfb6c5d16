package dev.autograd.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What anomaly detection remembers of one run of an operator.
///
/// @param line the user's line that ran it, or null when the stack has none
/// @param inputs what its inputs held, or null when nobody looks for NaN
/// @param module the call of a module that it ran in, or null outside of all
record Origin(
        @Nullable StackTraceElement line,
        @Nullable List<Summary> inputs,
        @Nullable ModuleCall module) {
    /// The line and the inputs in words, for the end of a sentence.
    String words() {
        return "at " + CallSite.words(line) + (inputs == null ? "" : " on " + listed(inputs));
    }

    private static String listed(List<Summary> inputs) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            words.add("input " + i + " " + inputs.get(i));
        }
        return words.isEmpty() ? "no inputs" : String.join(" and ", words);
    }
}
