package dev.autograd.expr;

/// What a function takes and gives.
public enum FnKind {
    /// Numbers to a number.
    ARITHMETIC,
    /// Numbers to a truth value.
    TEST,
    /// Truth values to a truth value.
    LOGIC;

    /// Whether the result is a truth value.
    public boolean isTruth() {
        return this != ARITHMETIC;
    }
}
