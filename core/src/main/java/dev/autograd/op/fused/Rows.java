package dev.autograd.op.fused;

import dev.autograd.Tensor;
import dev.autograd.engine.Tape;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;

/// A tensor's elements as dense rows along one dimension, as the kernels want them, and results of that form brought
/// back.
///
/// @param tensor dense, with the dimension last
/// @param shape the tensor's own shape
/// @param dim the dimension that rows run along, counted from the front
record Rows(Tensor tensor, Shape shape, int dim) {
    static Rows of(Tensor x, int dim) {
        return new Rows(Copy.dense(swapped(x, dim)), x.shape(), dim);
    }

    /// The tensor with that dimension and the last one swapped; doing it twice undoes it.
    private static Tensor swapped(Tensor x, int dim) {
        int last = x.dim() - 1;
        if (dim >= last) {
            return x;
        }
        int[] order = new int[last + 1];
        for (int i = 0; i <= last; i++) {
            order[i] = i == dim ? last : i == last ? dim : i;
        }
        return Tape.view(x, x.layout().permute(order));
    }

    int length() {
        return shape.rank() == 0 ? 1 : (int) shape.size(dim);
    }

    int count() {
        long count = 1;
        for (int i = 0; i < shape.rank(); i++) {
            count *= i == dim ? 1 : shape.size(i);
        }
        return (int) count;
    }

    DType dtype() {
        return tensor.dtype();
    }

    Object array() {
        return tensor.storage().array();
    }

    int offset() {
        return (int) tensor.layout().offset();
    }

    /// A storage of as many elements.
    Storage allocate() {
        return Storage.forResult(dtype(), shape.numel());
    }

    /// A contiguous tensor of the original shape around a result in rows.
    Tensor restore(Storage rows) {
        return Copy.dense(swapped(Tape.wrap(rows, tensor.shape().contiguous()), dim));
    }
}
