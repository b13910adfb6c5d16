package dev.autograd.cli.model;

import dev.autograd.Tensor;
import dev.autograd.nn.Init;
import dev.autograd.nn.Layer;
import dev.autograd.value.Random;

/// One layer of 4,736 weights that is applied twice: `relu(sigmoid(x w0 + b0) w1 + b1) w2`, from 4 columns to 4.
public final class Toy4Net extends Layer {
    static final int SIZE = 4;

    private static final int HIDDEN = 64;
    private static final double SPREAD = 0.1;

    private final Tensor w0 = parameter("w0", Tensor.zeros(SIZE, HIDDEN));
    private final Tensor b0 = parameter("b0", Tensor.zeros(HIDDEN));
    private final Tensor w1 = parameter("w1", Tensor.zeros(HIDDEN, HIDDEN));
    private final Tensor b1 = parameter("b1", Tensor.zeros(HIDDEN));
    private final Tensor w2 = parameter("w2", Tensor.zeros(HIDDEN, SIZE));

    /// Weights drawn from a normal distribution with standard deviation 0.1.
    public Toy4Net(Random random) {
        parameters().forEach(weights -> Init.normal_(weights, 0, SPREAD, random));
    }

    @Override
    protected Tensor compute(Tensor x) {
        return layer(layer(x));
    }

    private Tensor layer(Tensor x) {
        Tensor hidden = x.matmul(w0).add(b0).sigmoid();
        return hidden.matmul(w1).add(b1).relu().matmul(w2);
    }
}
