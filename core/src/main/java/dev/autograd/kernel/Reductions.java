package dev.autograd.kernel;

/// Reductions and scans along one axis of an array that is contiguous as `(outer, len, inner)`.
///
/// Reductions write `(outer, inner)`, scans write `(outer, len, inner)`, both contiguous from their offset. Nothing
/// is required of the relation between the sizes; `outer`, `len` and `inner` may be 0, except that extremes of `len`
/// 0 do not exist.
///
/// @param <A> the array type of the elements
/// @param <S> the array type of sums: `A` for floating types, `long[]` for integers
public interface Reductions<A, S> {
    /// Sums along `len`; 0 where `len` is 0. Floating sums of a million elements are accurate to about the last
    /// digit: partial sums are short or in `double`. Integer sums wrap.
    void sum(A x, int xOffset, S out, int outOffset, int outer, int len, int inner);

    /// Products along `len`; 1 where `len` is 0.
    void prod(A x, int xOffset, S out, int outOffset, int outer, int len, int inner);

    /// The largest elements; NaN where there is one. `len` is at least 1.
    void max(A x, int xOffset, A out, int outOffset, int outer, int len, int inner);

    /// The smallest elements; NaN where there is one. `len` is at least 1.
    void min(A x, int xOffset, A out, int outOffset, int outer, int len, int inner);

    /// The position of the first NaN, or of the first largest element. `len` is at least 1.
    void argmax(A x, int xOffset, long[] out, int outOffset, int outer, int len, int inner);

    /// The position of the first NaN, or of the first smallest element. `len` is at least 1.
    void argmin(A x, int xOffset, long[] out, int outOffset, int outer, int len, int inner);

    /// Running sums along `len`, each including its own element.
    void cumsum(A x, int xOffset, S out, int outOffset, int outer, int len, int inner);

    /// Running products along `len`, each including its own element.
    void cumprod(A x, int xOffset, S out, int outOffset, int outer, int len, int inner);
}
