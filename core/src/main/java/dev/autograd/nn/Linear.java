package dev.autograd.nn;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.op.Check;
import dev.autograd.value.Random;
import org.jspecify.annotations.Nullable;

/// `x W^T + b`: maps the last dimension, of size `in`, to one of size `out`; dimensions in front are kept.
///
/// `weight` (out, in) and `bias` (out) start uniform within `1 / sqrt(in)`, as PyTorch's.
public final class Linear extends Layer {
    private final Tensor weight;
    private final @Nullable Tensor bias;

    /// Weights drawn from the thread's generator.
    ///
    /// @throws IllegalArgumentException when a size is not positive
    public Linear(int in, int out) {
        this(in, out, Autograd.random());
    }

    /// Weights drawn from a generator.
    ///
    /// @throws IllegalArgumentException when a size is not positive
    public Linear(int in, int out, Random random) {
        weight = weight(in, out, random);
        bias = parameter("bias", Init.bias(random, weight));
    }

    private Linear(int in, int out, Random random, @Nullable Tensor bias) {
        this.weight = weight(in, out, random);
        this.bias = bias;
    }

    /// Without a bias; weights drawn from the thread's generator.
    ///
    /// @throws IllegalArgumentException when a size is not positive
    public static Linear withoutBias(int in, int out) {
        return withoutBias(in, out, Autograd.random());
    }

    /// Without a bias; weights drawn from a generator.
    ///
    /// @throws IllegalArgumentException when a size is not positive
    public static Linear withoutBias(int in, int out, Random random) {
        return new Linear(in, out, random, null);
    }

    private Tensor weight(int in, int out, Random random) {
        Check.that(
                in > 0 && out > 0, () -> "Linear: both sizes must be positive, but in is " + in + " and out is " + out);
        return parameter("weight", Init.weight(random, out, in));
    }

    /// The matrix, (out, in).
    public Tensor weight() {
        return weight;
    }

    /// The offset, (out), or null when there is none.
    public @Nullable Tensor bias() {
        return bias;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return F.linear(x, weight, bias);
    }

    @Override
    protected String settings() {
        return weight.size(1) + ", " + weight.size(0) + (bias == null ? ", without bias" : "");
    }
}
