package dev.autograd.nn;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.op.Check;
import dev.autograd.value.Random;
import org.jspecify.annotations.Nullable;

/// Two-dimensional convolution (cross-correlation) of images `(N, C, H, W)` or `(C, H, W)`.
///
/// `weight` (out, in / groups, kernel height, kernel width) and `bias` (out) start uniform within `1 / sqrt(fanIn)`, as
/// PyTorch's.
public final class Conv2d extends Layer {
    private final Conv2dOptions options;
    private final Tensor weight;
    private final @Nullable Tensor bias;

    /// A square kernel moved by one, without padding; weights drawn from the thread's generator.
    ///
    /// @throws IllegalArgumentException when a size is not positive
    public Conv2d(int in, int out, int kernelSize) {
        this(in, out, kernelSize, Conv2dOptions.DEFAULT);
    }

    /// A square kernel; weights drawn from the thread's generator.
    ///
    /// @throws IllegalArgumentException when a size is not positive, or the groups do not divide the channels
    public Conv2d(int in, int out, int kernelSize, Conv2dOptions options) {
        this(in, out, new int[] {kernelSize, kernelSize}, options, Autograd.random());
    }

    /// A kernel of some height and width; weights drawn from a generator.
    ///
    /// @throws IllegalArgumentException when a size is not positive, or the groups do not divide the channels
    public Conv2d(int in, int out, int[] kernelSize, Conv2dOptions options, Random random) {
        Check.that(
                in > 0 && out > 0,
                () -> "Conv2d: both channel counts must be positive, but in is " + in + " and out is " + out);
        Check.that(
                kernelSize.length == 2 && kernelSize[0] > 0 && kernelSize[1] > 0,
                () -> "Conv2d: the kernel must have a height and a width above 0");
        int groups = options.groups();
        Check.that(
                groups > 0 && in % groups == 0 && out % groups == 0,
                () -> "Conv2d: groups must divide both channel counts, but " + groups + " does not divide " + in
                        + " and " + out);
        this.options = options;
        this.weight = parameter("weight", Init.weight(random, out, in / groups, kernelSize[0], kernelSize[1]));
        this.bias = options.hasBias() ? parameter("bias", Init.bias(random, weight)) : null;
    }

    /// The kernels, (out, in / groups, height, width).
    public Tensor weight() {
        return weight;
    }

    /// The offset, (out), or null when there is none.
    public @Nullable Tensor bias() {
        return bias;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return options.convolve(x, weight, bias);
    }

    @Override
    protected String settings() {
        long in = weight.size(1) * options.groups();
        return in + ", " + weight.size(0) + ", kernel=[" + weight.size(2) + ", " + weight.size(3) + "]" + options;
    }
}
