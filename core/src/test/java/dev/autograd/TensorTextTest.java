package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TensorTextTest {
    static Stream<Arguments> texts() {
        Tensor leaf = Tensor.of(1f, 2f).requiresGrad_();
        return Stream.of(
                arguments(Tensor.scalar(2.5f), "tensor(2.5000)"),
                arguments(Tensor.scalar(3L), "tensor(3)"),
                arguments(Tensor.scalar(true), "tensor(true)"),
                arguments(Tensor.of(1f, -2f), "tensor([ 1., -2.])"),
                arguments(Tensor.of(1.0, 0.5), "tensor([1.0000, 0.5000], float64)"),
                arguments(Tensor.of(1, 20), "tensor([ 1, 20], int32)"),
                arguments(Tensor.of(-1L, 20L), "tensor([-1, 20])"),
                arguments(
                        Tensor.of((1L << 53) + 1, Long.MIN_VALUE),
                        "tensor([    9007199254740993, -9223372036854775808])"),
                arguments(Tensor.of(true, false), "tensor([ true, false])"),
                arguments(Tensor.of(Float.NaN, 1.5f), "tensor([   nan, 1.5000])"),
                arguments(
                        Tensor.of(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 1f), "tensor([-inf,  inf,   1.])"),
                arguments(Tensor.of(Float.NaN, Float.NaN), "tensor([nan, nan])"),
                arguments(Tensor.of(0f, 0f), "tensor([0., 0.])"),
                arguments(Tensor.of(1e-6f, 1f), "tensor([1.0000e-06, 1.0000e+00])"),
                arguments(Tensor.of(1e9f, 1f), "tensor([1.0000e+09, 1.0000e+00])"),
                arguments(Tensor.zeros(0), "tensor([], shape (0))"),
                arguments(Tensor.zeros(Shape.of(2, 0), DType.INT32), "tensor([], shape (2, 0), int32)"),
                arguments(Tensor.of(new float[][] {{1, 2}, {30, 4}}), "tensor([[ 1.,  2.],\n        [30.,  4.]])"),
                arguments(
                        Tensor.arange(8).view(2, 2, 2),
                        "tensor([[[0, 1],\n         [2, 3]],\n\n        [[4, 5],\n         [6, 7]]])"),
                arguments(Tensor.arange(4).view(2, 2).transpose(0, 1), "tensor([[0, 2],\n        [1, 3]])"),
                arguments(leaf, "tensor([1., 2.], requiresGrad)"),
                arguments(leaf.exp().sum().mul(0.0), "tensor(0., gradFn mul)"),
                arguments(Tensor.arange(1001), "tensor([   0,    1,    2, ...,  998,  999, 1000], shape (1001))"),
                arguments(Tensor.zeros(1000).select(0, 0), "tensor(0.)"),
                arguments(
                        Tensor.arange(2000).view(1000, 2),
                        "tensor([[   0,    1],\n        [   2,    3],\n        [   4,    5],\n        ...,\n"
                                + "        [1994, 1995],\n        [1996, 1997],\n        [1998, 1999]], shape (1000, 2))"),
                arguments(
                        Tensor.scalar(1L).expand(1L << 40), "tensor([1, 1, 1, ..., 1, 1, 1], shape (1099511627776))"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void prints(Tensor tensor, String text) {
        assertThat(tensor).hasToString(text);
    }

    @Test
    void doesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Tensor.scalar(2.5f)).hasToString("tensor(2.5000)");
        } finally {
            Locale.setDefault(before);
        }
    }
}
