package dev.autograd.nn;

import dev.autograd.Tensor;

/// `log(1 + exp(beta x)) / beta`, a smooth [ReLU]; linear where `beta x` exceeds the threshold.
public final class Softplus extends Layer {
    private final double beta;
    private final double threshold;

    /// With beta 1 and threshold 20.
    public Softplus() {
        this(1, 20);
    }

    /// With a sharpness and a threshold.
    public Softplus(double beta, double threshold) {
        this.beta = beta;
        this.threshold = threshold;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return x.softplus(beta, threshold);
    }

    @Override
    protected String settings() {
        return "beta=" + beta + ", threshold=" + threshold;
    }
}
