package dev.autograd.torch;

import dev.autograd.Tensor;
import java.util.function.BinaryOperator;

/// Python's numbers: [Long], [Double] and [Boolean].
final class TorchNumber {
    private TorchNumber() {}

    /// An operator of a tensor and an integer.
    interface WithLong {
        Tensor of(Tensor x, long number);
    }

    /// An operator of a tensor and a real number.
    interface WithDouble {
        Tensor of(Tensor x, double number);
    }

    /// The number as a real one, whichever kind it is.
    static double real(Object number) {
        return switch (number) {
            case Number n -> n.doubleValue();
            case Boolean b -> b ? 1 : 0;
            case Object other -> throw new IllegalArgumentException("no number: " + other);
        };
    }

    /// An operator of a tensor and a number by the number's kind; a truth value counts as a bool tensor.
    static Tensor apply(Tensor x, Object number, BinaryOperator<Tensor> tensors, WithLong longs, WithDouble doubles) {
        return switch (number) {
            case Long n -> longs.of(x, n);
            case Double n -> doubles.of(x, n);
            case Boolean n -> tensors.apply(x, Tensor.scalar(n));
            case Object other -> throw new IllegalArgumentException("no number: " + other);
        };
    }

    static Object times(Object a, Object b) {
        return a instanceof Long n && b instanceof Long m ? (Object) (n * m) : (Object) (real(a) * real(b));
    }
}
