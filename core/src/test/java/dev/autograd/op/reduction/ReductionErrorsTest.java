package dev.autograd.op.reduction;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ReductionErrorsTest {
    static Stream<Arguments> mistakes() {
        Tensor x = Tensor.zeros(2, 3);
        Tensor longs = Tensor.zeros(Shape.of(2, 3), DType.INT64);
        Tensor empty = Tensor.zeros(5, 0, 2);
        return Stream.of(
                dimension(() -> x.sum(2), "sum: dimension 2 is out of range [-2, 1] of shape (2, 3)"),
                dimension(() -> x.prod(-3), "prod: dimension -3 is out of range [-2, 1] of shape (2, 3)"),
                dimension(() -> x.var(2), "var: dimension 2"),
                dimension(() -> x.max(2), "max: dimension 2"),
                dimension(() -> x.argmin(5), "argmin: dimension 5"),
                dimension(() -> x.logsumexp(2), "logsumexp: dimension 2"),
                dimension(() -> x.norm(2, 3), "norm: dimension 3"),
                dimension(() -> x.cumsum(2), "cumsum: dimension 2"),
                dimension(() -> x.cumprod(-4), "cumprod: dimension -4"),
                dimension(() -> x.countNonzero(2), "countNonzero: dimension 2"),
                argument(() -> x.sum(0, -2), "sum: dimension 0 appears twice in [0, -2]"),
                argument(() -> longs.mean(), "mean: input (2, 3) is int64, but must be float32 or float64"),
                argument(() -> longs.var(), "var: input (2, 3) is int64"),
                argument(() -> longs.std(1), "std: input (2, 3) is int64"),
                argument(() -> longs.norm(), "norm: input (2, 3) is int64"),
                argument(() -> x.norm(Double.NaN), "norm: p of a tensor of shape (2, 3) must be a number, but is NaN"),
                argument(
                        () -> empty.max(),
                        "max: dimension 1 of shape (5, 0, 2) has size 0, so there is no largest element"),
                argument(
                        () -> empty.amin(1),
                        "amin: dimension 1 of shape (5, 0, 2) has size 0, so there is no smallest element"),
                argument(() -> empty.min(-2), "min: dimension 1 of shape (5, 0, 2)"),
                argument(() -> empty.argmax(), "argmax: dimension 1 of shape (5, 0, 2)"),
                argument(() -> empty.norm(Double.POSITIVE_INFINITY), "norm: dimension 1 of shape (5, 0, 2)"));
    }

    private static Arguments dimension(ThrowingCallable call, String message) {
        return arguments(message, call, IndexOutOfBoundsException.class);
    }

    private static Arguments argument(ThrowingCallable call, String message) {
        return arguments(message, call, IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void mistakes(String message, ThrowingCallable call, Class<?> type) {
        assertThatThrownBy(call).isInstanceOf(type).hasMessageStartingWith(message);
    }
}
