package dev.autograd.kernel;

import org.jspecify.annotations.Nullable;

/// Matrix product.
///
/// @param <A> the array type, `float[]` or `double[]`
public interface Gemm<A> {
    /// Computes `C = init + A @ B` for `A (M, K)`, `B (K, N)` and `C (M, N)`.
    ///
    /// `A` and `B` may have any strides, so a transposed operand is passed by swapping its two strides. The columns
    /// of `C` and of `init` are adjacent. `init` is what the sums start from: `null` for zero, `C` itself to
    /// accumulate, or a bias of `N` elements with `initRow` 0. `C` must not overlap `A` or `B`. `K` may be 0: the
    /// result is then `init`.
    ///
    /// Each row of `C` depends on its row of `A` and on `B` alone. Scratch: at most a copy of `A` and of a block of
    /// `B`.
    ///
    /// @param M rows of `A` and `C`
    /// @param N columns of `B` and `C`
    /// @param K columns of `A` and rows of `B`
    /// @param aRow elements from one row of `A` to the next, likewise `bRow`, `initRow` and `cRow`
    /// @param aCol elements from one column of `A` to the next, likewise `bCol`
    void gemm(
            int M,
            int N,
            int K,
            A a,
            int aOffset,
            int aRow,
            int aCol,
            A b,
            int bOffset,
            int bRow,
            int bCol,
            @Nullable A init,
            int initOffset,
            int initRow,
            A c,
            int cOffset,
            int cRow);
}
