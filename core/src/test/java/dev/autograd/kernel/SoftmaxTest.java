package dev.autograd.kernel;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SoftmaxTest {
    private static final int ROWS = 3;
    private static final int OFFSET = 2;

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void forwardAndBackward(Subject<A> subject) {
        for (int n : Subject.LENGTHS) {
            for (double shift : new double[] {0, 1e4, -1e4}) {
                check(subject, n, shift);
            }
        }
    }

    private static <A> void check(Subject<A> subject, int n, double shift) {
        int size = ROWS * n;
        double[] x = Arrays.stream(Subject.random(size, n))
                .map(v -> (float) (4 * v + shift))
                .toArray();
        double[] g = Subject.random(size, n + 1);
        double[] y = new double[size];
        double[] logY = new double[size];
        double[] lse = new double[ROWS];
        double[] dx = new double[size];
        double[] dLog = new double[size];
        for (int r = 0; r < ROWS; r++) {
            double max = Arrays.stream(x, r * n, r * n + n).max().orElseThrow();
            double total = Arrays.stream(x, r * n, r * n + n)
                    .map(v -> Math.exp(v - max))
                    .sum();
            lse[r] = max + Math.log(total);
            double dot = 0;
            double sum = 0;
            for (int i = r * n; i < r * n + n; i++) {
                logY[i] = x[i] - max - Math.log(total);
                y[i] = Math.exp(logY[i]);
                dot += y[i] * g[i];
                sum += g[i];
            }
            for (int i = r * n; i < r * n + n; i++) {
                dx[i] = y[i] * (g[i] - dot);
                dLog[i] = g[i] - y[i] * sum;
            }
        }
        Softmax<A> kernels = subject.kernels().softmax();
        String what = "n " + n + ", shift " + shift;
        A in = subject.of(shifted(x));
        A out = subject.blank(size);
        kernels.softmax(in, OFFSET, out, 0, ROWS, n);
        subject.check(out, y, 1e-3, "softmax, " + what);
        kernels.logSoftmax(in, OFFSET, out, 0, ROWS, n);
        subject.check(out, logY, 1, "logSoftmax, " + what);
        kernels.softmaxBackward(subject.of(shifted(y)), OFFSET, subject.of(g), 0, out, 0, ROWS, n);
        subject.check(out, dx, 1, "softmaxBackward, " + what);
        kernels.logSoftmaxBackward(subject.of(shifted(logY)), OFFSET, subject.of(g), 0, out, 0, ROWS, n);
        subject.check(out, dLog, Math.sqrt(n), "logSoftmaxBackward, " + what);
        A rows = subject.blank(ROWS);
        kernels.logSumExp(in, OFFSET, rows, 0, ROWS, n);
        subject.check(rows, lse, 1, "logSumExp, " + what);
        kernels.softmax(in, OFFSET, in, OFFSET, ROWS, n);
        subject.check(in, shifted(y), 1e-3, "softmax in place, " + what);
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void infinitiesAndNan(Subject<A> subject) {
        for (int n : new int[] {3, 16, 40}) {
            double[] nothing = filled(n, NEGATIVE_INFINITY);
            double[] one = nothing.clone();
            one[n - 1] = 5;
            double[] infinite = filled(n, 1);
            infinite[n / 2] = POSITIVE_INFINITY;
            double[] broken = filled(n, 1);
            broken[0] = NaN;
            double[] onehot = new double[n];
            onehot[n - 1] = 1;
            checkRow(subject, nothing, filled(n, NaN), NEGATIVE_INFINITY);
            checkRow(subject, one, onehot, 5);
            checkRow(subject, broken, filled(n, NaN), NaN);
            A lse = subject.blank(1);
            subject.kernels().softmax().logSumExp(subject.of(infinite), 0, lse, 0, 1, n);
            subject.check(lse, new double[] {POSITIVE_INFINITY}, 0, "logSumExp with inf");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void emptyRows(Subject<A> subject) {
        A lse = subject.blank(2);
        subject.kernels().softmax().softmax(subject.of(), 0, subject.of(), 0, 2, 0);
        subject.kernels().softmax().logSumExp(subject.of(), 0, lse, 0, 2, 0);
        subject.check(lse, filled(2, NEGATIVE_INFINITY), 0, "logSumExp of nothing");
    }

    private static <A> void checkRow(Subject<A> subject, double[] x, double[] softmax, double logSumExp) {
        A out = subject.blank(x.length);
        subject.kernels().softmax().softmax(subject.of(x), 0, out, 0, 1, x.length);
        subject.check(out, softmax, 0, "softmax of " + Arrays.toString(x));
        A lse = subject.blank(1);
        subject.kernels().softmax().logSumExp(subject.of(x), 0, lse, 0, 1, x.length);
        subject.check(lse, new double[] {logSumExp}, 0, "logSumExp of " + Arrays.toString(x));
    }

    private static double[] filled(int n, double value) {
        double[] row = new double[n];
        Arrays.fill(row, value);
        return row;
    }

    private static double[] shifted(double[] x) {
        double[] shifted = new double[x.length + OFFSET];
        System.arraycopy(x, 0, shifted, OFFSET, x.length);
        return shifted;
    }

    /// The gradient of the logarithm by row `(-1, 0, 0, ...)` is `exp(y)` but for the first element.
    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void exponentials(Subject<A> subject) {
        int n = 5000;
        double[] y = new double[n];
        double[] g = new double[n];
        double[] exp = new double[n];
        g[0] = -1;
        for (int i = 1; i < n; i++) {
            // Down to the logarithm of the smallest normal float.
            y[i] = (float) (-87.3 * i / n);
            exp[i] = Math.exp(y[i]);
        }
        y[n - 1] = NEGATIVE_INFINITY;
        exp[n - 1] = 0;
        A dx = subject.blank(n);
        subject.kernels().softmax().logSoftmaxBackward(subject.of(y), 0, subject.of(g), 0, dx, 0, 1, n);
        double[] got = subject.values().apply(dx);
        for (int i = 1; i < n; i++) {
            assertThat(got[i]).as("exp(%s)", y[i]).isCloseTo(exp[i], within(1.1 * Math.ulp((float) exp[i])));
        }
    }
}
