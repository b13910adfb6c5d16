package dev.autograd.op.reduction;

import dev.autograd.Tensor;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Tape;
import dev.autograd.op.Check;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import java.util.Arrays;

/// Which dimensions an operator reduces, and what that means for shapes, memory and gradients.
///
/// @param dims counted from the front, ascending; none of a scalar
/// @param keepDim whether reduced dimensions stay, with size 1
record Reduced(int[] dims, boolean keepDim) {
    /// PyTorch's limit, beyond which it refuses to reduce.
    private static final int MAX_RANK = 64;

    /// The dimensions as a user gave them, where none means all.
    ///
    /// @throws IndexOutOfBoundsException when there is no such dimension
    /// @throws IllegalArgumentException when one is given twice, or there are more than 64
    static Reduced of(String op, Shape shape, boolean keepDim, int... dims) {
        Check.that(
                shape.rank() <= MAX_RANK,
                () -> op + ": at most " + MAX_RANK + " dimensions can be reduced, but shape " + shape + " has "
                        + shape.rank());
        return new Reduced(Check.dims(op, dims, shape), keepDim);
    }

    /// The same dimensions of each example, where the examples stand in front. Of scalar examples none is reduced.
    Reduced moved() {
        return new Reduced(Batch.moved(dims), keepDim);
    }

    /// How many elements go into one.
    long count(Shape shape) {
        long count = 1;
        for (int dim : dims) {
            count *= shape.size(dim);
        }
        return count;
    }

    /// The shape of the result.
    Shape shape(Shape input) {
        return keepDim ? kept(input) : dropped(input);
    }

    /// The result's shape with the reduced dimensions kept as size 1.
    Shape kept(Shape input) {
        long[] sizes = input.sizes();
        for (int dim : dims) {
            sizes[dim] = 1;
        }
        return Shape.of(sizes);
    }

    private Shape dropped(Shape input) {
        long[] sizes = new long[input.rank() - dims.length];
        int at = 0;
        for (int i = 0; i < input.rank(); i++) {
            if (Arrays.binarySearch(dims, i) < 0) {
                sizes[at++] = input.size(i);
            }
        }
        return Shape.of(sizes);
    }

    /// A tensor of the result's shape stretched back over the input's.
    Tensor restore(Tensor reduced, Shape input) {
        return reduced.reshape(kept(input)).expand(input);
    }

    /// A kernel that combines the middle of (outer, length, inner), such as [dev.autograd.kernel.Reductions#sum].
    @FunctionalInterface
    interface Kernel {
        void run(Object x, int xOffset, Object out, int outOffset, int outer, int length, int inner);
    }

    /// What a kernel makes of the elements, in a new tensor.
    ///
    /// @param read the type the kernel reads, to which elements are converted where theirs is another
    /// @param written the type the kernel writes
    Tensor reduce(Tensor x, DType read, DType written, Kernel kernel) {
        Shape shape = shape(x.shape());
        Storage out = Storage.forResult(written, shape.numel());
        dense(x, read).feed(kernel, out);
        return Tape.wrap(out, shape.contiguous());
    }

    /// With the reduced dimensions joined into one, the last: a recorded rearrangement.
    Tensor join(Tensor x) {
        Shape kept = dropped(x.shape());
        long[] sizes = Arrays.copyOf(kept.sizes(), kept.rank() + 1);
        sizes[kept.rank()] = count(x.shape());
        return x.permute(reducedLast(x.dim())).reshape(Shape.of(sizes));
    }

    /// Undoes [#join] for an input of that shape.
    Tensor part(Tensor joined, Shape input) {
        int[] order = reducedLast(input.rank());
        long[] sizes = new long[order.length];
        int[] inverse = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            sizes[i] = input.size(order[i]);
            inverse[order[i]] = i;
        }
        return joined.reshape(Shape.of(sizes)).permute(inverse);
    }

    /// The elements in the order (outer, length, inner), as the kernels want them.
    Dense dense(Tensor x, DType dtype) {
        Shape shape = x.shape();
        if (dims.length == 0) {
            return new Dense(Copy.dense(x, dtype), (int) shape.numel(), 1, 1); // of scalars
        }
        int first = dims[0];
        int last = dims[dims.length - 1];
        if (last - first + 1 == dims.length) {
            int outer = 1;
            int inner = 1;
            for (int i = 0; i < shape.rank(); i++) {
                outer *= i < first ? (int) shape.size(i) : 1;
                inner *= i > last ? (int) shape.size(i) : 1;
            }
            return new Dense(Copy.dense(x, dtype), outer, (int) count(shape), inner);
        }
        return rows(x, dtype);
    }

    /// The elements in the order (outer, length, 1): reduced dimensions last.
    Dense rows(Tensor x, DType dtype) {
        Tensor moved = Copy.dense(Tape.view(x, x.layout().permute(reducedLast(x.dim()))), dtype);
        return new Dense(moved, (int) kept(x.shape()).numel(), (int) count(x.shape()), 1);
    }

    private int[] reducedLast(int rank) {
        int[] order = new int[rank];
        int at = 0;
        for (int i = 0; i < rank; i++) {
            if (Arrays.binarySearch(dims, i) < 0) {
                order[at++] = i;
            }
        }
        System.arraycopy(dims, 0, order, at, dims.length);
        return order;
    }

    /// A contiguous tensor seen as (outer, length, inner), of which the middle is reduced.
    record Dense(Tensor tensor, int outer, int length, int inner) {
        Object array() {
            return tensor.storage().array();
        }

        int offset() {
            return (int) tensor.layout().offset();
        }

        /// Runs a kernel into a storage from its start.
        void feed(Kernel kernel, Storage out) {
            kernel.run(array(), offset(), out.array(), 0, outer, length, inner);
        }
    }
}
