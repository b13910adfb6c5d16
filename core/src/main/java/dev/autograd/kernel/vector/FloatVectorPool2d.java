package dev.autograd.kernel.vector;

import dev.autograd.kernel.Pool2d;
import dev.autograd.kernel.Pool2dShape;
import dev.autograd.kernel.plain.FloatPool2d;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The maxima of two by two elements, two columns apart, which is what most networks pool, by vectors; the rest is left
/// to plain loops.
final class FloatVectorPool2d implements Pool2d<float[]> {
    // Rows are short: vectors of 256 bits leave fewer elements over.
    private static final VectorShape SHAPE =
            Lanes.FLOAT.vectorBitSize() > 256 ? VectorShape.S_256_BIT : Lanes.FLOAT.vectorShape();
    private static final VectorSpecies<Float> S = VectorSpecies.of(float.class, SHAPE);
    private static final VectorSpecies<Integer> I = VectorSpecies.of(int.class, SHAPE);
    private static final VectorSpecies<Long> J = VectorSpecies.of(long.class, SHAPE);

    /// Windows of one vector.
    private static final int WINDOWS = S.length() / 2;

    /// Exchanges the elements of each pair of neighbours.
    private static final VectorShuffle<Float> SWAP = VectorShuffle.fromOp(S, lane -> lane ^ 1);

    private static final VectorShuffle<Integer> SWAP_INTS = VectorShuffle.fromOp(I, lane -> lane ^ 1);

    /// A place behind that of any element.
    private static final IntVector NONE = IntVector.broadcast(I, Integer.MAX_VALUE);

    /// The lower half of each lane.
    private static final long LOW = 0xffff_ffffL;

    /// The column of each lane in its window.
    private static final int[] COLUMNS = new int[I.length()];

    /// The column of each window in the input.
    private static final long[] CORNERS = new long[WINDOWS];

    static {
        Arrays.setAll(COLUMNS, lane -> lane % 2);
        Arrays.setAll(CORNERS, window -> 2L * window);
    }

    private final Pool2d<float[]> plain;

    FloatVectorPool2d(Pool2d<float[]> plain) {
        this.plain = plain;
    }

    @Override
    public void max(
            Pool2dShape shape, float[] x, int xOffset, float[] y, int yOffset, long[] indices, int indicesOffset) {
        if (shape.isTwoByTwo()
                && shape.strideWidth() == 2
                && Readiness.FLOAT_POOLS.of((long) shape.planes() * shape.inPlane())) {
            maxOfFours(shape, x, xOffset, y, yOffset, indices, indicesOffset);
        } else {
            plain.max(shape, x, xOffset, y, yOffset, indices, indicesOffset);
        }
    }

    /// By vectors, compiled or not.
    static void maxOfFours(
            Pool2dShape shape, float[] x, int xOffset, float[] y, int yOffset, long[] indices, int indicesOffset) {
        int outHeight = shape.outHeight();
        int outWidth = shape.outWidth();
        for (int plane = 0; plane < shape.planes(); plane++) {
            int from = xOffset + plane * shape.inPlane();
            for (int h = 0; h < outHeight; h++) {
                int to = (plane * outHeight + h) * outWidth;
                rowOfFours(shape, x, from, h, outWidth, indices, indicesOffset + to);
                for (int w = 0; w < outWidth; w++) {
                    y[yOffset + to + w] = x[from + (int) indices[indicesOffset + to + w]];
                }
            }
        }
    }

    /// The indices of one row of outputs. In each pair of lanes, first the larger of the elements above each
    /// other wins, then the larger of the neighbours; of equals always the one that comes first in the window.
    private static void rowOfFours(
            Pool2dShape shape, float[] x, int from, int h, int outWidth, long[] indices, int indicesTo) {
        int width = shape.width();
        int start = h * shape.strideHeight() * width;
        int whole = outWidth - outWidth % WINDOWS;
        IntVector above = IntVector.fromArray(I, COLUMNS, 0);
        IntVector below = above.add(width);
        LongVector corners = LongVector.fromArray(J, CORNERS, 0);
        for (int w = 0; w < whole; w += WINDOWS) {
            int at = start + 2 * w;
            FloatVector upper = FloatVector.fromArray(S, x, from + at);
            FloatVector lower = FloatVector.fromArray(S, x, from + at + width);
            FloatVector sum = upper.add(lower);
            if (sum.compare(VectorOperators.NE, sum).anyTrue()) { // NaN, or infinities of both signs
                FloatPool2d.maxOfFours(shape, x, from, h, w, w + WINDOWS, indices, indicesTo);
                continue;
            }
            VectorMask<Float> isBelow = lower.compare(VectorOperators.GT, upper);
            FloatVector larger = upper.blend(lower, isBelow);
            IntVector place = above.blend(below, isBelow.cast(I));
            FloatVector beside = larger.rearrange(SWAP);
            IntVector largest =
                    NONE.blend(place, larger.compare(VectorOperators.GE, beside).cast(I));
            LongVector first = largest.min(largest.rearrange(SWAP_INTS)).reinterpretAsLongs();
            first.and(LOW).add(corners).add(at).intoArray(indices, indicesTo + w);
        }
        FloatPool2d.maxOfFours(shape, x, from, h, whole, outWidth, indices, indicesTo);
    }

    @Override
    public void maxBackward(
            Pool2dShape shape, float[] g, int gOffset, long[] indices, int indicesOffset, float[] dx, int dxOffset) {
        plain.maxBackward(shape, g, gOffset, indices, indicesOffset, dx, dxOffset);
    }

    @Override
    public void average(Pool2dShape shape, Divisor divisor, float[] x, int xOffset, float[] y, int yOffset) {
        plain.average(shape, divisor, x, xOffset, y, yOffset);
    }

    @Override
    public void averageBackward(Pool2dShape shape, Divisor divisor, float[] g, int gOffset, float[] dx, int dxOffset) {
        plain.averageBackward(shape, divisor, g, gOffset, dx, dxOffset);
    }
}
