package dev.autograd.nn;

import dev.autograd.Tensor;

/// `x` where it is positive, and a small multiple of it elsewhere.
public final class LeakyReLU extends Layer {
    private final double negativeSlope;

    /// With slope 0.01.
    public LeakyReLU() {
        this(0.01);
    }

    /// With a slope for negative numbers.
    public LeakyReLU(double negativeSlope) {
        this.negativeSlope = negativeSlope;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return x.leakyRelu(negativeSlope);
    }

    @Override
    protected String settings() {
        return "negativeSlope=" + negativeSlope;
    }
}
