package dev.autograd.graph;

/// What all runs of one operator took in one [Pass]: a row of a [ProfileTable].
///
/// @param name the operator's; `backward(name)` for its gradient rule, `jvp(name)` for its forward-mode rule,
///     `vmap(name)` for its run on all examples of a map, `backward` or `grad` for a walk over a tape, such
///     as `Adam.step` for steps of an optimiser, [#BETWEEN] for the rest
/// @param pass when it ran
/// @param calls how often
/// @param nanos what it took, with everything that ran inside it
/// @param selfNanos what it took itself, without operators inside it; these add up to the time of the whole
/// @param bytes of the arrays that were allocated for outputs, with those of operators inside it
/// @param selfBytes of the arrays that were allocated for its own outputs
public record ProfileRow(String name, Pass pass, long calls, long nanos, long selfNanos, long bytes, long selfBytes) {
    /// The name of the row for the time in which no operator ran.
    public static final String BETWEEN = "(between operators)";

    /// When something ran.
    public enum Pass {
        /// By the program itself.
        FORWARD("forward"),
        /// Inside a backward pass: gradient rules, and the operators that they run.
        BACKWARD("backward"),
        /// Inside a step of an optimiser.
        STEP("step"),
        /// Outside of all operators.
        BETWEEN("");

        private final String label;

        Pass(String label) {
            this.label = label;
        }

        /// What a table says.
        public String label() {
            return label;
        }
    }

    /// The time of a call, with everything inside it.
    public double meanNanos() {
        return calls == 0 ? 0 : (double) nanos / calls;
    }
}
