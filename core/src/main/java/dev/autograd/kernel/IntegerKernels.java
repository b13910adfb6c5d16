package dev.autograd.kernel;

/// The kernels of one integer element type.
///
/// @param <A> the array type, `int[]` or `long[]`
/// @param reductions sums in `long`, extremes and scans
/// @param sort sorting of rows
public record IntegerKernels<A>(Reductions<A, long[]> reductions, Sort<A> sort) {}
