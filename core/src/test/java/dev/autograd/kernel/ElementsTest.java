package dev.autograd.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.value.DType;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ElementsTest {
    private static final long ODD = (1L << 53) + 1; // no double has it

    static Stream<Arguments> conversions() {
        double nan = Double.NaN;
        double inf = Double.POSITIVE_INFINITY;
        return Stream.of(
                arguments(
                        new double[] {1.9, -1.9, nan, inf, -1e20},
                        new int[] {1, -1, 0, Integer.MAX_VALUE, Integer.MIN_VALUE}),
                arguments(
                        new float[] {1.9f, -1.9f, Float.NaN, 1e20f, 3e9f},
                        new int[] {1, -1, 0, Integer.MAX_VALUE, Integer.MAX_VALUE}),
                arguments(new double[] {1.9, nan, inf, -1e30}, new long[] {1, 0, Long.MAX_VALUE, Long.MIN_VALUE}),
                arguments(new double[] {0.1, -0.0, nan, 0}, new boolean[] {true, false, true, false}),
                arguments(new float[] {Float.MIN_VALUE, 0}, new boolean[] {true, false}),
                arguments(new long[] {1L << 32, 0, -1}, new boolean[] {true, false, true}),
                arguments(new long[] {(1L << 32) + 5, -1}, new int[] {5, -1}),
                arguments(new long[] {ODD, Long.MIN_VALUE}, new double[] {0x1p53, -0x1p63}),
                arguments(new long[] {0x1000001000000001L}, new float[] {0x1000001000000001L}),
                arguments(new int[] {Integer.MAX_VALUE}, new float[] {0x1p31f}),
                arguments(new int[] {-3}, new long[] {-3}),
                arguments(new boolean[] {true, false}, new float[] {1, 0}),
                arguments(new boolean[] {true, false}, new long[] {1, 0}),
                arguments(new boolean[] {true, false}, new int[] {1, 0}),
                arguments(new double[] {1e300, 0.1}, new float[] {Float.POSITIVE_INFINITY, 0.1f}),
                arguments(new float[] {0.1f}, new double[] {0.1f}),
                arguments(new long[] {ODD}, new long[] {ODD}));
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void convertsAsDocumented(Object from, Object to) {
        int n = Elements.length(from);
        Object result = java.lang.reflect.Array.newInstance(to.getClass().componentType(), n);
        Elements.copy(from, 0, 1, result, 0, n);
        assertThat(result).isEqualTo(to);
        Object backwards = java.lang.reflect.Array.newInstance(to.getClass().componentType(), n);
        Elements.copy(from, n - 1, -1, backwards, 0, n);
        for (int i = 0; i < n; i++) {
            assertThat(java.lang.reflect.Array.get(backwards, i)).isEqualTo(java.lang.reflect.Array.get(to, n - 1 - i));
        }
    }

    private static Object numbers(DType dtype, long... values) {
        Object array = dtype.newArray(values.length);
        for (int i = 0; i < values.length; i++) {
            Elements.set(array, i, values[i]);
        }
        return array;
    }

    @ParameterizedTest
    @EnumSource
    void movesElementsOfEveryType(DType dtype) {
        Object from = numbers(dtype, 0, 1, 2, 3, 4, 5);
        Object to = dtype.newArray(6);
        Elements.copy(from, 1, 2, to, 1, 3);
        assertThat(to).isEqualTo(numbers(dtype, 0, 1, 3, 5, 0, 0));
        to = dtype.newArray(6);
        Elements.spread(from, 3, to, 0, 2, 3);
        assertThat(to).isEqualTo(numbers(dtype, 3, 0, 4, 0, 5, 0));
        to = dtype.newArray(6);
        Elements.take(from, new int[] {5, 0, 1}, to, 2);
        assertThat(to).isEqualTo(numbers(dtype, 0, 0, 5, 0, 1, 0));
        to = dtype.newArray(6);
        Elements.put(from, 1, to, new int[] {4, 2, 4});
        assertThat(to).isEqualTo(numbers(dtype, 0, 0, 2, 0, 3, 0));
        to = dtype.newArray(6);
        Elements.putAdd(from, 0, to, new int[] {4, 2, 4});
        assertThat(to).isEqualTo(numbers(dtype, 0, 0, 1, 0, 2, 0));
        to = dtype.newArray(6);
        Elements.fill(to, 1, 3, 1);
        assertThat(to).isEqualTo(numbers(dtype, 0, 1, 1, 1, 0, 0));
        assertThat(Elements.slice(dtype, from, 2, 3)).isEqualTo(numbers(dtype, 2, 3, 4));
        assertThat(Elements.length(from)).isEqualTo(6);
        assertThat(Elements.getLong(from, 1)).isEqualTo(1);
        assertThat(Elements.getDouble(from, 1)).isEqualTo(1);
    }

    @Test
    void otherArraysAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Elements.getDouble(new short[1], 0))
                .withMessageContaining("[S");
    }
}
