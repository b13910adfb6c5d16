package dev.autograd.op.fused;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Tape;
import dev.autograd.op.Op;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;

/// Elements at given places of a tensor's row-major order; a negative place gives 0. Gradient: [Place], whose gradient in
/// turn is this.
final class Pick implements Op {
    private static final Pick OP = new Pick();

    private Pick() {}

    /// A tensor of the places' shape. The places are int64 and at most the element count.
    static Tensor of(Tensor x, Tensor places) {
        return Tape.run(OP, x, places);
    }

    @Override
    public String name() {
        return "pick";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = Copy.dense(inputs[0]);
        Tensor places = Copy.dense(inputs[1]);
        Shape shape = places.shape();
        Storage out = Storage.allocate(x.dtype(), shape.numel());
        long[] at = (long[]) places.storage().array();
        int start = (int) places.layout().offset();
        int base = (int) x.layout().offset();
        switch (x.storage().array()) {
            case float[] from -> {
                float[] to = (float[]) out.array();
                for (int i = 0; i < to.length; i++) {
                    to[i] = at[start + i] < 0 ? 0 : from[base + (int) at[start + i]];
                }
            }
            case double[] from -> {
                double[] to = (double[]) out.array();
                for (int i = 0; i < to.length; i++) {
                    to[i] = at[start + i] < 0 ? 0 : from[base + (int) at[start + i]];
                }
            }
            default -> throw new IllegalArgumentException("pick: input is " + x.dtype() + ", but must be of a floating type");
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
        return Place.of(b.grad(), b.in(1), b.inputShape(0));
    }
}
