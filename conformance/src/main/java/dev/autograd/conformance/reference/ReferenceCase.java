package dev.autograd.conformance.reference;

/// One case of a reference folder.
public sealed interface ReferenceCase
        permits OperatorCase, ModuleCase, OptimizerCase, TrainingCase, ScheduleCase, BadCall {
    /// What all cases have.
    Label label();

    /// What a case is called.
    ///
    /// @param id unique in the folder, such as `opinfo/add/f64/2`
    /// @param group the first part of the id
    /// @param op PyTorch's name of what is computed
    /// @param variant which form of it, or empty
    record Label(String id, String group, String op, String variant, Tier tier) {}
}
