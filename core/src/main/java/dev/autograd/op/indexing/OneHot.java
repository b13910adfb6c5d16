package dev.autograd.op.indexing;

import dev.autograd.Tensor;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Tape;
import dev.autograd.op.Check;
import dev.autograd.op.Op;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import java.util.Arrays;

/// A vector with a single 1 for every index, int64: indices `(...)` give `(..., classes)`. Without a gradient.
public final class OneHot implements Op {
    private final int classes;

    private OneHot(int classes) {
        this.classes = classes;
    }

    /// Marks classes from 0 to the largest there is.
    ///
    /// @throws IllegalArgumentException when `index` holds no integers, or nothing at all
    /// @throws IndexOutOfBoundsException when an index is negative
    public static Tensor of(Tensor index) {
        Check.index("oneHot", "index", index);
        Check.that(
                index.numel() > 0,
                () -> "oneHot: index " + index.shape() + " is empty, so the number of classes must be given");
        return of(index, Math.toIntExact(index.max().itemLong() + 1));
    }

    /// Marks classes from 0 to `classes - 1`.
    ///
    /// @throws IllegalArgumentException when `index` holds no integers or `classes` is negative
    /// @throws IndexOutOfBoundsException when an index is no class
    public static Tensor of(Tensor index, int classes) {
        Check.index("oneHot", "index", index);
        Check.that(classes >= 0, () -> "oneHot: the number of classes must not be negative, but is " + classes);
        return Tape.run(new OneHot(classes), index);
    }

    @Override
    public String name() {
        return "oneHot";
    }

    @Override
    public String onnx() {
        return "OneHot";
    }

    @Override
    public boolean differentiable(int input) {
        return false;
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor index = inputs[0];
        long[] marked = index.toLongArray();
        for (long one : marked) {
            if (one < 0 || one >= classes) {
                throw new IndexOutOfBoundsException("oneHot: class " + one + " is not from 0 to " + (classes - 1));
            }
        }
        long[] sizes = Arrays.copyOf(index.shape().sizes(), index.dim() + 1);
        sizes[index.dim()] = classes;
        Shape shape = Shape.of(sizes);
        Storage out = Storage.allocate(DType.INT64, shape.numel());
        long[] ones = (long[]) out.array();
        for (int i = 0; i < marked.length; i++) {
            ones[i * classes + (int) marked[i]] = 1;
        }
        return new Tensor[] {Tape.wrap(out, shape.contiguous())};
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(this);
    }
}
