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

/// Zeros with elements added at given places. Elements, places and result fall into equally many planes, one after the
/// other, and a place is a position in the row-major order of its plane; what has a negative place is left out.
/// Gradient: [Pick].
final class Place implements Op {
    private final Shape shape;
    private final int planes;

    private Place(Shape shape, int planes) {
        this.shape = shape;
        this.planes = planes;
    }

    /// A tensor of `shape`, with every element of `x` added at its place, an int64.
    static Tensor of(Tensor x, Tensor places, Shape shape, int planes) {
        return Tape.run(new Place(shape, planes), x, places);
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
        int from = (int) x.layout().offset();
        int inPlane = planes == 0 ? 0 : (int) (x.numel() / planes);
        int outPlane = planes == 0 ? 0 : out.length() / planes;
        for (int plane = 0; plane < planes; plane++) {
            int first = plane * inPlane;
            int to = plane * outPlane;
            switch (x.storage().array()) {
                case float[] a -> place(a, from + first, at, start + first, (float[]) out.array(), to, inPlane);
                case double[] a -> place(a, from + first, at, start + first, (double[]) out.array(), to, inPlane);
                default -> throw new IllegalArgumentException("place: " + x.dtype() + " is not a floating type");
            }
        }
        return new Tensor[] {Tape.wrap(out, shape.contiguous())};
    }

    private static void place(float[] x, int from, long[] places, int start, float[] out, int to, int n) {
        for (int i = 0; i < n; i++) {
            int place = (int) places[start + i];
            if (place >= 0) {
                out[to + place] += x[from + i];
            }
        }
    }

    private static void place(double[] x, int from, long[] places, int start, double[] out, int to, int n) {
        for (int i = 0; i < n; i++) {
            int place = (int) places[start + i];
            if (place >= 0) {
                out[to + place] += x[from + i];
            }
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
        return "x: grad picked from the places that were written";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return Pick.of(b.grad(), b.in(1), planes);
    }

    @Override
    public Tensor[] jvp(Forward f) {
        return new Tensor[] {Tape.run(this, f.tangent(), f.in(1))};
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new Place(b.shape(shape), Math.toIntExact(planes * b.size())));
    }
}
