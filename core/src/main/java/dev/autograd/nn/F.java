package dev.autograd.nn;

import dev.autograd.Tensor;
import dev.autograd.ValuesAndIndices;
import dev.autograd.op.Check;
import dev.autograd.op.contraction.Conv2d;
import dev.autograd.op.contraction.ConvTranspose2d;
import dev.autograd.op.contraction.Linear;
import dev.autograd.op.fused.AvgPool2d;
import dev.autograd.op.fused.BinaryCrossEntropy;
import dev.autograd.op.fused.BinaryCrossEntropyWithLogits;
import dev.autograd.op.fused.CrossEntropy;
import dev.autograd.op.fused.HuberLoss;
import dev.autograd.op.fused.L1Loss;
import dev.autograd.op.fused.LayerNorm;
import dev.autograd.op.fused.MaxPool2d;
import dev.autograd.op.fused.MseLoss;
import dev.autograd.op.fused.NllLoss;
import dev.autograd.op.fused.Reduction;
import dev.autograd.op.indexing.Embedding;
import dev.autograd.op.indexing.OneHot;
import dev.autograd.op.pointwise.Activations;
import dev.autograd.op.random.Dropout;
import dev.autograd.value.Random;
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

    /// Elements cut to [0, 6], with gradient 0 also at the ends.
    public static Tensor relu6(Tensor x) {
        return Activations.hardtanh(x, 0, 6);
    }

    /// `x / (1 + |x|)`.
    public static Tensor softsign(Tensor x) {
        return Activations.SOFTSIGN.of(x);
    }

    /// `x - tanh(x)`.
    public static Tensor tanhshrink(Tensor x) {
        return Activations.TANHSHRINK.of(x);
    }

    /// The logarithm of [#sigmoid], exact also where that is close to 0.
    public static Tensor logsigmoid(Tensor x) {
        return Activations.LOGSIGMOID.of(x);
    }

    /// `x tanh(softplus(x))` (Misra, 2019).
    public static Tensor mish(Tensor x) {
        return Activations.MISH.of(x);
    }

    /// `(x + 3) / 6` cut to [0, 1], with gradient 0 also at the ends.
    public static Tensor hardsigmoid(Tensor x) {
        return Activations.HARDSIGMOID.of(x);
    }

    /// `x hardsigmoid(x)` (Howard et al., 2019).
    public static Tensor hardswish(Tensor x) {
        return Activations.HARDSWISH.of(x);
    }

    /// [#elu] with constants that keep mean 0 and variance 1 (Klambauer et al., 2017).
    public static Tensor selu(Tensor x) {
        return Activations.selu(x);
    }

    /// Elements cut to `[min, max]`, with gradient 0 also at the ends.
    ///
    /// @throws IllegalArgumentException when `min` is above `max`
    public static Tensor hardtanh(Tensor x, double min, double max) {
        return Activations.hardtanh(x, min, max);
    }

    /// `x`, and `alpha (e^x - 1)` where it is negative (Clevert et al., 2016).
    public static Tensor elu(Tensor x, double alpha) {
        return Activations.elu(x, alpha);
    }

    /// `x`, and `alpha (e^(x / alpha) - 1)` where it is negative (Barron, 2017).
    ///
    /// @throws IllegalArgumentException when `alpha` is 0
    public static Tensor celu(Tensor x, double alpha) {
        return Activations.celu(x, alpha);
    }

    /// Elements moved by `lambd` towards 0, and 0 where they are nearer.
    ///
    /// @throws IllegalArgumentException when `lambd` is negative
    public static Tensor softshrink(Tensor x, double lambd) {
        return Activations.softshrink(x, lambd);
    }

    /// `x`, and 0 where it is no further than `lambd` from it.
    public static Tensor hardshrink(Tensor x, double lambd) {
        return Activations.hardshrink(x, lambd);
    }

    /// `x` where it is above the threshold, `value` elsewhere.
    public static Tensor threshold(Tensor x, double threshold, double value) {
        return Activations.threshold(x, threshold, value);
    }

    /// `x`, and `weight x` where it is negative (He et al., 2015).
    ///
    /// @param weight one, or one for each channel, which is dimension 1
    /// @throws IllegalArgumentException when the weight fits neither, or types differ
    public static Tensor prelu(Tensor x, Tensor weight) {
        return Activations.prelu(x, weight);
    }

    /// The first half of a dimension times the sigmoid of the second (Dauphin et al., 2017).
    ///
    /// @throws IndexOutOfBoundsException when there is no such dimension
    /// @throws IllegalArgumentException when its size is odd
    public static Tensor glu(Tensor x, int dim) {
        long size = x.shape().size(Check.dim("glu", dim, x.shape()));
        Check.that(
                size % 2 == 0,
                () -> "glu: dimension " + dim + " of input " + x.shape() + " has the odd size " + size
                        + " and no halves");
        return x.narrow(dim, 0, size / 2).mul(x.narrow(dim, size / 2, size / 2).sigmoid());
    }

    /// [#softmax] of the negative.
    ///
    /// @throws IndexOutOfBoundsException when there is no such dimension
    public static Tensor softmin(Tensor x, int dim) {
        return x.neg().softmax(dim);
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

    /// Each element 0 with probability `p`, the others divided by `1 - p`, always: a [dev.autograd.nn.Dropout] asks
    /// whether it is training.
    ///
    /// @throws IllegalArgumentException when `p` is not within [0, 1]
    public static Tensor dropout(Tensor x, double p, Random random) {
        return Dropout.of(x, p, random);
    }

    /// The rows of `weight` (count, dim) with the given numbers.
    ///
    /// @throws IllegalArgumentException when `indices` are no integers
    /// @throws IndexOutOfBoundsException when there is no such row
    public static Tensor embedding(Tensor indices, Tensor weight) {
        return Embedding.of(indices, weight);
    }

    /// As [#embedding(Tensor, Tensor)], with a padding, a largest norm or gradients scaled by frequency.
    ///
    /// @throws IllegalArgumentException when `indices` are no integers or the norm is negative
    /// @throws IndexOutOfBoundsException when there is no such row
    public static Tensor embedding(Tensor indices, Tensor weight, EmbeddingOptions options) {
        return options.lookUp(indices, weight);
    }

    /// A vector with a single 1 for each class, int64.
    ///
    /// @throws IndexOutOfBoundsException when a class is not among `0 ... classes - 1`
    public static Tensor oneHot(Tensor indices, int classes) {
        return OneHot.of(indices, classes);
    }

    /// The convolution of images `(N, C, H, W)` or `(C, H, W)` with kernels `(out, C / groups, height, width)`;
    /// stride, padding and dilation are one number or one for each direction.
    ///
    /// @throws IllegalArgumentException when sizes, types or settings do not fit
    public static Tensor conv2d(
            Tensor x, Tensor weight, @Nullable Tensor bias, int[] stride, int[] padding, int[] dilation, int groups) {
        return Conv2d.of(x, weight, bias, stride, padding, dilation, groups);
    }

    /// The convolution of images with kernels `(out, C / groups, height, width)`, moved as the options say; whether
    /// these speak of a bias does not matter.
    ///
    /// @throws IllegalArgumentException when sizes, types or settings do not fit
    public static Tensor conv2d(Tensor x, Tensor weight, @Nullable Tensor bias, Conv2dOptions options) {
        return options.convolve(x, weight, bias);
    }

    /// The transposed convolution of images `(N, C, H, W)` or `(C, H, W)` with kernels `(C, out / groups, height,
    /// width)`, which enlarges them: what [#conv2d] does to gradients.
    ///
    /// @param padding how much of the result's rim is left out on each side
    /// @param outputPadding rows and columns added at the end; smaller than stride or dilation
    /// @throws IllegalArgumentException when sizes, types or settings do not fit
    public static Tensor convTranspose2d(
            Tensor x,
            Tensor weight,
            @Nullable Tensor bias,
            int[] stride,
            int[] padding,
            int[] outputPadding,
            int groups,
            int[] dilation) {
        return ConvTranspose2d.of(x, weight, bias, stride, padding, outputPadding, dilation, groups);
    }

    /// The largest element of each window; windows lie side by side.
    ///
    /// @throws IllegalArgumentException when sizes do not fit
    public static Tensor maxPool2d(Tensor x, int kernelSize) {
        return MaxPool2d.of(x, new int[] {kernelSize});
    }

    /// The largest element of each window.
    ///
    /// @throws IllegalArgumentException when sizes do not fit
    public static Tensor maxPool2d(Tensor x, Pool2dOptions options) {
        return options.max(x);
    }

    /// The largest element of each window, and its position `h * W + w` in the input, int64.
    ///
    /// @throws IllegalArgumentException when sizes do not fit
    public static ValuesAndIndices maxPool2dWithIndices(Tensor x, Pool2dOptions options) {
        Tensor[] both = options.maxWithIndices(x);
        return new ValuesAndIndices(both[0], both[1]);
    }

    /// The mean of each window.
    ///
    /// @throws IllegalArgumentException when sizes do not fit
    public static Tensor avgPool2d(Tensor x, Pool2dOptions options) {
        return options.average(x);
    }

    /// The mean of each window; windows lie side by side.
    ///
    /// @throws IllegalArgumentException when sizes do not fit
    public static Tensor avgPool2d(Tensor x, int kernelSize) {
        return AvgPool2d.of(x, new int[] {kernelSize});
    }

    /// The last dimensions of each example normalised to mean 0 and variance 1, then times `weight` plus `bias`,
    /// where given.
    ///
    /// @throws IllegalArgumentException when the last dimensions of `x` are not `normalizedShape`
    public static Tensor layerNorm(
            Tensor x, long[] normalizedShape, @Nullable Tensor weight, @Nullable Tensor bias, double eps) {
        return LayerNorm.of(x, normalizedShape, weight, bias, eps);
    }

    /// The mean cross-entropy between logits and targets.
    ///
    /// @param logits `(C)`, `(N, C)` or `(N, C, d1, ...)`
    /// @param target the class of each example, int64 or int32 of the logits' shape without `C`; or probabilities
    /// of all classes,
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
        return nllLoss(logProbabilities, target, Reduction.MEAN);
    }

    /// As [#nllLoss(Tensor, Tensor)], with another reduction.
    public static Tensor nllLoss(Tensor logProbabilities, Tensor target, Reduction reduction) {
        return NllLoss.of(logProbabilities, target, reduction);
    }

    /// As [#nllLoss(Tensor, Tensor)], with class weights or an ignored class.
    ///
    /// @param weight the importance of each class, `(C)`, or null for ones; no gradient flows to it
    /// @param ignoreIndex the class of samples that do not count
    public static Tensor nllLoss(
            Tensor logProbabilities, Tensor target, Reduction reduction, @Nullable Tensor weight, long ignoreIndex) {
        return NllLoss.of(logProbabilities, target, reduction, weight, ignoreIndex);
    }

    /// The absolute differences of two tensors of one shape, reduced.
    ///
    /// @throws IllegalArgumentException when the shapes differ
    public static Tensor l1Loss(Tensor input, Tensor target, Reduction reduction) {
        return L1Loss.of(input, target, reduction);
    }

    /// The differences of two tensors of one shape, squared below `delta` and absolute above it, reduced.
    ///
    /// @throws IllegalArgumentException when the shapes differ or `delta` is not positive
    public static Tensor huberLoss(Tensor input, Tensor target, Reduction reduction, double delta) {
        return HuberLoss.of(input, target, reduction, delta);
    }

    /// The differences of two tensors of one shape, squared over `2 beta` below `beta` and absolute above it,
    /// reduced.
    ///
    /// @throws IllegalArgumentException when the shapes differ or `beta` is negative
    public static Tensor smoothL1Loss(Tensor input, Tensor target, Reduction reduction, double beta) {
        return HuberLoss.smoothL1(input, target, reduction, beta);
    }

    /// The cross-entropy between two tensors of probabilities of yes, reduced.
    ///
    /// @throws IllegalArgumentException when the shapes differ or `input` is not within [0, 1]
    public static Tensor binaryCrossEntropy(Tensor input, Tensor target, Reduction reduction) {
        return BinaryCrossEntropy.of(input, target, reduction);
    }

    /// As [#binaryCrossEntropy(Tensor, Tensor, Reduction)], each loss times a weight.
    ///
    /// @param weight broadcast to the input's shape, or null for ones
    public static Tensor binaryCrossEntropy(Tensor input, Tensor target, Reduction reduction, @Nullable Tensor weight) {
        return BinaryCrossEntropy.of(input, target, reduction, weight);
    }

    /// The cross-entropy between logits and probabilities of yes, reduced; exact also for large logits.
    ///
    /// @throws IllegalArgumentException when the shapes differ
    public static Tensor binaryCrossEntropyWithLogits(Tensor logits, Tensor target, Reduction reduction) {
        return BinaryCrossEntropyWithLogits.of(logits, target, reduction);
    }

    /// As [#binaryCrossEntropyWithLogits(Tensor, Tensor, Reduction)], with weights.
    ///
    /// @param weight the importance of each element, broadcast to the logits' shape, or null for ones
    /// @param posWeight what the term of the positive answer is multiplied by, broadcast likewise, or null for ones
    public static Tensor binaryCrossEntropyWithLogits(
            Tensor logits, Tensor target, Reduction reduction, @Nullable Tensor weight, @Nullable Tensor posWeight) {
        return BinaryCrossEntropyWithLogits.of(logits, target, reduction, weight, posWeight);
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
