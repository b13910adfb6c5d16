package dev.autograd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class HistogramTest {
    private static final double NONE = Double.NaN;
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    static Stream<Arguments> tensors() {
        return Stream.of(
                row("spread", values(0, 1, 2, 3, 4), 0, 4, 10, 30, 0, 1, 1, 1, 2),
                row("an end lies in the last bin", values(-1, 1), -1, 1, 0, 2, 0, 1, 0, 0, 1),
                row("equal", values(3, 3, 3), 3, 3, 9, 27, 0, 3),
                row("one", values(-2), -2, -2, -2, 4, 0, 1),
                row("zeros of both signs", values(0.0, -0.0), 0, 0, 0, 0, 0, 2),
                row("none", values(), NONE, NONE, 0, 0, 0),
                row("some not finite", values(NONE, 1, INFINITE, 5, -INFINITE), 1, 5, 6, 26, 3, 1, 0, 0, 1),
                row("none finite", values(NONE, INFINITE), NONE, NONE, 0, 0, 2),
                row("huge", values(-1.5e308, 1.5e308), -1.5e308, 1.5e308, 0, INFINITE, 0, 1, 0, 0, 1),
                row("tiny", values(0, 4.9e-324), 0, 4.9e-324, 4.9e-324, 0, 0, 1, 0, 0, 1),
                row("whole numbers", Tensor.of(1, 2, 9).to(DType.INT64), 1, 9, 12, 86, 0, 2, 0, 0, 1),
                row("a table", values(1, 2, 3, 4).reshape(2, 2).transpose(0, 1), 1, 4, 10, 30, 0, 1, 1, 1, 1),
                row("a parameter", values(1, 2, 3, 4).requiresGrad_(), 1, 4, 10, 30, 0, 1, 1, 1, 1));
    }

    private static Tensor values(double... values) {
        return Tensor.of(values, Shape.of(values.length));
    }

    private static Arguments row(
            String name, Tensor values, double low, double high, double sum, double squares, long bad, long... counts) {
        return arguments(name, values, new Histogram(low, high, sum, squares, counts, bad));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tensors")
    void countsValuesBetweenTheirEnds(String name, Tensor values, Histogram expected) {
        assertThat(Histogram.of(values, 4)).isEqualTo(expected).hasSameHashCodeAs(expected);
    }

    @Test
    void agreesWithTheTensorsOwnStatistics() {
        Tensor values = Tensor.randn(Random.seed(3), Shape.of(1000), DType.FLOAT64)
                .mul(2)
                .add(5);
        Histogram histogram = Histogram.of(values, 40);
        assertThat(histogram.count()).isEqualTo(1000);
        assertThat(histogram.mean()).isCloseTo(values.mean().item(), within(1e-12));
        assertThat(histogram.std())
                .isCloseTo(Math.sqrt(values.sub(values.mean()).square().mean().item()), within(1e-9));
        assertThat(histogram.norm()).isCloseTo(Math.sqrt(values.square().sum().item()), within(1e-9));
        for (int bin = 0; bin < 40; bin++) {
            long below = values.le(histogram.end(bin)).sum().toLongArray()[0];
            long counted =
                    java.util.Arrays.stream(histogram.counts()).limit(bin + 1).sum();
            assertThat(counted).as("values up to the end of bin " + bin).isEqualTo(below);
        }
        assertThat(histogram.end(39)).isEqualTo(histogram.high());
    }

    @ParameterizedTest
    @CsvSource({"2, 5", "25, 5", "26, 6", "100, 10", "1600, 40", "5000, 40"})
    void hasMoreBinsForMoreValues(int values, int bins) {
        assertThat(Histogram.of(Tensor.arange(values)).counts()).hasSize(bins);
    }

    @Test
    void needsABin() {
        assertThatThrownBy(() -> Histogram.of(values(1), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Histogram.of: the number of bins must be at least 1, but is 0");
    }
}
