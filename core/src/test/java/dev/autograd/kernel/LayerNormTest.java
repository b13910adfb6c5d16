package dev.autograd.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerNormTest {
    private static final int ROWS = 6; // four together, and two
    private static final double EPS = 1e-3;

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void withWeights(Subject<A> subject) {
        for (int n : Subject.LENGTHS) {
            A gamma = subject.of(Subject.random(n, 2));
            A beta = subject.of(Subject.random(n, 3));
            new Case<>(
                            subject,
                            n,
                            0,
                            subject.values().apply(gamma),
                            subject.values().apply(beta))
                    .check(gamma, beta);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void withoutWeights(Subject<A> subject) {
        for (int n : Subject.LENGTHS) {
            double[] ones = new double[n];
            Arrays.fill(ones, 1);
            new Case<>(subject, n, 0, ones, new double[n]).check(null, null);
        }
    }

    /// However far the first element of a row lies from the others.
    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void ofAnyDistance(Subject<A> subject) {
        double[] ones = new double[100];
        Arrays.fill(ones, 1);
        for (double distance : new double[] {-1, 4, 30, 1_000, 100_000}) {
            new Case<>(subject, 100, distance, ones, new double[100]).check(null, null);
        }
    }

    /// One shape, computed by the textbook.
    private static final class Case<A> {
        private final Subject<A> subject;
        private final int n;
        private final double[] x;
        private final double[] g;
        private final double[] y;
        private final double[] mean = new double[ROWS];
        private final double[] rstd = new double[ROWS];
        private final double[] dx;
        private final double[] dgamma;
        private final double[] dbeta;

        /// @param distance that is added to the first element of each row
        Case(Subject<A> subject, int n, double distance, double[] gamma, double[] beta) {
            this.subject = subject;
            this.n = n;
            x = Arrays.stream(Subject.random(ROWS * n, 7))
                    .map(v -> v + 3)
                    .map(v -> (float) v)
                    .toArray();
            for (int at = 0; at < x.length; at += n) {
                x[at] = (float) (x[at] + distance);
            }
            g = Subject.random(ROWS * n, 8);
            y = new double[ROWS * n];
            dx = new double[ROWS * n];
            dgamma = new double[n];
            dbeta = new double[n];
            for (int r = 0; r < ROWS; r++) {
                row(r, gamma, beta);
            }
        }

        private void row(int r, double[] gamma, double[] beta) {
            int at = r * n;
            mean[r] = Arrays.stream(x, at, at + n).sum() / n;
            double variance = Arrays.stream(x, at, at + n)
                            .map(v -> (v - mean[r]) * (v - mean[r]))
                            .sum()
                    / n;
            rstd[r] = 1 / Math.sqrt(variance + EPS);
            double sum = 0;
            double dot = 0;
            for (int j = 0; j < n; j++) {
                double xhat = (x[at + j] - mean[r]) * rstd[r];
                y[at + j] = xhat * gamma[j] + beta[j];
                sum += g[at + j] * gamma[j];
                dot += g[at + j] * gamma[j] * xhat;
                dgamma[j] += g[at + j] * xhat;
                dbeta[j] += g[at + j];
            }
            for (int j = 0; j < n; j++) {
                double xhat = (x[at + j] - mean[r]) * rstd[r];
                dx[at + j] = rstd[r] * (g[at + j] * gamma[j] - sum / n - xhat * dot / n);
            }
        }

        void check(@Nullable A gamma, @Nullable A beta) {
            LayerNorm<A> kernels = subject.kernels().layerNorm();
            A in = subject.of(x);
            A out = subject.blank(ROWS * n);
            A means = subject.blank(ROWS);
            A rstds = subject.blank(ROWS);
            kernels.forward(in, 0, gamma, beta, EPS, out, 0, means, rstds, 0, ROWS, n);
            subject.check(out, y, 10, "y, n " + n);
            subject.check(means, mean, 1, "mean, n " + n);
            subject.check(rstds, rstd, 1, "rstd, n " + n);
            kernels.backwardInput(subject.of(g), 0, in, 0, means, rstds, 0, gamma, out, 0, ROWS, n);
            subject.check(out, dx, 100, "dx, n " + n);
            A weight = subject.blank(n);
            A bias = subject.blank(n);
            kernels.backwardWeight(subject.of(g), 0, in, 0, means, rstds, 0, weight, bias, ROWS, n);
            subject.check(weight, dgamma, 10, "dgamma, n " + n);
            subject.check(bias, dbeta, 1, "dbeta, n " + n);
        }
    }
}
