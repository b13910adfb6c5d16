package dev.autograd.conformance.reference;

/// How an input lies in memory when a case asks for one that is not contiguous.
public enum Strides {
    /// Memory in the reversed order of dimensions, permuted back.
    T,
    /// Every second element of a buffer twice as long in the last dimension.
    S2,
    /// A slice that starts inside a larger buffer.
    OFF
}
