package dev.autograd.kernel.parallel;

import dev.autograd.kernel.Conv2d;
import dev.autograd.kernel.Conv2dShape;
import dev.autograd.kernel.Interruption;
import org.jspecify.annotations.Nullable;

/// A convolution image by image. The gradient by the weight is the sum of those of up to eight parts of the batch,
/// however many threads there are.
///
/// @param <A> the array type, `float[]` or `double[]`
final class ParallelConv2d<A> implements Conv2d<A> {
    /// Multiplications from which several threads pay.
    private static final long LEAST = 1L << 21;

    /// Parts of a batch whose gradients by the weight are added.
    private static final int SUMS = 8;

    private final Conv2d<A> whole;
    private final Workers workers;
    private final Addition<A> addition;

    /// Adds arrays.
    @FunctionalInterface
    interface Addition<A> {
        /// Adds `n` elements of `x` from `xOffset` to those of `to`.
        void add(A x, int xOffset, A to, int toOffset, int n);
    }

    ParallelConv2d(Conv2d<A> whole, Workers workers, Addition<A> addition) {
        this.whole = whole;
        this.workers = workers;
        this.addition = addition;
    }

    private static boolean isWorth(Conv2dShape shape) {
        return shape.multiplications() >= LEAST;
    }

    private void cut(Conv2dShape shape, Workers.Part part) {
        Interruption.check(shape.multiplications());
        workers.cut(shape.batch(), 1, isWorth(shape), (image, count) -> {
            Interruption.check(shape.multiplications());
            part.compute(image, count);
        });
    }

    @Override
    public void forward(
            Conv2dShape shape,
            A x,
            int xOffset,
            A weight,
            int weightOffset,
            @Nullable A bias,
            int biasOffset,
            A y,
            int yOffset) {
        int in = shape.inChannels() * shape.inPlane();
        int out = shape.outChannels() * shape.outPlane();
        cut(
                shape,
                (image, count) -> whole.forward(
                        shape.withBatch(count),
                        x,
                        xOffset + image * in,
                        weight,
                        weightOffset,
                        bias,
                        biasOffset,
                        y,
                        yOffset + image * out));
    }

    @Override
    public void backwardInput(Conv2dShape shape, A g, int gOffset, A weight, int weightOffset, A dx, int dxOffset) {
        int in = shape.inChannels() * shape.inPlane();
        int out = shape.outChannels() * shape.outPlane();
        cut(
                shape,
                (image, count) -> whole.backwardInput(
                        shape.withBatch(count),
                        g,
                        gOffset + image * out,
                        weight,
                        weightOffset,
                        dx,
                        dxOffset + image * in));
    }

    @Override
    public void backwardWeight(Conv2dShape shape, A x, int xOffset, A g, int gOffset, A dweight, int dweightOffset) {
        int sums = Math.min(SUMS, shape.batch());
        int size = shape.outChannels() * shape.taps();
        if (sums < 2 || !isWorth(shape) || (long) sums * size > shape.multiplications() / 64) {
            whole.backwardWeight(shape, x, xOffset, g, gOffset, dweight, dweightOffset);
            return;
        }
        int in = shape.inChannels() * shape.inPlane();
        int out = shape.outChannels() * shape.outPlane();
        A parts = Parts.like(dweight, sums * size);
        Interruption.check(shape.multiplications());
        workers.run(sums, i -> {
            Interruption.check(shape.multiplications());
            int image = Parts.start(i, sums, shape.batch());
            int count = Parts.start(i + 1, sums, shape.batch()) - image;
            whole.backwardWeight(
                    shape.withBatch(count), x, xOffset + image * in, g, gOffset + image * out, parts, i * size);
        });
        System.arraycopy(parts, 0, dweight, dweightOffset, size);
        for (int i = 1; i < sums; i++) {
            addition.add(parts, i * size, dweight, dweightOffset, size);
        }
    }

    @Override
    public void backwardBias(Conv2dShape shape, A g, int gOffset, A dbias, int dbiasOffset) {
        whole.backwardBias(shape, g, gOffset, dbias, dbiasOffset);
    }
}
