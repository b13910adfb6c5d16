package dev.autograd.data;

import dev.autograd.Tensor;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.Shape;

/// The elements of a tensor along its first dimension, to be picked by number. The array is read, never changed.
final class Rows {
    private final Tensor tensor;
    private final int length;

    Rows(Tensor tensor) {
        this.tensor = Copy.dense(tensor.detach());
        this.length = tensor.size(0) == 0 ? 0 : (int) (tensor.numel() / tensor.size(0));
    }

    int count() {
        return (int) tensor.size(0);
    }

    Tensor get(int index) {
        return tensor.select(0, index).clone();
    }

    Tensor gather(int[] indices) {
        Shape shape = tensor.shape().with(0, indices.length);
        Object values = tensor.dtype().newArray((int) shape.numel());
        int start = (int) tensor.layout().offset();
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(tensor.storage().array(), start + indices[i] * length, values, i * length, length);
        }
        return Tensor.of(values, shape);
    }
}
