package dev.autograd.conformance.report;

/// What became of a case.
public enum State {
    /// Everything in it agreed.
    PASSED,
    /// Something differed, or a call was refused that should not have been, or was not that should.
    FAILED,
    /// It needs an operator, an argument or a type that there is not. It has not passed.
    UNSUPPORTED
}
