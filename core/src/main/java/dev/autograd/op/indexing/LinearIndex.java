package dev.autograd.op.indexing;

import dev.autograd.Tensor;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Tape;
import dev.autograd.op.Op;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;

/// Several index tensors of one shape, each for one of neighbouring dimensions, as one index into these dimensions
/// joined. Without a gradient.
///
/// @param operator whose index tensors they are, for errors
/// @param first the first of the dimensions, for errors
/// @param sizes of the dimensions
/// @param wraps whether negative indices count from the end; otherwise they are refused
record LinearIndex(String operator, int first, Shape sizes, boolean wraps) implements Op {
    /// The joined index, where negative indices count from the end.
    static Tensor wrapping(String operator, int first, Shape sizes, Tensor... index) {
        return Tape.run(new LinearIndex(operator, first, sizes, true), index);
    }

    /// The joined index, where negative indices are refused.
    static Tensor strict(String operator, int first, Shape sizes, Tensor... index) {
        return Tape.run(new LinearIndex(operator, first, sizes, false), index);
    }

    @Override
    public String name() {
        return "linearIndex";
    }

    @Override
    public boolean differentiable(int input) {
        return false;
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Shape shape = inputs[0].shape();
        long[] joined = new long[(int) shape.numel()];
        for (int i = 0; i < inputs.length; i++) {
            long size = sizes.size(i);
            int dim = first + i;
            int[] index = wraps
                    ? Indices.readWrapped(operator, inputs[i], dim, size)
                    : Indices.read(operator, inputs[i], dim, size);
            for (int j = 0; j < joined.length; j++) {
                joined[j] = joined[j] * size + index[j];
            }
        }
        return new Tensor[] {Tape.wrap(Storage.wrap(DType.INT64, joined), shape.contiguous())};
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(this);
    }
}
