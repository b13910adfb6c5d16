package dev.autograd.op.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.Gradcheck;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class Pool2dTest {
    private static final int[] ONE = {1};
    private static final int[] NONE = {0};

    /// Input, kernel, stride, padding, dilation of the maximum, rounding, and the output's height and width.
    static Stream<Arguments> poolings() {
        return Stream.of(
                Arguments.of(Shape.of(2, 2, 4, 6), new int[] {2}, new int[] {2}, NONE, ONE, Rounding.FLOOR, 2, 3),
                Arguments.of(Shape.of(3, 5, 4), new int[] {3, 2}, new int[] {1, 2}, NONE, ONE, Rounding.FLOOR, 3, 2),
                Arguments.of(Shape.of(1, 2, 5, 5), new int[] {2}, new int[] {2}, NONE, ONE, Rounding.CEIL, 3, 3),
                Arguments.of(Shape.of(1, 1, 5, 4), new int[] {3}, new int[] {2}, ONE, ONE, Rounding.FLOOR, 3, 2),
                Arguments.of(Shape.of(1, 1, 4, 4), new int[] {3}, new int[] {2}, ONE, ONE, Rounding.CEIL, 3, 3),
                Arguments.of(Shape.of(1, 1, 3, 3), new int[] {2}, new int[] {2}, ONE, ONE, Rounding.CEIL, 2, 2),
                Arguments.of(Shape.of(1, 1, 5, 6), new int[] {2}, ONE, NONE, new int[] {2, 3}, Rounding.FLOOR, 3, 3),
                Arguments.of(Shape.of(0, 2, 4, 4), new int[] {2}, new int[] {2}, NONE, ONE, Rounding.FLOOR, 2, 2));
    }

    @ParameterizedTest
    @MethodSource("poolings")
    void maximaAgreeWithTheDefinition(
            Shape shape, int[] kernel, int[] stride, int[] padding, int[] dilation, Rounding rounding, int h, int w) {
        Tensor x = Inputs.of(shape.sizes());
        Tensor[] pooled = MaxPool2d.withIndices(x, kernel, stride, padding, dilation, rounding);
        List<Double> expected = new ArrayList<>();
        for (List<Double> window : windows(x, kernel, stride, padding, dilation, h, w)) {
            expected.add(Collections.max(window));
        }
        assertThat(pooled[0].shape()).isEqualTo(output(shape, h, w));
        assertThat(pooled[0].toDoubleArray()).containsExactly(array(expected));
        long[] indices = pooled[1].toLongArray();
        double[] values = x.toDoubleArray();
        for (int i = 0; i < indices.length; i++) {
            int plane = i / (h * w);
            assertThat(values[(int) (plane * shape.size(-1) * shape.size(-2) + indices[i])])
                    .isEqualTo(expected.get(i));
        }
        Gradcheck.gradgradcheck(v -> MaxPool2d.of(v, kernel, stride, padding, dilation, rounding), x);
    }

    /// Those without dilation, which means do not have.
    static Stream<Arguments> dense() {
        return poolings().filter(arguments -> arguments.get()[4] == ONE);
    }

    @ParameterizedTest
    @MethodSource("dense")
    void meansAgreeWithTheDefinition(
            Shape shape, int[] kernel, int[] stride, int[] padding, int[] dilation, Rounding rounding, int h, int w) {
        Tensor x = Inputs.of(shape.sizes());
        List<Double> within = new ArrayList<>();
        List<Double> sums = new ArrayList<>();
        for (List<Double> window : windows(x, kernel, stride, padding, dilation, h, w)) {
            double sum = window.stream().mapToDouble(v -> v).sum();
            sums.add(sum / 7);
            within.add(sum / window.size());
        }
        var divisor = AvgPool2d.Divisor.WITHOUT_PADDING;
        Tensor expected = Tensor.of(array(within), output(shape, h, w));
        assertThat(AvgPool2d.of(x, kernel, stride, padding, rounding, divisor).allClose(expected, 1e-12, 1e-12))
                .isTrue();
        Tensor sevenths = Tensor.of(array(sums), output(shape, h, w));
        assertThat(AvgPool2d.dividedBy(x, kernel, stride, padding, rounding, 7).allClose(sevenths, 1e-12, 1e-12))
                .isTrue();
        for (var each : AvgPool2d.Divisor.values()) {
            Gradcheck.gradgradcheck(v -> AvgPool2d.of(v, kernel, stride, padding, rounding, each), x);
        }
        Gradcheck.gradgradcheck(v -> AvgPool2d.dividedBy(v, kernel, stride, padding, rounding, 7), x);
    }

    private static Shape output(Shape shape, int h, int w) {
        return shape.with(shape.rank() - 2, h).with(shape.rank() - 1, w);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(v -> v).toArray();
    }

    /// The elements inside the input of every window, window by window.
    private static List<List<Double>> windows(
            Tensor x, int[] kernel, int[] stride, int[] padding, int[] dilation, int h, int w) {
        double[] values = x.toDoubleArray();
        int height = (int) x.size(-2);
        int width = (int) x.size(-1);
        List<List<Double>> windows = new ArrayList<>();
        for (int plane = 0; plane < values.length / (height * width); plane++) {
            for (int at = 0; at < h * w; at++) {
                List<Double> window = new ArrayList<>();
                for (int i = 0; i < kernel[0]; i++) {
                    for (int j = 0; j < last(kernel); j++) {
                        int row = at / w * stride[0] + i * dilation[0] - padding[0];
                        int column = at % w * last(stride) + j * last(dilation) - last(padding);
                        if (row >= 0 && row < height && column >= 0 && column < width) {
                            window.add(values[(plane * height + row) * width + column]);
                        }
                    }
                }
                windows.add(window);
            }
        }
        return windows;
    }

    private static int last(int[] pair) {
        return pair[pair.length - 1];
    }

    @Test
    void paddingCountsAsZerosWhereAsked() {
        Tensor x = Tensor.ones(1, 2, 2);
        Tensor y = AvgPool2d.of(
                x, new int[] {2}, new int[] {2}, new int[] {1}, Rounding.FLOOR, AvgPool2d.Divisor.WITH_PADDING);
        assertThat(y.toDoubleArray()).containsOnly(0.25);
    }

    @Test
    void theFirstOfEqualsTakesTheGradientAndNanWins() {
        Tensor x = Tensor.of(1f, 1, Float.NaN, 1).reshape(1, 1, 4).requiresGrad_();
        Tensor y = MaxPool2d.of(x, new int[] {1, 2});
        assertThat(y.toDoubleArray()).containsExactly(1, Double.NaN);
        y.sum().backward();
        assertThat(Objects.requireNonNull(x.grad()).toDoubleArray()).containsExactly(1, 0, 1, 0);
    }

    @Test
    void takesInputsOfAnyStrides() {
        Tensor x = Inputs.of(4, 2, 4).permute(1, 2, 0);
        assertThat(MaxPool2d.of(x, new int[] {2}).allClose(MaxPool2d.of(x.contiguous(), new int[] {2}), 0, 0))
                .isTrue();
        assertThat(AvgPool2d.of(x, new int[] {2}).allClose(AvgPool2d.of(x.contiguous(), new int[] {2}), 0, 0))
                .isTrue();
    }

    static Stream<Arguments> mistakes() {
        Tensor x = Tensor.ones(1, 1, 4, 4);
        return Stream.of(
                mistake(x, 2, 1, 2, 1, "padding 2", "at most half of the 2 elements"),
                mistake(Tensor.ones(1, 1, 1), 2, 1, 0, 1, "output would be empty", "input (1, 1, 1)"),
                mistake(x, 3, 1, 0, 2, "output would be empty", "dilation 2 reaches over 5"),
                mistake(x, 0, 1, 0, 1, "kernel must be at least 1, but is 0"),
                mistake(x, 2, 0, 0, 1, "stride must be at least 1, but is 0"),
                mistake(x, 2, 1, -1, 1, "padding must be at least 0, but is -1"),
                mistake(x, 2, 1, 0, 0, "dilation must be at least 1, but is 0"),
                mistake(Tensor.ones(4, 4), 2, 1, 0, 1, "(N, C, H, W)", "(4, 4)"),
                mistake(x.to(DType.INT64), 2, 1, 0, 1, "int64", "float32 or float64"));
    }

    private static Arguments mistake(Tensor x, int kernel, int stride, int padding, int dilation, String... words) {
        int[][] settings = {{kernel}, {stride}, {padding}, {dilation}};
        return Arguments.of(x, settings, words);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesWhatDoesNotFit(Tensor x, int[][] s, String[] words) {
        assertThatThrownBy(() -> MaxPool2d.of(x, s[0], s[1], s[2], s[3], Rounding.FLOOR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("maxPool2d: ")
                .hasMessageContainingAll(words);
    }
}
