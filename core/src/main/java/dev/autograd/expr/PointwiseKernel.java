package dev.autograd.expr;

/// One loop over dense runs of operands.
public abstract class PointwiseKernel {
    /// `out[oo + i] = e(in0[offsets[0] + i], ...)` for `i` in `[0, n)`.
    public abstract void run(Object out, int oo, Object[] in, int[] offsets, double[] params, int n);
}
