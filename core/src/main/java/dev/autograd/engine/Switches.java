package dev.autograd.engine;

/// All modes of a thread at one moment.
///
/// @param grad whether operators record themselves on the tape
/// @param inference whether tensors that are made are inference tensors
/// @param anomaly whether nodes and in-place changes remember the user's line
/// @param checkNan whether the first NaN or infinity is an exception
/// @param deterministic whether what depends on the order in which threads run is refused
/// @param walking whether gradient rules run, whose inner results nobody looks at
record Switches(
        boolean grad, boolean inference, boolean anomaly, boolean checkNan, boolean deterministic, boolean walking) {
    /// What a thread starts with.
    static final Switches DEFAULT = new Switches(true, false, false, false, false, false);

    Switches withGrad(boolean wanted) {
        return wanted == grad ? this : new Switches(wanted, inference, anomaly, checkNan, deterministic, walking);
    }

    Switches withInference() {
        return new Switches(false, true, anomaly, checkNan, deterministic, walking);
    }

    Switches withAnomaly(boolean nan) {
        return new Switches(grad, inference, true, nan, deterministic, walking);
    }

    Switches withDeterminism() {
        return new Switches(grad, inference, anomaly, checkNan, true, walking);
    }

    /// While gradient rules run.
    Switches withWalk(boolean createGraph) {
        return new Switches(createGraph, inference, anomaly, checkNan, deterministic, true);
    }

    /// Inside an operator that is computed by others.
    Switches quiet() {
        return new Switches(false, inference, false, false, deterministic, walking);
    }
}
