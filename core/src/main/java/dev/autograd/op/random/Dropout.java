package dev.autograd.op.random;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Modes;
import dev.autograd.engine.Tape;
import dev.autograd.op.Check;
import dev.autograd.op.Op;
import dev.autograd.value.Random;

/// Sets elements to 0 with a probability and scales the others up, so that the expectation stays. Gradient: the same
/// elements of the result's gradient, scaled alike. Inside `vmap` it is drawn anew for every example, also for a tensor
/// that all share.
///
/// Source: Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", JMLR 15 (2014).
public final class Dropout implements Op {
    private static final Dropout INSTANCE = new Dropout();

    private Dropout() {}

    /// Drops elements; with `p` 0 none, so that the tensor itself is returned, with 1 all.
    ///
    /// @param p the probability to be dropped
    /// @param random what decides, with one number for each element in row-major order
    /// @throws IllegalArgumentException when `p` is not from 0 to 1, or the tensor is not of a floating type
    public static Tensor of(Tensor x, double p, Random random) {
        Check.that(p >= 0 && p <= 1, () -> "dropout: the probability p must be from 0 to 1, but is " + p);
        Check.floating("dropout", "input", x);
        if (p == 0) {
            return x;
        }
        double scale = p == 1 ? 0 : 1 / (1 - p);
        return scaled(x, Bernoulli.of(random, x.shape(), x.dtype(), 1 - p, scale));
    }

    /// Every element times its factor, which is 0 where it is dropped.
    static Tensor scaled(Tensor x, Tensor factors) {
        return Tape.run(INSTANCE, x, factors);
    }

    @Override
    public String name() {
        return "dropout";
    }

    @Override
    public String onnx() {
        return "Dropout";
    }

    @Override
    public boolean differentiable(int input) {
        return input == 0;
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        return new Tensor[] {Modes.quiet(() -> inputs[0].mul(inputs[1]))};
    }

    @Override
    public long saves(int input) {
        return Op.input(1);
    }

    @Override
    public String gradientRule() {
        return "x: grad where x was kept, scaled alike; 0 elsewhere";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return Tape.run(this, b.grad(), b.in(1));
    }

    @Override
    public Tensor[] jvp(Forward f) {
        return new Tensor[] {Tape.run(this, f.tangent(), f.in(1))};
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(this);
    }
}
