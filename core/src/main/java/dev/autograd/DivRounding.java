package dev.autograd;

/// What becomes of the fraction of a quotient: PyTorch's `rounding_mode`.
public enum DivRounding {
    /// Rounded down, as [Tensor#floorDivide(Tensor)] and Python's `//`.
    FLOOR,
    /// Cut off towards zero, as the division of integers in Java.
    TRUNC
}
