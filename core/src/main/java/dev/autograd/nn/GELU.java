package dev.autograd.nn;

import dev.autograd.Tensor;

/// `x` times the probability that a standard normal number is below it.
public final class GELU extends Layer {
    /// How the normal distribution is computed.
    public enum Approximate {
        /// By the error function.
        NONE,
        /// By a hyperbolic tangent, as GPT-2 does.
        TANH
    }

    private final Approximate approximate;

    /// The exact form.
    public GELU() {
        this(Approximate.NONE);
    }

    /// The exact or the approximate form.
    public GELU(Approximate approximate) {
        this.approximate = approximate;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return switch (approximate) {
            case NONE -> x.gelu();
            case TANH -> x.geluTanh();
        };
    }

    @Override
    protected String settings() {
        return approximate == Approximate.NONE ? "" : "approximate=tanh";
    }
}
