package dev.autograd.op.indexing;

import dev.autograd.Tensor;
import dev.autograd.ValuesAndIndices;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Kernels;
import dev.autograd.kernel.Sort.Order;
import dev.autograd.op.Check;
import dev.autograd.op.Op;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.DType;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Sorts along a dimension, or picks the first of what would be sorted. Stable; NaN counts as larger than every number.
/// The gradient goes to the elements that were picked.
public final class Sort implements Op {
    private final String name;
    private final int dim;
    private final int k;
    private final Order order;

    private Sort(String name, int dim, int k, Order order) {
        this.name = name;
        this.dim = dim;
        this.k = k;
        this.order = order;
    }

    /// Smallest first.
    public static ValuesAndIndices ascending(Tensor x, int dim) {
        return sort("sort", x, dim, Order.ASCENDING);
    }

    /// Largest first.
    public static ValuesAndIndices descending(Tensor x, int dim) {
        return sort("sort", x, dim, Order.DESCENDING);
    }

    /// Where the elements of the sorted tensor come from, smallest first.
    public static Tensor argsort(Tensor x, int dim) {
        return sort("argsort", x, dim, Order.ASCENDING).indices();
    }

    /// Where the elements of the sorted tensor come from, largest first.
    public static Tensor argsortDescending(Tensor x, int dim) {
        return sort("argsort", x, dim, Order.DESCENDING).indices();
    }

    /// The `k` largest, largest first.
    ///
    /// @throws IllegalArgumentException when there are fewer than `k`, or `k` is negative
    public static ValuesAndIndices largest(Tensor x, int k, int dim) {
        return topk(x, k, dim, Order.DESCENDING);
    }

    /// The `k` smallest, smallest first.
    ///
    /// @throws IllegalArgumentException when there are fewer than `k`, or `k` is negative
    public static ValuesAndIndices smallest(Tensor x, int k, int dim) {
        return topk(x, k, dim, Order.ASCENDING);
    }

    private static ValuesAndIndices topk(Tensor x, int k, int dim, Order order) {
        int d = Check.dim("topk", dim, x.shape());
        long size = Indices.size(x.shape(), d);
        Check.that(
                k >= 0 && k <= size,
                () -> "topk: k is " + k + ", but must be from 0 to " + size + ", the size of dimension " + dim
                        + " of shape " + x.shape());
        // Of a scalar PyTorch gives the scalar, also for k = 0.
        return run(new Sort("topk", d, x.dim() == 0 ? 1 : k, order), x);
    }

    private static ValuesAndIndices sort(String name, Tensor x, int dim, Order order) {
        int d = Check.dim(name, dim, x.shape());
        return run(new Sort(name, d, (int) Indices.size(x.shape(), d), order), x);
    }

    private static ValuesAndIndices run(Sort op, Tensor x) {
        Tensor[] outputs = Tape.runAll(op, x);
        return new ValuesAndIndices(outputs[0], outputs[1]);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable String onnx() {
        return name.equals("argsort") ? null : "TopK";
    }

    @Override
    public boolean differentiableOutput(int output) {
        return output == 0;
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = inputs[0];
        DType read = x.dtype() == DType.BOOL ? DType.INT32 : x.dtype();
        int n = (int) Indices.size(x.shape(), dim);
        Layout rows = swapped(x.layout());
        Tensor dense = Copy.dense(Tape.view(x, rows), read);
        Shape picked = x.dim() == 0 ? rows.shape() : rows.shape().with(x.dim() - 1, k);
        Storage values = Storage.forResult(read, picked.numel());
        Storage indices = Storage.forResult(DType.INT64, picked.numel());
        Kernels.sort(read)
                .topk(
                        dense.storage().array(),
                        (int) dense.layout().offset(),
                        k,
                        order,
                        values.array(),
                        0,
                        (long[]) indices.array(),
                        0,
                        n == 0 ? 0 : (int) (x.numel() / n),
                        n);
        Layout places = swapped(picked.contiguous());
        return new Tensor[] {Copy.dense(Tape.wrap(values, places), x.dtype()), Copy.dense(Tape.wrap(indices, places))};
    }

    /// The layout with the sorted dimension last, and of such a one the layout with it in its place.
    private Layout swapped(Layout layout) {
        int last = layout.shape().rank() - 1;
        int[] order = IntStream.rangeClosed(0, last)
                .map(i -> i == dim ? last : i == last ? dim : i)
                .toArray();
        return last <= 0 ? layout : layout.permute(order);
    }

    @Override
    public long saves(int input) {
        return Op.output(1);
    }

    @Override
    public String gradientRule() {
        return "x: grad in the places that the elements came from";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        Tensor zeros = Tensor.zeros(b.inputShape(0), b.inputDtype(0));
        return ScatterAdd.of(zeros, dim, b.out(1), b.grad());
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return new Tensor[] {Gather.of(f.tangent(), dim, f.out(1)), null};
    }

    @Override
    public Tensor[] vmap(Batch b) {
        Tensor[] all = Tape.runAll(new Sort(name, dim + 1, k, order), Examples.of(b, 0));
        if (b.example(0).dim() == 0) {
            Shape scalars = b.shape(Shape.SCALAR);
            return new Tensor[] {all[0].reshape(scalars), all[1].reshape(scalars)};
        }
        return all;
    }
}
