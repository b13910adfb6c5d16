package dev.autograd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StandardizerTest {
    @Test
    void bringsColumnsToMeanZeroAndDeviationOne() {
        Standardizer standardizer =
                Standardizer.fit(Tensor.of(new float[][] {{1, 10, 0.1f}, {3, 30, 0.1f}, {2, 50, 0.1f}}));
        assertThat(standardizer.mean().toFloatArray()).containsExactly(2, 30, 0.1f);
        assertThat(standardizer
                        .std()
                        .allClose(Tensor.of((float) Math.sqrt(2.0 / 3), (float) Math.sqrt(800.0 / 3), 1), 1e-6, 0))
                .isTrue();

        Tensor y = standardizer.forward(Tensor.of(new float[][] {{2, 30, 0.1f}, {2, 30, 1.1f}}));
        assertThat(y.allClose(Tensor.of(new float[][] {{0, 0, 0}, {0, 0, 1}}), 0, 1e-6))
                .isTrue();
    }

    @Test
    void isSavedWithItsModelAndNotTrained() {
        Standardizer fitted = Standardizer.fit(Tensor.of(new float[][] {{1, 2}, {3, 8}}));
        assertThat(fitted.parameters()).isEmpty();
        assertThat(fitted.stateDict().keySet()).containsExactly("mean", "std");

        Standardizer loaded = new Standardizer(2);
        Tensor x = Tensor.of(new float[][] {{1, 2}});
        assertThat(loaded.forward(x).toFloatArray()).containsExactly(1, 2);
        loaded.loadStateDict(fitted.stateDict());
        assertThat(loaded.forward(x).toFloatArray()).containsExactly(-1, -1);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(Tensor.zeros(3), "must have 2 dimensions"),
                arguments(Tensor.zeros(0, 3), "must have a row"),
                arguments(Tensor.of(1L, 2L), "is int64"),
                arguments(Tensor.of(new float[][] {{1, 2}, {3, Float.NaN}}), "row 1, column 1 is NaN"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void refuses(Tensor table, String part) {
        assertThatThrownBy(() -> Standardizer.fit(table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }
}
