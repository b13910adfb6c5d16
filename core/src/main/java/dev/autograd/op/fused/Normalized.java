package dev.autograd.op.fused;

import dev.autograd.Tensor;

/// An input brought to mean 0 and variance 1 over some dimensions by recorded operators, and how it follows the input.
///
/// @param xhat `(x - mean(x)) r`
/// @param r `1 / sqrt(variance + eps)`, the dimensions kept with size 1
/// @param dims the dimensions
record Normalized(Tensor xhat, Tensor r, int[] dims) {
    static Normalized of(Tensor x, int[] dims, double eps) {
        Tensor centred = x.sub(x.meanKeepDim(dims));
        Tensor r = centred.square().meanKeepDim(dims).add(eps).rsqrt();
        return new Normalized(centred.mul(r), r, dims);
    }

    /// The derivative of `xhat` by the input applied to a tangent, `r (h - mean(h) - xhat mean(h xhat))`. It is
    /// symmetric, so this is also what becomes of a gradient.
    Tensor derivative(Tensor h) {
        Tensor alongX = xhat.mul(h.mul(xhat).meanKeepDim(dims));
        return r.mul(h.sub(h.meanKeepDim(dims)).sub(alongX));
    }
}
