package dev.autograd.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrossEntropyTest {
    private static final int ROWS = 4;
    private static final long IGNORED = -100;

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void classIndices(Subject<A> subject) {
        for (int n : Subject.LENGTHS) {
            for (double size : new double[] {1, 3000}) {
                double[] x = scaled(Subject.random(ROWS * n, n), size);
                long[] target = {9, 0, n - 1, IGNORED, n / 2};
                double[] g = {0.5, -2, 3, 1};
                double[] p = softmax(x, n);
                double[] loss = new double[ROWS];
                double[] dx = new double[ROWS * n];
                for (int r = 0; r < ROWS; r++) {
                    if (target[r + 1] != IGNORED) {
                        int t = r * n + (int) target[r + 1];
                        loss[r] = logSumExp(x, r, n) - x[t];
                        for (int i = r * n; i < r * n + n; i++) {
                            dx[i] = (p[i] - (i == t ? 1 : 0)) * g[r];
                        }
                    }
                }
                CrossEntropy<A> kernels = subject.kernels().crossEntropy();
                A in = subject.of(x);
                A stats = subject.blank(2 * ROWS);
                A out = subject.blank(ROWS);
                kernels.indices(in, 0, target, 1, IGNORED, out, 0, stats, 0, ROWS, n);
                subject.check(out, loss, size, "loss, n " + n);
                A gradient = subject.blank(ROWS * n);
                kernels.indicesBackward(in, 0, target, 1, IGNORED, stats, 0, subject.of(g), 0, 1, gradient, 0, ROWS, n);
                subject.check(gradient, dx, 1, "gradient, n " + n);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void classProbabilities(Subject<A> subject) {
        for (int n : Subject.LENGTHS) {
            double[] x = Subject.random(ROWS * n, n);
            double[] p = Subject.random(ROWS * n, n + 1);
            double[] softmax = softmax(x, n);
            double[] loss = new double[ROWS];
            double[] dx = new double[ROWS * n];
            for (int r = 0; r < ROWS; r++) {
                double total = Arrays.stream(p, r * n, r * n + n).sum();
                for (int i = r * n; i < r * n + n; i++) {
                    loss[r] -= p[i] * (x[i] - logSumExp(x, r, n));
                    dx[i] = (softmax[i] * total - p[i]) * 0.25;
                }
            }
            CrossEntropy<A> kernels = subject.kernels().crossEntropy();
            A in = subject.of(x);
            A stats = subject.blank(2 * ROWS);
            A out = subject.blank(ROWS);
            kernels.probabilities(in, 0, subject.of(p), 0, out, 0, stats, 0, ROWS, n);
            subject.check(out, loss, n, "loss, n " + n);
            A shared = subject.of(0, 0.25);
            kernels.probabilitiesBackward(in, 0, subject.of(p), 0, stats, 0, shared, 1, 0, in, 0, ROWS, n);
            subject.check(in, dx, Math.sqrt(n), "gradient in place, n " + n);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void aTargetThatNamesNoClass(Subject<A> subject) {
        A loss = subject.of(7, 7);
        assertThatThrownBy(() -> subject.kernels()
                        .crossEntropy()
                        .indices(
                                subject.of(new double[6]),
                                0,
                                new long[] {1, 3},
                                0,
                                IGNORED,
                                loss,
                                0,
                                subject.blank(4),
                                0,
                                2,
                                3))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("crossEntropy: target 3 of row 1 must lie in [0, 3) for input with 3 classes");
        assertThat(subject.values().apply(loss)).containsExactly(7, 7);
    }

    private static double[] scaled(double[] x, double factor) {
        return Arrays.stream(x).map(v -> (float) (v * factor)).toArray();
    }

    private static double logSumExp(double[] x, int row, int n) {
        double max = Arrays.stream(x, row * n, row * n + n).max().orElseThrow();
        return max
                + Math.log(Arrays.stream(x, row * n, row * n + n)
                        .map(v -> Math.exp(v - max))
                        .sum());
    }

    private static double[] softmax(double[] x, int n) {
        double[] p = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            p[i] = Math.exp(x[i] - logSumExp(x, i / n, n));
        }
        return p;
    }
}
