package dev.autograd.op.indexing;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
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
        Storage out = Storage.forResult(weight.dtype(), shape.numel());
        Picks.select(weight.storage().array(), (int) weight.layout().offset(), 1, rows, width, index, out.array());
        return new Tensor[] {Tape.wrap(out, shape.contiguous())};
    }

    @Override
    public long saves(int input) {
        return Op.input(1);
    }

    @Override
    public String gradientRule() {
        return "weight: grad added to the rows that were picked";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        Shape weight = b.inputShape(0);
        Tensor index = b.in(1).reshape(-1);
        Tensor rows = b.grad().reshape(Shape.of(index.numel(), weight.size(1)));
        Tensor kept = unpadded(rows, index);
        Tensor scaled = byFrequency ? Tape.run(new ByFrequency(weight.size(0)), kept, index) : kept;
        return IndexAdd.of(Tensor.zeros(weight, b.inputDtype(0)), 0, index, scaled);
    }

    private Tensor unpadded(Tensor rows, Tensor index) {
        return padding == NONE ? rows : rows.maskedFill(index.eq(padding).unsqueeze(-1), 0);
    }

    /// The padding does not move, as it has no gradient. Frequencies scale gradients only.
    @Override
    public Tensor[] jvp(Forward f) {
        return new Tensor[] {unpadded(Tape.run(this, f.tangent(), f.in(1)), f.in(1))};
    }

    /// Frequencies are counted within one example, so those run one after another.
    @Override
    public Tensor[] vmap(Batch b) {
        if (byFrequency) {
            return b.loop(this);
        }
        return b.isBatched(0)
                ? b.compose(in -> new Tensor[] {fromOwn(in[0], in[1])})
                : Tape.runAll(this, b.in(0), b.in(1));
    }

    /// The same where every example has a weight of its own.
    private Tensor fromOwn(Tensor weight, Tensor index) {
        long[] sizes = Arrays.copyOf(index.shape().sizes(), index.dim() + 1);
        sizes[index.dim()] = weight.size(1);
        Tensor rows =
                IndexSelect.of(name(), weight, 0, index.reshape(index.numel())).reshape(Shape.of(sizes));
        return padding == NONE ? rows : rows.detach().where(index.eq(padding).unsqueeze(-1), rows);
    }

    /// Divides the rows of a gradient by how often each was looked up. As in PyTorch this says how far to
    /// step and is no part of what is differentiated: higher orders pass through as if nothing was divided.
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
        public String gradientRule() {
            return "x: grad";
        }

        @Override
        public Tensor gradient(int input, Backward b) {
            return b.grad();
        }

        @Override
        public Tensor[] jvp(Forward f) {
            return new Tensor[] {f.tangent()};
        }
    }
}
