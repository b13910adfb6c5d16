package dev.autograd;

import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;

/// Tensors to try functions on.
public final class Inputs {
    private Inputs() {}

    /// Float64 numbers between -1 and 1, different in every element and the same in every run.
    public static Tensor of(long... sizes) {
        Shape shape = Shape.of(sizes);
        Tensor uniform = Tensor.rand(Random.seed(shape.hashCode()), shape, DType.FLOAT64);
        return uniform.mul(2).sub(1);
    }
}
