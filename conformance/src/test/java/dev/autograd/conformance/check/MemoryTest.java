package dev.autograd.conformance.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.Tensor;
import dev.autograd.conformance.reference.Strides;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class MemoryTest {
    static Stream<Arguments> layouts() {
        return Stream.of(
                Arguments.of(Strides.T, new long[] {1, 2}, 0),
                Arguments.of(Strides.S2, new long[] {6, 2}, 0),
                Arguments.of(Strides.OFF, new long[] {3, 1}, 3));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void holdsTheSameValuesElsewhere(Strides strides, long[] expected, long offset) {
        Tensor x = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
        Tensor laid = Memory.laid(x, strides);
        assertThat(laid.allClose(x, 0, 0)).isTrue();
        assertThat(laid.isLeaf()).isTrue();
        assertThat(laid.layout().strides()).containsExactly(expected);
        assertThat(laid.layout().offset()).isEqualTo(offset);
    }

    static Stream<Tensor> all() {
        return Stream.of(
                Tensor.scalar(1.5), Tensor.of(1L, 2L), Tensor.of(true, false), Tensor.zeros(2, 0), Tensor.zeros(0));
    }

    @ParameterizedTest
    @MethodSource("all")
    void takesTensorsOfAnyTypeAndSize(Tensor x) {
        for (Strides strides : Strides.values()) {
            Tensor laid = Memory.laid(x, strides);
            assertThat(laid.shape()).isEqualTo(x.shape());
            assertThat(laid.dtype()).isEqualTo(x.dtype());
            assertThat(laid.toDoubleArray()).isEqualTo(x.toDoubleArray());
        }
    }
}
