package dev.autograd.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.value.DType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PicksTest {
    private static final int[] INDEX = {2, 0, 2};

    @ParameterizedTest
    @EnumSource(DType.class)
    void rowsAndSingleElements(DType dtype) {
        for (int inner : new int[] {1, 2}) {
            int outer = 2;
            int size = 3;
            Object from = numbers(dtype, 1 + outer * size * inner);
            Object to = dtype.newArray(outer * INDEX.length * inner);
            Picks.select(from, 1, outer, size, inner, INDEX, to);
            Object sums = dtype.newArray(outer * size * inner);
            Picks.add(to, 0, outer, size, inner, INDEX, sums);
            for (int o = 0; o < outer; o++) {
                for (int j = 0; j < inner; j++) {
                    for (int i = 0; i < INDEX.length; i++) {
                        double picked = Elements.getDouble(to, (o * INDEX.length + i) * inner + j);
                        assertThat(picked).isEqualTo(source(from, o, INDEX[i], j, inner));
                    }
                    int sum = o * size * inner + j;
                    double twice = dtype == DType.BOOL ? 1 : 2; // bools are or-ed
                    assertThat(Elements.getDouble(sums, sum)).isEqualTo(source(from, o, 0, j, inner));
                    assertThat(Elements.getDouble(sums, sum + inner)).isZero();
                    assertThat(Elements.getDouble(sums, sum + 2 * inner))
                            .isEqualTo(twice * source(from, o, 2, j, inner));
                }
            }
        }
    }

    private static double source(Object from, int o, int i, int j, int inner) {
        return Elements.getDouble(from, 1 + (o * 3 + i) * inner + j);
    }

    private static Object numbers(DType dtype, int n) {
        Object array = dtype.newArray(n);
        for (int i = 0; i < n; i++) {
            Elements.set(array, i, (long) (i % 2 == 0 ? i : 0));
        }
        return array;
    }
}
