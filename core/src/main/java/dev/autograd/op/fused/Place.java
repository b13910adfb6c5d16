package dev.autograd.op.fused;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Tape;
import dev.autograd.op.Op;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;

/// Zeros with elements added at given places of the row-major order; what has a negative place is left out. Gradient: [Pick].
final class Place implements Op {
    private final Shape shape;

    private Place(Shape shape) {
        this.shape = shape;
    }

    /// A tensor of `shape`, with every element of `x` added at its place, an int64.
    static Tensor of(Tensor x, Tensor places, Shape shape) {
        return Tape.run(new Place(shape), x, places);
    }

    @Override
    public String name() {
        return "place";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = Copy.dense(inputs[0]);
        Tensor places = Copy.dense(inputs[1]);
        Storage out = Storage.allocate(x.dtype(), shape.numel());
        long[] at = (long[]) places.storage().array();
        int start = (int) places.layout().offset();
        int base = (int) x.layout().offset();
        int n = (int) places.numel();
        switch (x.storage().array()) {
            case float[] from -> {
                float[] to = (float[]) out.array();
                for (int i = 0; i < n; i++) {
                    if (at[start + i] >= 0) {
                        to[(int) at[start + i]] += from[base + i];
                    }
                }
            }
            case double[] from -> {
                double[] to = (double[]) out.array();
                for (int i = 0; i < n; i++) {
                    if (at[start + i] >= 0) {
                        to[(int) at[start + i]] += from[base + i];
                    }
                }
            }
            default -> throw new IllegalArgumentException("place: input is " + x.dtype() + ", but must be of a floating type");
        }
        return new Tensor[] {Tape.wrap(out, shape.contiguous())};
    }

    @Override
    public boolean differentiable(int input) {
        return input == 0;
    }

    @Override
    public long saves(int input) {
        return Op.input(1);
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return Pick.of(b.grad(), b.in(1));
    }
}
