package dev.autograd.kernel.parallel;

import dev.autograd.kernel.Pool2d;
import dev.autograd.kernel.Pool2dShape;

/// A pooling plane by plane.
///
/// @param <A> the array type, `float[]` or `double[]`
final class ParallelPool2d<A> implements Pool2d<A> {
    /// Elements of windows from which several threads pay.
    private static final long LEAST = 1L << 17;

    private final Pool2d<A> whole;
    private final Workers workers;

    ParallelPool2d(Pool2d<A> whole, Workers workers) {
        this.whole = whole;
        this.workers = workers;
    }

    private void cut(Pool2dShape shape, Workers.Part part) {
        long elements = (long) shape.planes() * shape.outPlane() * shape.kernelHeight() * shape.kernelWidth();
        workers.cut(shape.planes(), 1, elements >= LEAST, part);
    }

    @Override
    public void max(Pool2dShape shape, A x, int xOffset, A y, int yOffset, long[] indices, int indicesOffset) {
        cut(
                shape,
                (plane, count) -> whole.max(
                        shape.withPlanes(count),
                        x,
                        xOffset + plane * shape.inPlane(),
                        y,
                        yOffset + plane * shape.outPlane(),
                        indices,
                        indicesOffset + plane * shape.outPlane()));
    }

    @Override
    public void maxBackward(
            Pool2dShape shape, A g, int gOffset, long[] indices, int indicesOffset, A dx, int dxOffset) {
        cut(
                shape,
                (plane, count) -> whole.maxBackward(
                        shape.withPlanes(count),
                        g,
                        gOffset + plane * shape.outPlane(),
                        indices,
                        indicesOffset + plane * shape.outPlane(),
                        dx,
                        dxOffset + plane * shape.inPlane()));
    }

    @Override
    public void average(Pool2dShape shape, Divisor divisor, A x, int xOffset, A y, int yOffset) {
        cut(
                shape,
                (plane, count) -> whole.average(
                        shape.withPlanes(count),
                        divisor,
                        x,
                        xOffset + plane * shape.inPlane(),
                        y,
                        yOffset + plane * shape.outPlane()));
    }

    @Override
    public void averageBackward(Pool2dShape shape, Divisor divisor, A g, int gOffset, A dx, int dxOffset) {
        cut(
                shape,
                (plane, count) -> whole.averageBackward(
                        shape.withPlanes(count),
                        divisor,
                        g,
                        gOffset + plane * shape.outPlane(),
                        dx,
                        dxOffset + plane * shape.inPlane()));
    }
}
