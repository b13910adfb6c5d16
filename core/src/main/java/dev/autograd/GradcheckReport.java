package dev.autograd;

import java.util.List;
import java.util.Locale;

/// What [Gradcheck#check] found.
///
/// @param worst for every input, order and comparison the element that is furthest out, whether or not it
///     is within the tolerance
/// @param failures a sentence for everything that is wrong; empty when the check passed
public record GradcheckReport(List<Worst> worst, List<String> failures) {
    /// Keeps copies.
    public GradcheckReport {
        worst = List.copyOf(worst);
        failures = List.copyOf(failures);
    }

    /// What is compared with what.
    public enum Comparison {
        /// Reverse mode with central differences.
        REVERSE_DIFFERENCES("in reverse mode", "by central differences"),
        /// Forward mode with central differences.
        FORWARD_DIFFERENCES("in forward mode", "by central differences"),
        /// Forward mode with reverse mode.
        FORWARD_REVERSE("in forward mode", "in reverse mode"),
        /// Reverse mode inside `vmap` with the same one by one.
        BATCHED_REVERSE("in reverse mode inside vmap", "one by one"),
        /// Forward mode inside `vmap` with the same one by one.
        BATCHED_FORWARD("in forward mode inside vmap", "one by one");

        private final String analytical;
        private final String reference;

        Comparison(String analytical, String reference) {
            this.analytical = analytical;
            this.reference = reference;
        }

        boolean isWithDifferences() {
            return this == REVERSE_DIFFERENCES || this == FORWARD_DIFFERENCES;
        }

        boolean isBatched() {
            return this == BATCHED_REVERSE || this == BATCHED_FORWARD;
        }
    }

    /// The element of an input whose derivative is furthest out.
    ///
    /// @param comparison what was compared
    /// @param order of the derivative, from 1
    /// @param input the index of the input
    /// @param inputName what the input is, with its name if it has one, and its shape
    /// @param inputElement the index of the element in the input; empty for a scalar, and where a
    ///     projection was compared
    /// @param output the index of the output
    /// @param outputName what the output is, and its shape
    /// @param outputElement the index of the element in the output; empty as for the input
    /// @param analytical the derivative found
    /// @param reference the derivative expected: the numerical one where the comparison is with differences
    /// @param allowed what they may differ by
    public record Worst(
            Comparison comparison,
            int order,
            int input,
            String inputName,
            List<Long> inputElement,
            int output,
            String outputName,
            List<Long> outputElement,
            double analytical,
            double reference,
            double allowed) {
        /// Whether the two numbers agree; NaN agrees with nothing.
        public boolean passed() {
            return Math.abs(analytical - reference) <= allowed;
        }

        /// How far apart two numbers are, as a multiple of what is allowed.
        static double excess(double analytical, double reference, double allowed) {
            double difference = Math.abs(analytical - reference);
            return difference == 0 ? 0 : Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference / allowed;
        }

        /// The sentence that says so.
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s: the derivative of %s%s by %s%s is %s %s, %s %s %s; they may differ by %.3g",
                    Gradcheck.name(order),
                    outputName,
                    at(outputElement),
                    inputName,
                    at(inputElement),
                    analytical,
                    comparison.analytical,
                    passed() ? "and" : "but",
                    reference,
                    comparison.reference,
                    allowed);
        }

        private static String at(List<Long> element) {
            return element.isEmpty() ? "" : " at " + element;
        }
    }

    /// Whether nothing is wrong.
    public boolean passed() {
        return failures.isEmpty();
    }

    /// This, when nothing is wrong.
    ///
    /// @throws GradcheckError when something is
    public GradcheckReport orThrow() {
        if (!passed()) {
            throw new GradcheckError(this);
        }
        return this;
    }

    /// The failures, or what was compared, a line each.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(passed() ? "passed" : "failed");
        for (Object line : passed() ? worst : failures) {
            text.append('\n').append(line);
        }
        return text.toString();
    }
}
