package dev.autograd.op.layout;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Elements;
import dev.autograd.kernel.Strided;
import dev.autograd.op.Check;
import dev.autograd.op.Op;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Surrounds a tensor with a constant; negative amounts cut off. Gradient: the inner part of the gradient, that is a
/// pad by the negated amounts.
public final class Pad implements Op {
    private final long[] before; // by dimension
    private final long[] after;
    private final double value;

    private Pad(long[] before, long[] after, double value) {
        this.before = before;
        this.after = after;
        this.value = value;
    }

    /// As `nn.functional.pad` with mode `constant`: amounts come in pairs (before, after), the last dimension's
    /// first.
    ///
    /// @throws IllegalArgumentException when the amounts are odd in number, too many, or cut off more than there is
    public static Tensor of(Tensor x, double value, long... amounts) {
        Shape shape = x.shape();
        Check.that(
                amounts.length % 2 == 0,
                () -> "pad: amounts come in pairs (before, after), but " + Arrays.toString(amounts) + " has "
                        + amounts.length);
        Check.that(
                amounts.length <= 2 * shape.rank(),
                () -> "pad: " + Arrays.toString(amounts) + " pads " + amounts.length / 2 + " dimensions, but shape "
                        + shape + " has " + shape.rank());
        for (long amount : amounts) {
            Check.that(
                    amount >= -Storage.MAX_LENGTH && amount <= Storage.MAX_LENGTH,
                    () -> "pad: amount " + amount + " of " + Arrays.toString(amounts) + " is more than a tensor holds");
        }
        long[] before = new long[shape.rank()];
        long[] after = new long[shape.rank()];
        for (int i = 0; i < amounts.length / 2; i++) {
            int dim = shape.rank() - 1 - i;
            before[dim] = amounts[2 * i];
            after[dim] = amounts[2 * i + 1];
            Check.that(
                    shape.size(dim) + before[dim] + after[dim] >= 0,
                    () -> "pad: amounts (" + before[dim] + ", " + after[dim] + ") cut more than the size of dimension "
                            + dim + " of shape " + shape);
        }
        return Tape.run(new Pad(before, after, value), x);
    }

    @Override
    public String name() {
        return "pad";
    }

    @Override
    public String onnx() {
        return "Pad";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = inputs[0];
        long[] sizes = x.shape().sizes();
        Layout from = x.layout();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] += before[i] + after[i];
            long cut = Math.max(0, -before[i]);
            long kept = Math.max(0, from.shape().size(i) - cut - Math.max(0, -after[i]));
            from = from.slice(i, kept == 0 ? 0 : cut, kept, 1);
        }
        Shape shape = Shape.of(sizes);
        Storage storage = Storage.allocate(x.dtype(), shape.numel());
        if (value != 0) {
            Elements.fill(storage.array(), 0, storage.length(), value);
        }
        Layout to = shape.contiguous();
        for (int i = 0; i < sizes.length; i++) {
            to = to.slice(
                    i,
                    from.shape().size(i) == 0 ? 0 : Math.max(0, before[i]),
                    from.shape().size(i),
                    1);
        }
        Tensor inner = Copy.dense(Tape.view(x, from));
        Strided.scatter(inner.storage().array(), (int) inner.layout().offset(), storage.array(), to);
        return new Tensor[] {Tape.wrap(storage, shape.contiguous())};
    }

    @Override
    public boolean givesInfinity() {
        return Double.isInfinite(value);
    }

    @Override
    public String gradientRule() {
        return "x: the inner part of grad";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return Tape.run(new Pad(negated(before), negated(after), 0), b.grad());
    }

    /// The constant does not move.
    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return f.linear(new Pad(before, after, 0));
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new Pad(moved(before), moved(after), value));
    }

    /// With nothing in front of a dimension more.
    private static long[] moved(long[] amounts) {
        long[] result = new long[amounts.length + 1];
        System.arraycopy(amounts, 0, result, 1, amounts.length);
        return result;
    }

    private static long[] negated(long[] amounts) {
        long[] result = new long[amounts.length];
        Arrays.setAll(result, i -> -amounts[i]);
        return result;
    }
}
