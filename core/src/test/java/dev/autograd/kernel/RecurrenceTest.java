package dev.autograd.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RecurrenceTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 5, 1", "2, 4, 3", "3, 1, 2", "0, 3, 2", "2, 0, 2", "2, 3, 0"})
    void followsItsDefinition(int outer, int len, int inner) {
        int n = outer * len * inner;
        double[] a = new double[n + 2];
        double[] b = new double[n + 1];
        for (int i = 0; i < n; i++) {
            a[2 + i] = 0.5 + i % 5;
            b[1 + i] = 1 - i % 3;
        }
        for (Recurrence.Direction direction : Recurrence.Direction.values()) {
            double[] y = new double[n];
            Recurrence.solve(a, 2, b, 1, y, outer, len, inner, direction);
            int step = direction == Recurrence.Direction.FORWARD ? -inner : inner;
            for (int i = 0; i < n; i++) {
                int index = i / inner % len;
                boolean first = index == (direction == Recurrence.Direction.FORWARD ? 0 : len - 1);
                double neighbour = first ? 0 : y[i + step];
                assertThat(y[i]).isEqualTo(a[2 + i] * neighbour + b[1 + i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Recurrence.Direction.class)
    void ofFloats(Recurrence.Direction direction) {
        float[] y = new float[3];
        Recurrence.solve(new float[] {2, 2, 2}, 0, new float[] {1, 1, 1}, 0, y, 1, 3, 1, direction);
        assertThat(y)
                .isEqualTo(direction == Recurrence.Direction.FORWARD ? new float[] {1, 3, 7} : new float[] {7, 3, 1});
    }

    @Test
    void theFirstFactorIsNotRead() {
        double[] y = new double[2];
        double[] infinite = {Double.POSITIVE_INFINITY, 3};
        Recurrence.solve(infinite, 0, new double[] {1, 1}, 0, y, 1, 2, 1, Recurrence.Direction.FORWARD);
        assertThat(y).containsExactly(1, 4);
    }
}
