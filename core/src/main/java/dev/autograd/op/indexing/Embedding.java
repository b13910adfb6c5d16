package dev.autograd.op.indexing;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Modes;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Picks;
import dev.autograd.op.Check;
import dev.autograd.op.Op;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Rows of a matrix by index: indices `(...)` of weight `(V, D)` give `(..., D)`. Gradient: added to the rows they came
/// from, but not to the padding's; on request divided by how often a row was looked up.
public final class Embedding implements Op {
    private static final long NONE = -1;

    private final long padding;
    private final boolean byFrequency;

    private Embedding(long padding, boolean byFrequency) {
        this.padding = padding;
        this.byFrequency = byFrequency;
    }

    /// Looks rows up.
    ///
    /// @param indices integers from 0 to V - 1, of any shape
    /// @param weight `(V, D)`
    /// @throws IllegalArgumentException when `indices` holds no integers or `weight` is no matrix
    /// @throws IndexOutOfBoundsException when an index is no row of the weight
    public static Tensor of(Tensor indices, Tensor weight) {
        return run(indices, weight, NONE, false);
    }

    /// As above, where one row, the padding, gets no gradient.
    ///
    /// @param paddingIdx the row, counted from the end when negative
    /// @throws IndexOutOfBoundsException when it, or an index, is no row of the weight
    public static Tensor of(Tensor indices, Tensor weight, long paddingIdx) {
        return run(indices, weight, row(weight, paddingIdx), false);
    }

    /// As above, where the gradient of each row is divided by how often it was looked up.
    ///
    /// @param paddingIdx the row that gets no gradient, counted from the end when negative; null for none
    /// @throws IndexOutOfBoundsException when it, or an index, is no row of the weight
    public static Tensor scaledByFrequency(Tensor indices, Tensor weight, @Nullable Long paddingIdx) {
        return run(indices, weight, paddingIdx == null ? NONE : row(weight, paddingIdx), true);
    }

    private static long row(Tensor weight, long paddingIdx) {
        Check.rank("embedding", "weight", weight, 2);
        long rows = weight.size(0);
        if (paddingIdx < -rows || paddingIdx >= rows) {
            throw new IndexOutOfBoundsException(
                    "embedding: paddingIdx " + paddingIdx + " is no row of weight " + weight.shape());
        }
        return paddingIdx < 0 ? paddingIdx + rows : paddingIdx;
    }

    private static Tensor run(Tensor indices, Tensor weight, long padding, boolean byFrequency) {
        Check.rank("embedding", "weight", weight, 2);
        Check.index("embedding", "indices", indices);
        return Tape.run(new Embedding(padding, byFrequency), weight, indices);
    }

    @Override
    public String name() {
        return "embedding";
    }

    @Override
    public String onnx() {
        return "Gather";
    }

    @Override
    public boolean differentiable(int input) {
        return input == 0;
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor weight = Copy.dense(inputs[0]);
        int rows = (int) weight.size(0);
        int width = (int) weight.size(1);
        int[] index = Indices.read("embedding", inputs[1], 0, rows);
        long[] sizes = Arrays.copyOf(inputs[1].shape().sizes(), inputs[1].dim() + 1);
        sizes[sizes.length - 1] = width;
        Shape shape = Shape.of(sizes);
        Storage out = Storage.allocate(weight.dtype(), shape.numel());
        Picks.select(weight.storage().array(), (int) weight.layout().offset(), 1, rows, width, index, out.array());
        return new Tensor[] {Tape.wrap(out, shape.contiguous())};
    }

    @Override
    public long saves(int input) {
        return Op.input(1);
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        Shape weight = b.inputShape(0);
        Tensor index = b.in(1).reshape(-1);
        Tensor rows = b.grad().reshape(Shape.of(index.numel(), weight.size(1)));
        if (padding != NONE) {
            rows = rows.maskedFill(index.eq(padding).unsqueeze(1), 0);
        }
        if (byFrequency) {
            rows = Tape.run(new ByFrequency(weight.size(0)), rows, index);
        }
        return IndexAdd.of(Tensor.zeros(weight, b.inputDtype(0)), 0, index, rows);
    }

    /// Divides the rows of a gradient by how often each was looked up. As in PyTorch this says how far to step and is no
    /// part of what is differentiated: higher orders pass through as if nothing was divided.
    private record ByFrequency(long rows) implements Op {
        @Override
        public String name() {
            return "embeddingByFrequency";
        }

        @Override
        public boolean differentiable(int input) {
            return input == 0;
        }

        @Override
        public Tensor[] forward(Tensor[] inputs) {
            Tensor index = inputs[1];
            return new Tensor[] {
                Modes.quiet(() -> {
                    Tensor ones = Tensor.ones(index.shape(), DType.INT64);
                    Tensor counts = IndexAdd.of(Tensor.zeros(Shape.of(rows), DType.INT64), 0, index, ones);
                    Tensor divisors = IndexSelect.of(counts, 0, index).to(inputs[0].dtype());
                    return inputs[0].div(divisors.unsqueeze(1));
                })
            };
        }

        @Override
        public Tensor gradient(int input, Backward b) {
            return b.grad();
        }
    }
}
