package dev.autograd.conformance.check;

import dev.autograd.Tensor;
import dev.autograd.conformance.reference.Strides;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The same values lying otherwise in memory, surrounded by others that must not be read.
final class Memory {
    private static final int OFFSET = 3;

    private Memory() {}

    /// A leaf with the values of `x`.
    static Tensor laid(Tensor x, Strides strides) {
        return switch (strides) {
            case T -> reversed(reversed(x).contiguous()).detach();
            case S2 -> everySecond(x).detach();
            case OFF -> inside(x).detach();
        };
    }

    private static Tensor reversed(Tensor x) {
        int rank = x.dim();
        return rank < 2
                ? x
                : x.permute(IntStream.range(0, rank).map(i -> rank - 1 - i).toArray());
    }

    private static Tensor everySecond(Tensor x) {
        if (x.dim() == 0) {
            return x;
        }
        int last = x.dim() - 1;
        Tensor pairs = Tensor.stack(x.dim(), x, strange(x.shape(), x.dtype()));
        long[] sizes = x.shape().sizes();
        sizes[last] *= 2;
        return pairs.reshape(sizes).slice(last, 0, sizes[last], 2);
    }

    private static Tensor inside(Tensor x) {
        Tensor before = strange(Shape.of(OFFSET), x.dtype());
        Tensor after = strange(Shape.of(1), x.dtype());
        return Tensor.cat(0, before, x.reshape(-1), after)
                .narrow(0, OFFSET, x.numel())
                .view(x.shape().sizes());
    }

    /// Values that show where they are read: NaN where there is one.
    private static Tensor strange(Shape shape, DType dtype) {
        return switch (dtype) {
            case FLOAT32, FLOAT64 -> Tensor.full(shape, Double.NaN, dtype);
            case INT32, INT64 -> Tensor.full(shape, -77_777, dtype);
            case BOOL -> {
                boolean[] all = new boolean[(int) shape.numel()];
                Arrays.fill(all, true);
                yield Tensor.of(all, shape);
            }
        };
    }
}
