package dev.autograd.kernel;

/// Sorting of the rows of contiguous `(rows, n)` arrays. NaN counts as larger than every number, and equal elements
/// (which `0.0` and `-0.0` are) keep their order in either direction. Outputs must not be the input.
///
/// @param <A> the array type of the elements
public interface Sort<A> {
    /// A direction.
    enum Order {
        ASCENDING,
        /// Largest first, so NaN first.
        DESCENDING
    }

    /// Sorts each row into `values` and leaves where each element came from in `indices`, both `(rows, n)`.
    void sort(
            A x,
            int xOffset,
            Order order,
            A values,
            int valuesOffset,
            long[] indices,
            int indicesOffset,
            int rows,
            int n);

    /// The first `k` elements of each sorted row, `k` at most `n`: the `k` largest when `order` is descending.
    /// `values` and `indices` are `(rows, k)`.
    void topk(
            A x,
            int xOffset,
            int k,
            Order order,
            A values,
            int valuesOffset,
            long[] indices,
            int indicesOffset,
            int rows,
            int n);
}
