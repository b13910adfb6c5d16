package dev.autograd.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Integers and booleans along the middle axis of `(1, 3, 2)`, behind an offset of 1.
class IntegerReductionsTest {
    private static final int BIG = Integer.MAX_VALUE;

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#backends")
    void ofInt(Backend backend) {
        int[] x = {99, BIG, 4, BIG, -5, 2, 4};
        Reductions<int[], long[]> kernels = backend.int32().reductions();
        check(kernels::sum, x, 2L * BIG + 2, 3);
        check(kernels::prod, x, 2L * BIG * BIG, -80);
        check(kernels::argmax, x, 0, 0);
        check(kernels::argmin, x, 2, 1);
        int[] best = new int[2];
        kernels.max(x, 1, best, 0, 1, 3, 2);
        assertThat(best).containsExactly(BIG, 4);
        kernels.min(x, 1, best, 0, 1, 3, 2);
        assertThat(best).containsExactly(2, -5);
        long[] scan = new long[6];
        kernels.cumsum(x, 1, scan, 0, 1, 3, 2);
        assertThat(scan).containsExactly(BIG, 4, 2L * BIG, -1, 2L * BIG + 2, 3);
        kernels.cumprod(x, 1, scan, 0, 1, 3, 2);
        assertThat(scan).containsExactly(BIG, 4, (long) BIG * BIG, -20, 2L * BIG * BIG, -80);
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#backends")
    void ofLong(Backend backend) {
        long big = Long.MAX_VALUE;
        long[] x = {99, big, 4, 1, -5, 2, 4};
        Reductions<long[], long[]> kernels = backend.int64().reductions();
        check(kernels::sum, x, big + 3, 3);
        check(kernels::max, x, big, 4);
        check(kernels::min, x, 1, -5);
        check(kernels::argmax, x, 0, 0);
        check(kernels::argmin, x, 1, 1);
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#backends")
    void ofBoolean(Backend backend) {
        boolean[] x = {true, true, false, true, true, true, false};
        boolean[] out = new boolean[2];
        backend.bool().any(x, 1, out, 0, 1, 3, 2);
        assertThat(out).containsExactly(true, true);
        backend.bool().all(x, 1, out, 0, 1, 3, 2);
        assertThat(out).containsExactly(true, false);
        check(backend.bool()::sum, x, 3, 1);
        backend.bool().any(x, 0, out, 0, 2, 0, 1);
        assertThat(out).containsExactly(false, false);
        backend.bool().all(x, 0, out, 0, 2, 0, 1);
        assertThat(out).containsExactly(true, true);
    }

    private interface Kernel<A> {
        void run(A x, int xOffset, long[] out, int outOffset, int outer, int len, int inner);
    }

    private static <A> void check(Kernel<A> kernel, A x, long... expected) {
        long[] out = {7, 7, 7};
        kernel.run(x, 1, out, 1, 1, 3, 2);
        assertThat(out).containsExactly(7, expected[0], expected[1]);
    }
}
