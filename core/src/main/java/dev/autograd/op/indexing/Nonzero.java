package dev.autograd.op.indexing;

import dev.autograd.Tensor;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Tape;
import dev.autograd.op.Op;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import java.util.Arrays;

/// The coordinates of all elements that are true, or not 0, in row-major order: `(n, rank)`, int64. Without a gradient.
public final class Nonzero implements Op {
    private static final Nonzero INSTANCE = new Nonzero();

    private Nonzero() {}

    /// Finds them.
    ///
    /// @throws IllegalStateException when the tensor differs between the examples of `vmap`: so would the number of
    ///     results
    public static Tensor of(Tensor x) {
        return Tape.run(INSTANCE, x);
    }

    /// A vector of coordinates for each dimension; a scalar counts as a vector of one.
    public static Tensor[] asTuple(Tensor x) {
        Tensor coordinates = of(x.dim() == 0 ? x.reshape(1) : x);
        Tensor[] tuple = new Tensor[(int) coordinates.size(1)];
        Arrays.setAll(tuple, dim -> coordinates.select(1, dim));
        return tuple;
    }

    /// The positions in the flattened tensor, a vector.
    static Tensor flat(Tensor x) {
        return of(x.reshape(-1)).reshape(-1);
    }

    /// Refuses a tensor whose elements that are true are counted differently in each example of a map.
    ///
    /// @throws IllegalStateException when it differs between examples
    static void checkShared(String op, String argument, Tensor tensor, String instead) {
        if (tensor.isBatched()) {
            throw refusal(op, argument, tensor, instead);
        }
    }

    private static IllegalStateException refusal(String op, String argument, Tensor tensor, String instead) {
        return new IllegalStateException(op + ": inside vmap the " + argument + " " + tensor.shape()
                + " differs between the examples, and so would the number of results; use " + instead);
    }

    @Override
    public String name() {
        return "nonzero";
    }

    @Override
    public String onnx() {
        return "NonZero";
    }

    @Override
    public boolean differentiable(int input) {
        return false;
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Shape shape = inputs[0].shape();
        Tensor dense = Copy.dense(inputs[0], DType.BOOL);
        boolean[] truths = (boolean[]) dense.storage().array();
        int from = (int) dense.layout().offset();
        int end = from + (int) shape.numel();
        int n = 0;
        for (int i = from; i < end; i++) {
            n += truths[i] ? 1 : 0;
        }
        int rank = shape.rank();
        Storage out = Storage.forResult(DType.INT64, (long) n * rank);
        long[] coordinates = (long[]) out.array();
        int row = 0;
        for (int i = from; i < end; i++) {
            if (truths[i]) {
                int rest = i - from;
                for (int d = rank - 1; d >= 0; d--) {
                    coordinates[row * rank + d] = rest % shape.size(d);
                    rest /= (int) shape.size(d);
                }
                row++;
            }
        }
        return new Tensor[] {Tape.wrap(out, Shape.of(n, rank).contiguous())};
    }

    /// There is none: every example has its own number of results.
    @Override
    public Tensor[] vmap(Batch b) {
        throw refusal(name(), "input", b.example(0), "where with the mask ne(0), or call it after vmap");
    }
}
