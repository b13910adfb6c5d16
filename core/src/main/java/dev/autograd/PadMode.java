package dev.autograd;

/// What a tensor is surrounded by when it is padded with its own elements: `a b c d` by two on each side.
public enum PadMode {
    /// The elements mirrored at the edge, which is not repeated: `c b | a b c d | c b`. At most one less than there
    /// are.
    REFLECT,
    /// The element at the edge: `a a | a b c d | d d`.
    REPLICATE,
    /// The elements from the other end: `c d | a b c d | a b`. At most as many as there are.
    CIRCULAR
}
