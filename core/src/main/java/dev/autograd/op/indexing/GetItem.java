package dev.autograd.op.indexing;

import dev.autograd.Index;
import dev.autograd.Tensor;
import dev.autograd.op.Broadcast;
import dev.autograd.op.Check;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Indexing by a list of entries, as Python's `x[...]`. Single positions, ranges and new axes are views. Index tensors
/// are brought to one, which then picks from the dimensions they stand for joined into one; so duplicates add up in the
/// gradient.
public final class GetItem {
    private final String op; // for errors
    private final Shape shape;
    private Tensor view;
    private int dim; // of the view, for which the next entry stands
    private final List<Integer> dims = new ArrayList<>(); // of the view, that have index tensors
    private final List<Tensor> tensors = new ArrayList<>();

    private GetItem(String op, Tensor x) {
        this.op = op;
        this.shape = x.shape();
        this.view = x;
    }

    /// What the entries pick.
    ///
    /// @throws IndexOutOfBoundsException when there are more entries than dimensions, or a position is outside its
    /// dimension
    /// @throws IllegalArgumentException when a step is not positive, a mask's shape is not that of its
    ///     dimensions, index tensors do not broadcast or hold no integers, or there are two ellipses
    /// @throws IllegalStateException when a mask differs between the examples of `vmap`, and so does what it picks
    public static Tensor of(Tensor x, Index... entries) {
        return of("index", x, entries);
    }

    /// As [#of(Tensor, Index...)], where errors name another operator.
    public static Tensor of(String op, Tensor x, Index... entries) {
        GetItem item = new GetItem(op, x);
        int whole = x.dim() - item.consumed(entries);
        for (Index entry : entries) {
            item.apply(entry, whole);
        }
        return item.tensors.isEmpty() ? item.view : item.pick();
    }

    private int consumed(Index... entries) {
        int consumed = 0;
        int ellipses = 0;
        for (Index entry : entries) {
            consumed += switch (entry) {
                case Index.At _, Index.Range _ -> 1;
                case Index.NewAxis _ -> 0;
                case Index.Ellipsis _ -> {
                    ellipses++;
                    yield 0;
                }
                case Index.Of(Tensor tensor) -> {
                    checkType(tensor);
                    yield tensor.dtype() == DType.BOOL ? tensor.dim() : 1;
                }
            };
        }
        if (ellipses > 1) {
            throw new IllegalArgumentException(op + ": there may be one ellipsis, but there are " + ellipses);
        }
        if (consumed > shape.rank()) {
            throw new IndexOutOfBoundsException(
                    op + ": " + consumed + " dimensions are indexed of shape " + shape + ", which has " + shape.rank());
        }
        return consumed;
    }

    private void checkType(Tensor tensor) {
        Check.that(
                !tensor.dtype().isFloating(),
                () -> op + ": an index tensor " + tensor.shape() + " must be int64, int32 or bool, but is "
                        + tensor.dtype());
    }

    private void apply(Index entry, int whole) {
        switch (entry) {
            case Index.At(long index) -> {
                long size = view.size(dim);
                if (index < -size || index >= size) {
                    throw new IndexOutOfBoundsException(op + ": index " + index + " is out of bounds for dimension "
                            + dim + " of size " + size + ", indexing shape " + shape);
                }
                view = view.select(dim, index);
            }
            case Index.Range(long start, long stop, long step) -> {
                boolean all = start == 0 && stop == Long.MAX_VALUE && step == 1;
                view = all ? view : view.slice(dim, start, stop, step);
                dim++;
            }
            case Index.NewAxis _ -> view = view.unsqueeze(dim++);
            case Index.Ellipsis _ -> dim += whole;
            case Index.Of(Tensor tensor) -> {
                if (tensor.dtype() == DType.BOOL) {
                    mask(tensor);
                } else {
                    add(tensor);
                }
            }
        }
    }

    private void add(Tensor positions) {
        dims.add(dim++);
        tensors.add(positions);
    }

    /// A mask is as many index tensors as it has dimensions: the coordinates of what is true.
    private void mask(Tensor mask) {
        for (int i = 0; i < mask.dim(); i++) {
            if (mask.size(i) != view.size(dim + i)) {
                throw new IllegalArgumentException(
                        op + ": dimension " + i + " of a mask of shape " + mask.shape() + " stands for dimension "
                                + (dim + i) + " of shape " + view.shape() + ", but the sizes differ");
            }
        }
        Nonzero.checkShared(op, "mask", mask, "where, or an index tensor of integers");
        if (mask.dim() == 0) { // picks everything or nothing, along a new dimension
            view = view.unsqueeze(dim);
            add(Nonzero.flat(mask));
            return;
        }
        Tensor coordinates = Nonzero.of(mask);
        for (int i = 0; i < mask.dim(); i++) {
            add(coordinates.select(1, i));
        }
    }

    private Tensor pick() {
        Shape picked = tensors.get(0).shape();
        for (Tensor tensor : tensors) {
            picked = Broadcast.shapes(op, picked, tensor.shape());
        }
        int k = dims.size();
        int first = dims.get(0);
        if (dims.get(k - 1) - first != k - 1) { // apart, so that the result has their dimensions in front
            view = view.permute(indexedFirst());
            first = 0;
        }
        Shape from = view.shape();
        Tensor[] index = new Tensor[k];
        for (int i = 0; i < k; i++) {
            index[i] = tensors.get(i).expand(picked);
        }
        Shape sizes = Shape.of(Arrays.copyOfRange(from.sizes(), first, first + k));
        Tensor joinedIndex = LinearIndex.wrapping(op, dims.get(0), sizes, index).reshape(picked.numel());
        Tensor joined = k == 1 ? view : view.reshape(replaced(from, first, k, Shape.of(sizes.numel())));
        Tensor rows = IndexSelect.of("index", joined, first, joinedIndex);
        return rows.reshape(replaced(from, first, k, picked));
    }

    private int[] indexedFirst() {
        IntStream others = IntStream.range(0, view.dim()).filter(i -> !dims.contains(i));
        return IntStream.concat(dims.stream().mapToInt(i -> i), others).toArray();
    }

    /// A shape with `k` dimensions from `first` replaced by those of another.
    private static Shape replaced(Shape shape, int first, int k, Shape by) {
        long[] sizes = new long[shape.rank() - k + by.rank()];
        System.arraycopy(shape.sizes(), 0, sizes, 0, first);
        System.arraycopy(by.sizes(), 0, sizes, first, by.rank());
        System.arraycopy(shape.sizes(), first + k, sizes, first + by.rank(), shape.rank() - first - k);
        return Shape.of(sizes);
    }
}
