package dev.autograd.engine;

import java.util.function.UnaryOperator;

/// What a user can switch on for a stretch of code; each documented at the method of [dev.autograd.Autograd] of its
/// name.
public enum Mode {
    /// Nothing is recorded.
    NO_GRAD(before -> before.withGrad(false)),

    /// Operators record themselves again, inside [#NO_GRAD].
    ENABLE_GRAD(Mode::recording),

    /// Nothing is recorded, and what is made can never be.
    INFERENCE(Switches::withInference),

    /// The first NaN or infinity is an exception, and nodes remember the user's line.
    DETECT_ANOMALY(before -> before.withAnomaly(true)),

    /// Nodes and in-place changes remember the user's line.
    TRACE_ANOMALY(before -> before.withAnomaly(false)),

    /// What depends on the order in which threads run is refused.
    DETERMINISTIC(Switches::withDeterminism);

    private final UnaryOperator<Switches> change;

    Mode(UnaryOperator<Switches> change) {
        this.change = change;
    }

    Switches after(Switches before) {
        return change.apply(before);
    }

    /// @throws IllegalStateException in inference mode, whose tensors no tape could hold
    private static Switches recording(Switches before) {
        if (before.inference()) {
            throw new IllegalStateException(
                    "enableGrad: nothing can be recorded inside inferenceMode, whose tensors keep no versions; use noGrad around this code instead");
        }
        return before.withGrad(true);
    }
}
