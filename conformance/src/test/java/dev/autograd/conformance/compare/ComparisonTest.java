package dev.autograd.conformance.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Tensor;
import dev.autograd.conformance.reference.Tolerance;
import dev.autograd.io.RawTensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ComparisonTest {
    private static final Tolerance TOLERANCE = new Tolerance(0.1, 0.01);

    @ParameterizedTest
    @CsvSource({
        "1.109, 1, true",
        "1.111, 1, false",
        "0.891, 1, true",
        "0.889, 1, false",
        "0.0099, 0, true",
        "0.0101, 0, false",
        "-0.0, 0.0, true",
        "NaN, NaN, true",
        "NaN, 1, false",
        "1, NaN, false",
        "Infinity, Infinity, true",
        "-Infinity, Infinity, false",
        "1e308, Infinity, false",
        "Infinity, 1e308, false",
        "NaN, Infinity, false"
    })
    void realNumbersAreHeldToTheTolerance(double actual, double expected, boolean accepted) {
        assertThat(TOLERANCE.accepts(actual, expected)).isEqualTo(accepted);
        @Nullable String difference = Comparison.difference(Tensor.scalar(actual), doubles(expected), TOLERANCE);
        assertThat(difference == null).isEqualTo(accepted);
    }

    static Stream<Arguments> differences() {
        return Stream.of(
                arguments(Tensor.of(1L, 2L), raw(DType.INT64, new long[] {1, 2}), null),
                arguments(
                        Tensor.of(1L, 2L, 3L),
                        raw(DType.INT64, new long[] {1, 3, 4}),
                        "at [1] is 2, but 3 is expected (2 of 3 elements differ)"),
                arguments(
                        Tensor.of(1, 2),
                        raw(DType.INT32, new int[] {0, 2}),
                        "at [0] is 1, but 0 is expected (1 of 2 elements differ)"),
                arguments(
                        Tensor.of(true, false),
                        raw(DType.BOOL, new boolean[] {true, true}),
                        "at [1] is false, but true is expected (1 of 2 elements differ)"),
                arguments(
                        Tensor.of(1f, 2f), raw(DType.INT64, new long[] {1, 2}), "is float32, but int64 is expected"),
                arguments(
                        Tensor.of(1L, 2L), raw(DType.INT64, new long[] {1}), "has shape (2), but (1) is expected"),
                arguments(
                        Tensor.of(1f, 2f, 0.1f),
                        raw(DType.FLOAT32, new float[] {1, 3, 1}),
                        "at [2] is 0.1, but 1.0 is expected: off by 0.9, where 0.11 is allowed"
                                + " (2 of 3 elements differ)"),
                arguments(
                        Tensor.of(Float.NaN, 5f),
                        raw(DType.FLOAT32, new float[] {1, 1}),
                        "at [0] is NaN, but 1.0 is expected (2 of 2 elements differ)"),
                arguments(
                        Tensor.zeros(Shape.of(2, 1, 3), DType.FLOAT64),
                        new RawTensor(DType.FLOAT64, new long[] {2, 1, 3}, new double[] {0, 0, 0, 0, 1, 0}),
                        "at [1, 0, 1] is 0.0, but 1.0 is expected: off by 1.0, where 0.11 is allowed"
                                + " (1 of 6 elements differ)"),
                arguments(Tensor.zeros(0), raw(DType.FLOAT32, new float[0]), null));
    }

    @ParameterizedTest
    @MethodSource("differences")
    void saysTheWorstDifference(Tensor actual, RawTensor expected, @Nullable String difference) {
        assertThat(Comparison.difference(actual, expected, TOLERANCE)).isEqualTo(difference);
    }

    private static RawTensor doubles(double value) {
        return new RawTensor(DType.FLOAT64, new long[0], new double[] {value});
    }

    private static RawTensor raw(DType dtype, Object array) {
        return new RawTensor(dtype, new long[] {java.lang.reflect.Array.getLength(array)}, array);
    }
}
