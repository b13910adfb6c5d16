package dev.autograd.op.fused;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.op.Op;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;

/// Elements at given places. Tensor and places fall into equally many planes, one after the other, and a place is a
/// position in the row-major order of its plane; a negative place gives 0. Gradient: [Place], whose gradient in turn is
/// this.
final class Pick implements Op {
    private final int planes;

    private Pick(int planes) {
        this.planes = planes;
    }

    /// A tensor of the shape of the places, which are int64.
    static Tensor of(Tensor x, Tensor places, int planes) {
        return Tape.run(new Pick(planes), x, places);
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
        Storage out = Storage.forResult(x.dtype(), shape.numel());
        long[] at = (long[]) places.storage().array();
        int start = (int) places.layout().offset();
        int from = (int) x.layout().offset();
        int inPlane = planes == 0 ? 0 : (int) (x.numel() / planes);
        int outPlane = planes == 0 ? 0 : out.length() / planes;
        for (int plane = 0; plane < planes; plane++) {
            int to = plane * outPlane;
            switch (x.storage().array()) {
                case float[] a -> pick(a, from + plane * inPlane, at, start + to, (float[]) out.array(), to, outPlane);
                case double[] a ->
                    pick(a, from + plane * inPlane, at, start + to, (double[]) out.array(), to, outPlane);
                default -> throw new IllegalArgumentException("pick: " + x.dtype() + " is not a floating type");
            }
        }
        return new Tensor[] {Tape.wrap(out, shape.contiguous())};
    }

    private static void pick(float[] x, int from, long[] places, int start, float[] out, int to, int n) {
        for (int i = 0; i < n; i++) {
            int place = (int) places[start + i];
            out[to + i] = place < 0 ? 0 : x[from + place];
        }
    }

    private static void pick(double[] x, int from, long[] places, int start, double[] out, int to, int n) {
        for (int i = 0; i < n; i++) {
            int place = (int) places[start + i];
            out[to + i] = place < 0 ? 0 : x[from + place];
        }
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
    public String gradientRule() {
        return "x: grad in the places that were picked";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return Place.of(b.grad(), b.in(1), b.inputShape(0), planes);
    }

    @Override
    public Tensor[] jvp(Forward f) {
        return new Tensor[] {Tape.run(this, f.tangent(), f.in(1))};
    }

    /// Every example has planes of its own, but a single plane that all share can be picked from at all their
    /// places.
    @Override
    public Tensor[] vmap(Batch b) {
        return planes == 1 && !b.isBatched(0)
                ? Tape.runAll(this, b.in(0), b.in(1))
                : b.run(new Pick(Math.toIntExact(planes * b.size())));
    }
}
