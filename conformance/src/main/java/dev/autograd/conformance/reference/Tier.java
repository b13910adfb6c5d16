package dev.autograd.conformance.reference;

/// How common an operator is.
public enum Tier {
    /// What most programs use.
    CORE,
    /// The rest.
    EXTENDED
}
