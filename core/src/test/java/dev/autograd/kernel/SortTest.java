package dev.autograd.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.kernel.Sort.Order;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SortTest {
    private static final double[] VALUES = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0, 1, -1, 2, 1e-30, -1e-30
    };

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void rowsWithTiesAndSpecialValues(Subject<A> subject) {
        Random random = new Random(1);
        for (int n : new int[] {0, 1, 2, 15, 16, 17, 33, 100, 1000}) {
            double[] x = new double[3 * n];
            Arrays.setAll(x, i ->
                    (float) (random.nextInt(3) == 0 ? VALUES[random.nextInt(VALUES.length)] : random.nextGaussian()));
            for (Order order : Order.values()) {
                for (int k : new int[] {0, Math.min(n, 1), n / 8, n}) {
                    check(subject, x, n, k, order);
                }
            }
        }
    }

    private static <A> void check(Subject<A> subject, double[] x, int n, int k, Order order) {
        // Adding 0 makes the zeros equal; the library's sort of objects is stable.
        Comparator<Integer> byValue = Comparator.comparingDouble(i -> x[i] + 0.0);
        Comparator<Integer> inOrder = order == Order.ASCENDING ? byValue : byValue.reversed();
        double[] values = new double[3 * k];
        long[] indices = new long[3 * k];
        for (int row = 0; row < 3; row++) {
            int[] sorted = IntStream.range(row * n, row * n + n)
                    .boxed()
                    .sorted(inOrder)
                    .mapToInt(i -> i)
                    .toArray();
            for (int i = 0; i < k; i++) {
                values[row * k + i] = x[sorted[i]];
                indices[row * k + i] = sorted[i] - row * n;
            }
        }
        double[] shifted = new double[x.length + 2];
        System.arraycopy(x, 0, shifted, 2, x.length);
        A got = subject.blank(3 * k);
        long[] gotIndices = new long[3 * k];
        Sort<A> sort = subject.kernels().sort();
        if (k == n) {
            sort.sort(subject.of(shifted), 2, order, got, 0, gotIndices, 0, 3, n);
        } else {
            sort.topk(subject.of(shifted), 2, k, order, got, 0, gotIndices, 0, 3, n);
        }
        assertThat(subject.values().apply(got)).as("%s of %d, %d", order, n, k).containsExactly(values);
        assertThat(gotIndices).as("%s of %d, %d", order, n, k).containsExactly(indices);
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#backends")
    void integers(Backend backend) {
        int[] x = {3, Integer.MIN_VALUE, 3, Integer.MAX_VALUE, -1};
        int[] values = new int[5];
        long[] indices = new long[5];
        backend.int32().sort().sort(x, 0, Order.DESCENDING, values, 0, indices, 0, 1, 5);
        assertThat(values).containsExactly(Integer.MAX_VALUE, 3, 3, -1, Integer.MIN_VALUE);
        assertThat(indices).containsExactly(3, 0, 2, 4, 1);
        long[] longs = {3, Long.MIN_VALUE, 3, Long.MAX_VALUE, -1};
        long[] sorted = new long[5];
        backend.int64().sort().sort(longs, 0, Order.ASCENDING, sorted, 0, indices, 0, 1, 5);
        assertThat(sorted).containsExactly(Long.MIN_VALUE, -1, 3, 3, Long.MAX_VALUE);
        assertThat(indices).containsExactly(1, 4, 0, 2, 3);
    }
}
