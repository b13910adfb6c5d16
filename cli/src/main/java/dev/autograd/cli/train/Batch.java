package dev.autograd.cli.train;

import dev.autograd.Tensor;

/// Examples that are learned from at once.
record Batch(Tensor x, Tensor y) {
    int size() {
        return (int) x.size(0);
    }
}
