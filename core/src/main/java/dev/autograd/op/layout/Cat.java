package dev.autograd.op.layout;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Strided;
import dev.autograd.op.Check;
import dev.autograd.op.Op;
import dev.autograd.op.Promotion;
import dev.autograd.value.DType;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Joins tensors along a dimension. Gradient: the slice that came from each.
public final class Cat implements Op {
    private final int dim;
    private final long[] lengths;
    private final long[] starts; // sums of the lengths before: asking each input anew would take quadratic time
    private final DType dtype;

    private Cat(int dim, long[] lengths, DType dtype) {
        this.dim = dim;
        this.lengths = lengths;
        this.starts = new long[lengths.length];
        for (int i = 1; i < lengths.length; i++) {
            starts[i] = starts[i - 1] + lengths[i - 1];
        }
        this.dtype = dtype;
    }

    /// Joins tensors that agree in all dimensions but `dim`. Types are promoted. As in PyTorch, tensors of shape
    /// `(0)` are passed over whatever the others' rank.
    ///
    /// @throws IllegalArgumentException when there are none, or ranks or sizes differ
    public static Tensor of(int dim, Tensor... all) {
        Check.that(all.length > 0, () -> "cat: needs at least one tensor");
        Tensor first = firstWithElements(all);
        Shape shape = first.shape();
        Check.that(shape.rank() > 0, () -> "cat: tensors need at least one dimension, but one is a scalar; use stack");
        int d = Check.dim("cat", dim, shape);
        long[] lengths = new long[all.length];
        long total = 0;
        DType dtype = first.dtype();
        for (int i = 0; i < all.length; i++) {
            dtype = Promotion.later(dtype, all[i].dtype());
            if (!isSkipped(all[i])) {
                check(shape, all[i].shape(), d, i);
                lengths[i] = all[i].shape().size(d);
                total += lengths[i];
            }
            Check.that(total >= 0, () -> "cat: the sizes of dimension " + dim + " add up to more than 63 bits hold");
        }
        return Tape.run(new Cat(d, lengths, dtype), all);
    }

    /// Joins tensors of one shape along a new dimension.
    public static Tensor stack(int dim, Tensor... all) {
        Check.that(all.length > 0, () -> "stack: needs at least one tensor");
        Tensor[] grown = new Tensor[all.length];
        for (int i = 0; i < all.length; i++) {
            if (!all[i].shape().equals(all[0].shape())) {
                throw new IllegalArgumentException("stack: all shapes must be equal, but input 0 is " + all[0].shape()
                        + " and input " + i + " is " + all[i].shape());
            }
            grown[i] = all[i].unsqueeze(Check.newDim("stack", dim, all[0].shape()));
        }
        return of(Check.newDim("stack", dim, all[0].shape()), grown);
    }

    private static boolean isSkipped(Tensor x) {
        return x.shape().rank() == 1 && x.shape().numel() == 0;
    }

    private static Tensor firstWithElements(Tensor[] all) {
        for (Tensor x : all) {
            if (!isSkipped(x)) {
                return x;
            }
        }
        return all[0];
    }

    private static void check(Shape expected, Shape actual, int dim, int index) {
        Check.that(
                actual.rank() == expected.rank(),
                () -> "cat: all inputs need " + expected.rank() + " dimensions like " + expected + ", but input "
                        + index + " is " + actual);
        for (int i = 0; i < expected.rank(); i++) {
            if (i != dim && actual.size(i) != expected.size(i)) {
                throw new IllegalArgumentException("cat: sizes must agree except in dimension " + dim
                        + ", but dimension " + i + " is " + expected.size(i) + " in " + expected + " and "
                        + actual.size(i) + " in input " + index + " " + actual);
            }
        }
    }

    @Override
    public String name() {
        return "cat";
    }

    @Override
    public String onnx() {
        return "Concat";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        long total = 0;
        for (long length : lengths) {
            total += length;
        }
        Shape shape = firstWithElements(inputs).shape().with(dim, total);
        Storage storage = Storage.forResult(dtype, shape.numel());
        Layout whole = shape.contiguous();
        for (int i = 0; i < inputs.length; i++) {
            if (lengths[i] > 0) {
                Tensor x = Copy.dense(inputs[i], dtype);
                Layout place = whole.slice(dim, starts[i], lengths[i], 1);
                Strided.scatter(x.storage().array(), (int) x.layout().offset(), storage.array(), place);
            }
        }
        return new Tensor[] {Tape.wrap(storage, whole)};
    }

    @Override
    public String gradientRule() {
        return "each input: its slice of grad";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        if (lengths[input] == 0) {
            return Tensor.zeros(b.inputShape(input), b.inputDtype(input));
        }
        return b.grad().narrow(dim, starts[input], lengths[input]).to(b.inputDtype(input));
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        Tensor[] pieces = new Tensor[lengths.length];
        for (int i = 0; i < pieces.length; i++) {
            Tensor tangent = f.tangent(i);
            pieces[i] =
                    tangent != null ? tangent : Tensor.zeros(f.outputShape(0).with(dim, lengths[i]), f.outputDtype(0));
        }
        return Tape.runAll(this, pieces);
    }

    /// Examples that are passed over are left out, because with the examples in front they would need the others'
    /// rank.
    @Override
    public Tensor[] vmap(Batch b) {
        boolean allSkipped = true;
        for (int i = 0; i < lengths.length; i++) {
            allSkipped &= isSkipped(b.example(i));
        }
        Tensor[] kept = new Tensor[lengths.length];
        long[] keptLengths = new long[lengths.length];
        int n = 0;
        for (int i = 0; i < lengths.length; i++) {
            if (allSkipped || !isSkipped(b.example(i))) {
                kept[n] = b.stacked(i);
                keptLengths[n++] = lengths[i];
            }
        }
        Cat all = new Cat(dim + 1, Arrays.copyOf(keptLengths, n), dtype);
        return Tape.runAll(all, Arrays.copyOf(kept, n));
    }
}
