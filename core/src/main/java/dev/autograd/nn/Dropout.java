package dev.autograd.nn;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.op.Check;
import dev.autograd.value.Random;

/// Sets each element to 0 with probability `p` while training, and divides the others by `1 - p`; passes its input on
/// in evaluation.
///
/// Each layer draws from a generator of its own, whose state is saved by checkpoints.
///
/// Source: Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014.
public final class Dropout extends Layer {
    private static final String MASK = "mask";

    private final double p;

    /// Draws from a generator split off the thread's.
    ///
    /// @throws IllegalArgumentException when `p` is not within [0, 1]
    public Dropout(double p) {
        this(p, Autograd.random().split());
    }

    /// Draws from a generator, which should be this layer's alone.
    ///
    /// @throws IllegalArgumentException when `p` is not within [0, 1]
    public Dropout(double p, Random random) {
        Check.that(p >= 0 && p <= 1, () -> "Dropout: p must be within [0, 1], but is " + p);
        this.p = p;
        random(MASK, random);
    }

    @Override
    protected Tensor compute(Tensor x) {
        return isTraining() ? F.dropout(x, p, random(MASK)) : x;
    }

    @Override
    protected String settings() {
        return "p=" + p;
    }
}
