package dev.autograd.bench.measure;

/// What came out for one side.
public sealed interface Side {
    /// It was measured.
    ///
    /// @param versions what it ran on; empty where it does not say
    /// @param times in the workload's unit
    record Measured(String versions, Samples times) implements Side {}

    /// It could not be measured.
    ///
    /// @param why one sentence
    record Failed(String why) implements Side {}
}
