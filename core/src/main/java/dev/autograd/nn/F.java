package dev.autograd.nn;

import dev.autograd.Tensor;
import dev.autograd.op.contraction.Linear;
import dev.autograd.op.fused.CrossEntropy;
import dev.autograd.op.fused.LayerNorm;
import dev.autograd.op.fused.MseLoss;
import dev.autograd.op.fused.NllLoss;
import dev.autograd.op.fused.Reduction;
import org.jspecify.annotations.Nullable;

/// The functions behind layers and losses, without state: PyTorch's `nn.functional`.
public final class F {
    private F() {}

    /// `x weight^T + bias`: `(..., in)` by a weight `(out, in)` gives `(..., out)`.
    ///
    /// @throws IllegalArgumentException when sizes or types do not fit
    public static Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return Linear.of(x, weight, bias);
    }

    /// The positive part.
    public static Tensor relu(Tensor x) {
        return x.relu();
    }

    /// `x` where it is positive, `slope x` elsewhere.
    public static Tensor leakyRelu(Tensor x, double slope) {
        return x.leakyRelu(slope);
    }

    /// `x` times the probability that a standard normal number is below it.
    public static Tensor gelu(Tensor x) {
        return x.gelu();
    }

    /// `x sigmoid(x)`.
    public static Tensor silu(Tensor x) {
        return x.silu();
    }

    /// `1 / (1 + exp(-x))`.
    public static Tensor sigmoid(Tensor x) {
        return x.sigmoid();
    }

    /// The hyperbolic tangent.
    public static Tensor tanh(Tensor x) {
        return x.tanh();
    }

    /// `log(1 + exp(x))`.
    public static Tensor softplus(Tensor x) {
        return x.softplus();
    }

    /// `exp(x) / sum(exp(x))` along a dimension.
    ///
    /// @throws IndexOutOfBoundsException when there is no such dimension
    public static Tensor softmax(Tensor x, int dim) {
        return x.softmax(dim);
    }

    /// The logarithm of [#softmax].
    ///
    /// @throws IndexOutOfBoundsException when there is no such dimension
    public static Tensor logSoftmax(Tensor x, int dim) {
        return x.logSoftmax(dim);
    }

    /// The last dimensions of each example normalised to mean 0 and variance 1, then times `weight` plus `bias`, where given.
    ///
    /// @throws IllegalArgumentException when the last dimensions of `x` are not `normalizedShape`
    public static Tensor layerNorm(
            Tensor x, long[] normalizedShape, @Nullable Tensor weight, @Nullable Tensor bias, double eps) {
        return LayerNorm.of(x, normalizedShape, weight, bias, eps);
    }

    /// The mean cross-entropy between logits and targets.
    ///
    /// @param logits `(C)`, `(N, C)` or `(N, C, d1, ...)`
    /// @param target the class of each example, int64 or int32 of the logits' shape without `C`; or probabilities of all classes,
    ///     floating and of the logits' shape
    /// @throws IllegalArgumentException when shapes or types do not fit
    /// @throws IndexOutOfBoundsException when a class is not among `0 ... C - 1`
    public static Tensor crossEntropy(Tensor logits, Tensor target) {
        return CrossEntropy.of(logits, target, Reduction.MEAN);
    }

    /// As [#crossEntropy(Tensor, Tensor)], with another reduction.
    public static Tensor crossEntropy(Tensor logits, Tensor target, Reduction reduction) {
        return CrossEntropy.of(logits, target, reduction);
    }

    /// As [#crossEntropy(Tensor, Tensor)], with class weights, an ignored class or label smoothing.
    public static Tensor crossEntropy(Tensor logits, Tensor target, Reduction reduction, CrossEntropy.Options options) {
        return CrossEntropy.of(logits, target, reduction, options);
    }

    /// The mean of the targets' negative log-probabilities, which [#logSoftmax] gives.
    ///
    /// @throws IllegalArgumentException when shapes or types do not fit
    /// @throws IndexOutOfBoundsException when a class is not among `0 ... C - 1`
    public static Tensor nllLoss(Tensor logProbabilities, Tensor target) {
        return NllLoss.of(logProbabilities, target, Reduction.MEAN);
    }

    /// The mean squared difference of two tensors of one shape.
    ///
    /// @throws IllegalArgumentException when the shapes differ
    public static Tensor mseLoss(Tensor input, Tensor target) {
        return MseLoss.of(input, target, Reduction.MEAN);
    }

    /// As [#mseLoss(Tensor, Tensor)], with another reduction.
    public static Tensor mseLoss(Tensor input, Tensor target, Reduction reduction) {
        return MseLoss.of(input, target, reduction);
    }
}
