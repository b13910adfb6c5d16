package dev.autograd.kernel;

/// The kernels of one integer element type.
///
/// @param <A> the array type, `int[]` or `long[]`
public record IntegerKernels<A>(Reductions<A, long[]> reductions) {}
