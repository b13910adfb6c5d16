package dev.autograd.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReductionsTest {
    private static final double[] SPECIAL = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0};

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void definitions(Subject<A> subject) {
        for (int outer : new int[] {0, 1, 3}) {
            for (int len : Subject.LENGTHS) {
                for (int inner : new int[] {0, 1, 2, 7, 16, 17, 64, 70, 130}) {
                    check(subject, Subject.random(outer * len * inner, len), outer, len, inner);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void specialValuesAtEveryPlace(Subject<A> subject) {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            int len = 1 + random.nextInt(70);
            int inner = random.nextBoolean() ? 1 : 1 + random.nextInt(40);
            double[] x = Subject.random(len * inner, round);
            for (int i = 0; i < 1 + round % 4; i++) {
                x[random.nextInt(x.length)] = SPECIAL[random.nextInt(SPECIAL.length)];
            }
            checkExtremes(subject, x, 1, len, inner);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void nothingToAddUp(Subject<A> subject) {
        A out = subject.blank(6);
        subject.kernels().reductions().sum(subject.of(), 0, out, 0, 3, 0, 2);
        subject.check(out, new double[6], 1, "sum of nothing");
        subject.kernels().reductions().prod(subject.of(), 0, out, 0, 3, 0, 2);
        subject.check(out, new double[] {1, 1, 1, 1, 1, 1}, 1, "product of nothing");
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void theFirstOfEqualsWins(Subject<A> subject) {
        double[] x = new double[200];
        x[60] = x[61] = x[150] = 2;
        x[70] = x[199] = -2;
        long[] at = new long[2];
        subject.kernels().reductions().argmax(subject.of(x), 0, at, 0, 1, 200, 1);
        subject.kernels().reductions().argmin(subject.of(x), 0, at, 1, 1, 200, 1);
        assertThat(at).containsExactly(60, 70);
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void aMillionTenthsAddUp(Subject<A> subject) {
        int n = 1 << 20;
        double[] x = new double[n];
        Arrays.fill(x, 0.1f);
        for (int inner : new int[] {1, 16, 4}) {
            A out = subject.blank(inner);
            subject.kernels().reductions().sum(subject.of(x), 0, out, 0, 1, n / inner, inner);
            for (double sum : subject.values().apply(out)) {
                double expected = (double) n / inner * 0.1f;
                assertThat(Math.abs(sum - expected) / expected)
                        .as("%s, inner %d", subject, inner)
                        .isLessThan(1e-6);
            }
        }
    }

    private static <A> void check(Subject<A> subject, double[] x, int outer, int len, int inner) {
        double[] sum = new double[outer * inner];
        double[] prod = new double[outer * inner];
        double[] cumsum = new double[x.length];
        double[] cumprod = new double[x.length];
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int at = o * inner + j;
                prod[at] = 1;
                for (int i = 0; i < len; i++) {
                    int from = (o * len + i) * inner + j;
                    cumsum[from] = sum[at] += x[from];
                    cumprod[from] = prod[at] *= x[from];
                }
            }
        }
        Reductions<A, A> kernels = subject.kernels().reductions();
        String what = outer + "x" + len + "x" + inner;
        run(subject, kernels::sum, x, sum, outer, len, inner, Math.sqrt(len), "sum " + what);
        run(subject, kernels::prod, x, prod, outer, len, inner, 1e-30, "prod " + what);
        run(subject, kernels::cumsum, x, cumsum, outer, len, inner, Math.sqrt(len), "cumsum " + what);
        run(subject, kernels::cumprod, x, cumprod, outer, len, inner, 1e-30, "cumprod " + what);
        checkExtremes(subject, x, outer, len, inner);
    }

    private static <A> void checkExtremes(Subject<A> subject, double[] x, int outer, int len, int inner) {
        double[] max = new double[outer * inner];
        double[] min = new double[outer * inner];
        long[] argmax = new long[outer * inner];
        long[] argmin = new long[outer * inner];
        for (int at = 0; at < outer * inner; at++) {
            int first = at / inner * len * inner + at % inner;
            max[at] = min[at] = x[first];
            for (int i = 1; i < len; i++) {
                double v = x[first + i * inner];
                if (!Double.isNaN(max[at]) && !(v <= max[at])) {
                    argmax[at] = i;
                }
                if (!Double.isNaN(min[at]) && !(v >= min[at])) {
                    argmin[at] = i;
                }
                max[at] = Math.max(max[at], v);
                min[at] = Math.min(min[at], v);
            }
        }
        Reductions<A, A> kernels = subject.kernels().reductions();
        String what =
                outer + "x" + len + "x" + inner + " of " + Arrays.toString(Arrays.copyOf(x, Math.min(80, x.length)));
        run(subject, kernels::max, x, max, outer, len, inner, 0, "max " + what);
        run(subject, kernels::min, x, min, outer, len, inner, 0, "min " + what);
        long[] got = new long[argmax.length];
        kernels.argmax(subject.of(x), 0, got, 0, outer, len, inner);
        assertThat(got).as("argmax " + what).isEqualTo(argmax);
        kernels.argmin(subject.of(x), 0, got, 0, outer, len, inner);
        assertThat(got).as("argmin " + what).isEqualTo(argmin);
    }

    private interface Kernel<A> {
        void run(A x, int xOffset, A out, int outOffset, int outer, int len, int inner);
    }

    /// Runs a kernel between offsets and sees that nothing around its output has changed.
    private static <A> void run(
            Subject<A> subject,
            Kernel<A> kernel,
            double[] x,
            double[] expected,
            int outer,
            int len,
            int inner,
            double scale,
            String what) {
        double[] shifted = new double[x.length + 5];
        System.arraycopy(x, 0, shifted, 5, x.length);
        double[] framed = new double[expected.length + 6];
        Arrays.fill(framed, 77);
        A out = subject.of(framed);
        System.arraycopy(expected, 0, framed, 3, expected.length);
        kernel.run(subject.of(shifted), 5, out, 3, outer, len, inner);
        subject.check(out, framed, scale, what);
    }
}
