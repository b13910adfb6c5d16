package dev.autograd.cli.model;

import dev.autograd.value.Random;

/// The network of the reference workload, [Toy4Net].
public record Toy4() implements Architecture {
    static final String NAME = "toy4";

    @Override
    public int inputs() {
        return Toy4Net.SIZE;
    }

    @Override
    public int outputs() {
        return Toy4Net.SIZE;
    }

    @Override
    public Toy4Net build(Random random) {
        return new Toy4Net(random);
    }

    @Override
    public String text() {
        return NAME;
    }
}
