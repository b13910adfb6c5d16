package dev.autograd.nn;

import dev.autograd.Tensor;

/// Dimensions `start` to `end`, both included, as one; those of each example by default.
public final class Flatten extends Layer {
    private final int start;
    private final int end;

    /// All dimensions but the first, which counts examples.
    public Flatten() {
        this(1, -1);
    }

    /// Dimensions `start` to `end`, both included, counted from the end when negative.
    public Flatten(int start, int end) {
        this.start = start;
        this.end = end;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return x.flatten(start, end);
    }

    @Override
    protected String settings() {
        return "start=" + start + ", end=" + end;
    }
}
