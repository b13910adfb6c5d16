package dev.autograd.kernel;

/// Reductions of booleans along the middle axis of a contiguous `(outer, len, inner)` array into `(outer, inner)`.
public interface BoolReductions {
    /// Whether any element is true; false where `len` is 0.
    void any(boolean[] x, int xOffset, boolean[] out, int outOffset, int outer, int len, int inner);

    /// Whether all elements are true; true where `len` is 0.
    void all(boolean[] x, int xOffset, boolean[] out, int outOffset, int outer, int len, int inner);

    /// How many elements are true.
    void sum(boolean[] x, int xOffset, long[] out, int outOffset, int outer, int len, int inner);
}
