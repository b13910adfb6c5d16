package dev.autograd.nn;

import dev.autograd.Tensor;
import dev.autograd.op.Check;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;

/// Fills tensors with starting values, in place and off the tape, and returns them: PyTorch's `nn.init`.
///
/// The fans are those of a weight `(out, in, ...)`: fan-in is `in` times the sizes behind it, fan-out `out` times
/// those.
public final class Init {
    private Init() {}

    /// Numbers uniform in `[low, high)`.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    public static Tensor uniform_(Tensor tensor, double low, double high, Random random) {
        Check.floating("uniform_", "tensor", tensor);
        Check.that(low <= high, () -> "uniform_: low " + low + " must not be above high " + high);
        Object values = tensor.dtype().newArray((int) tensor.numel());
        switch (values) {
            case float[] array -> random.fillUniform(array, 0, array.length, (float) low, (float) high);
            default -> random.fillUniform((double[]) values, 0, ((double[]) values).length, low, high);
        }
        return fill(tensor, values);
    }

    /// Numbers from the normal distribution.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type or `std` is negative
    public static Tensor normal_(Tensor tensor, double mean, double std, Random random) {
        Check.floating("normal_", "tensor", tensor);
        Object values = tensor.dtype().newArray((int) tensor.numel());
        switch (values) {
            case float[] array -> random.fillNormal(array, 0, array.length, (float) mean, (float) std);
            default -> random.fillNormal((double[]) values, 0, ((double[]) values).length, mean, std);
        }
        return fill(tensor, values);
    }

    /// Numbers uniform within `sqrt(6 / ((1 + a^2) fanIn))`, which keeps the variance of activations behind a leaky
    /// ReLU of slope `a`; `a = sqrt(5)` is what PyTorch's layers start from, and makes the bound `1 / sqrt(fanIn)`.
    ///
    /// Source: He et al., "Delving Deep into Rectifiers", 2015.
    ///
    /// @throws IllegalArgumentException when the tensor has fewer than two dimensions
    public static Tensor kaimingUniform_(Tensor tensor, double a, Random random) {
        double bound = Math.sqrt(6 / ((1 + a * a) * fan("kaimingUniform_", tensor, 1)));
        return uniform_(tensor, -bound, bound, random);
    }

    /// Numbers uniform within `gain sqrt(6 / (fanIn + fanOut))`, which keeps the variance both ways.
    ///
    /// Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks",
    /// 2010.
    ///
    /// @throws IllegalArgumentException when the tensor has fewer than two dimensions
    public static Tensor xavierUniform_(Tensor tensor, double gain, Random random) {
        double fans = fan("xavierUniform_", tensor, 1) + fan("xavierUniform_", tensor, 0);
        double bound = gain * Math.sqrt(6 / fans);
        return uniform_(tensor, -bound, bound, random);
    }

    /// Zeros.
    public static Tensor zeros_(Tensor tensor) {
        return constant_(tensor, 0);
    }

    /// Ones.
    public static Tensor ones_(Tensor tensor) {
        return constant_(tensor, 1);
    }

    /// One value everywhere.
    public static Tensor constant_(Tensor tensor, double value) {
        tensor.detach().fill_(value);
        return tensor;
    }

    /// What layers start with: a fresh float32 weight, uniform within `1 / sqrt(fanIn)`.
    static Tensor weight(Random random, long... sizes) {
        return kaimingUniform_(Tensor.zeros(sizes), Math.sqrt(5), random);
    }

    /// What layers start with: a fresh float32 bias, uniform within `1 / sqrt(fanIn)` of its weight.
    static Tensor bias(Random random, Tensor weight) {
        double bound = 1 / Math.sqrt(fan("bias", weight, 1));
        return uniform_(Tensor.zeros(Shape.of(weight.size(0)), DType.FLOAT32), -bound, bound, random);
    }

    /// The fan over the dimension of inputs (1) or outputs (0). At least 1, so that a layer without inputs has
    /// finite bounds.
    private static double fan(String name, Tensor tensor, int dim) {
        Check.that(
                tensor.dim() >= 2,
                () -> name + ": the tensor must have at least 2 dimensions, (out, in, ...), but has shape "
                        + tensor.shape());
        double fan = tensor.size(dim);
        for (int i = 2; i < tensor.dim(); i++) {
            fan *= tensor.size(i);
        }
        return Math.max(1, fan);
    }

    private static Tensor fill(Tensor tensor, Object values) {
        tensor.detach().copy_(Tensor.of(values, tensor.shape()));
        return tensor;
    }
}
