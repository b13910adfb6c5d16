package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.Arrays;
import java.util.stream.Collectors;

/// A faulty call of an operator or layer, and what must be true of it.
///
/// @param number of the mistake; several rows may try one mistake on several operators
/// @param what is wrong
/// @param type of the exception, exactly
/// @param given the tensors that the calls take
/// @param wrong the faulty call
/// @param right a correct call of the same operator, which gives after the faulty one what it gave before
/// @param words that the message holds
record BadInput(int number, String what, Class<?> type, Tensor[] given, Call wrong, Call right, String... words) {
    /// A call with the given tensors.
    @FunctionalInterface
    interface Call {
        Object of(Tensor... t);
    }

    /// An argument that does not fit.
    static BadInput argument(int number, String what, Tensor[] given, Call wrong, Call right, String... words) {
        return new BadInput(number, what, IllegalArgumentException.class, given, wrong, right, words);
    }

    /// An axis or index out of its range.
    static BadInput bounds(int number, String what, Tensor[] given, Call wrong, Call right, String... words) {
        return new BadInput(number, what, IndexOutOfBoundsException.class, given, wrong, right, words);
    }

    /// What integers cannot compute.
    static BadInput arithmetic(int number, String what, Tensor[] given, Call wrong, Call right, String... words) {
        return new BadInput(number, what, ArithmeticException.class, given, wrong, right, words);
    }

    /// Tensors for calls that change nothing: those of floating types are leaves that have a gradient already.
    static Tensor[] given(Tensor... tensors) {
        for (Tensor tensor : tensors) {
            if (tensor.dtype().isFloating()) {
                tensor.requiresGrad_().setGrad(Tensor.onesLike(tensor));
            }
        }
        return tensors;
    }

    /// Tensors for in-place calls: they need no gradient.
    static Tensor[] changed(Tensor... tensors) {
        return tensors;
    }

    /// 1, 2, 3, ... of float32.
    static Tensor counted(long... sizes) {
        return counted(DType.FLOAT32, sizes);
    }

    static Tensor counted(DType dtype, long... sizes) {
        Shape shape = Shape.of(sizes);
        return Tensor.arange(1, shape.numel() + 1, 1).reshape(shape).to(dtype).contiguous();
    }

    void check() {
        String expected = text(right.of(given));
        Unchanged inputs = Unchanged.of(given);
        assertThatThrownBy(() -> wrong.of(given)).isExactlyInstanceOf(type).hasMessageContainingAll(words);
        inputs.check();
        assertThat(Autograd.isGradEnabled()).isTrue();
        assertThat(text(right.of(given))).isEqualTo(expected);
        inputs.check();
    }

    private static String text(Object result) {
        return switch (result) {
            case Tensor tensor -> Unchanged.values(tensor);
            case Tensor[] tensors ->
                Arrays.stream(tensors).map(Unchanged::values).collect(Collectors.joining("; "));
            case ValuesAndIndices(Tensor values, Tensor indices) ->
                Unchanged.values(values) + "; " + Unchanged.values(indices);
            default -> result.toString();
        };
    }

    @Override
    public String toString() {
        return number + ": " + what;
    }
}
