package dev.autograd.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.kernel.AdamStep.Decay;
import dev.autograd.kernel.OptimizerSteps.AdamPiece;
import dev.autograd.kernel.OptimizerSteps.Piece;
import dev.autograd.kernel.OptimizerSteps.SgdPiece;
import dev.autograd.kernel.SgdStep.Kind;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Several steps against the papers' formulas in `double`.
class OptimizerStepsTest {
    /// More than the kernels go through at a time.
    private static final int SIZE = 2100;
    private static final int STEPS = 5;

    /// A step of two parameters.
    private static <P extends Piece<P>> List<P> inTwo(P piece) {
        return List.of(piece.within(piece.from(), 5), piece.within(5, piece.to()));
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void sgd(Subject<A> subject) {
        for (double momentum : new double[] {0, 0.9}) {
            for (double decay : new double[] {0, 0.1}) {
                for (boolean nesterov : new boolean[] {false, true}) {
                    for (Goal goal : Goal.values()) {
                        checkSgd(subject, momentum, nesterov ? 0 : 0.3, decay, nesterov, goal);
                    }
                }
            }
        }
    }

    private static <A> void checkSgd(
            Subject<A> subject, double momentum, double dampening, double decay, boolean nesterov, Goal goal) {
        double[] p = Subject.random(SIZE, 1);
        double[] buffer = new double[SIZE];
        A got = subject.of(p);
        A gotBuffer = subject.blank(SIZE);
        for (int t = 0; t < STEPS; t++) {
            double[] g = Subject.random(SIZE, 10 + t);
            for (int i = 1; i < SIZE - 1; i++) {
                double d = (goal == Goal.MAXIMIZE ? -g[i] : g[i]) + decay * p[i];
                buffer[i] = t == 0 ? d : momentum * buffer[i] + (1 - dampening) * d;
                double direction = momentum == 0 ? d : nesterov ? d + momentum * buffer[i] : buffer[i];
                p[i] -= 0.05 * direction;
            }
            Kind kind =
                    t == 0 ? (nesterov ? Kind.FIRST_NESTEROV : Kind.FIRST) : nesterov ? Kind.NESTEROV : Kind.CLASSICAL;
            SgdStep step = new SgdStep(0.05, momentum, dampening, decay, kind, goal);
            subject.kernels()
                    .optimizerSteps()
                    .sgd(inTwo(
                            new SgdPiece<>(got, subject.of(g), momentum == 0 ? null : gotBuffer, step, 1, SIZE - 1)));
            subject.check(got, p, 1, step + ", step " + t);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void adam(Subject<A> subject) {
        for (double beta1 : new double[] {0.9, 0.3}) {
            for (double decay : new double[] {0, 0.1}) {
                for (Decay kind : Decay.values()) {
                    for (Goal goal : Goal.values()) {
                        checkAdam(subject, beta1, decay, kind, goal, null);
                        checkAdam(subject, beta1, decay, kind, goal, subject.of(new double[SIZE]));
                    }
                }
            }
        }
    }

    private static <A> void checkAdam(
            Subject<A> subject, double beta1, double decay, Decay kind, Goal goal, @Nullable A gotLargest) {
        double beta2 = 0.7;
        double[] p = Subject.random(SIZE, 1);
        double[] mean = new double[SIZE];
        double[] square = new double[SIZE];
        double[] largest = new double[SIZE];
        A got = subject.of(p);
        A gotMean = subject.of(mean);
        A gotSquare = subject.of(square);
        for (int t = 1; t <= STEPS; t++) {
            double[] g = Subject.random(SIZE, 10 + t);
            for (int i = 1; i < SIZE - 1; i++) {
                double d = goal == Goal.MAXIMIZE ? -g[i] : g[i];
                if (kind == Decay.GRADIENT) {
                    d += decay * p[i];
                } else {
                    p[i] -= 0.01 * decay * p[i];
                }
                mean[i] = beta1 * mean[i] + (1 - beta1) * d;
                square[i] = beta2 * square[i] + (1 - beta2) * d * d;
                largest[i] = Math.max(largest[i], square[i]);
                double over = (gotLargest == null ? square : largest)[i] / (1 - Math.pow(beta2, t));
                p[i] -= 0.01 * (mean[i] / (1 - Math.pow(beta1, t))) / (Math.sqrt(over) + 1e-3);
            }
            AdamStep step = AdamStep.of(0.01, beta1, beta2, 1e-3, decay, kind, t, goal);
            subject.kernels()
                    .optimizerSteps()
                    .adam(inTwo(
                            new AdamPiece<>(got, subject.of(g), gotMean, gotSquare, gotLargest, step, 1, SIZE - 1)));
            subject.check(got, p, 1, step.toString());
            subject.check(gotMean, mean, 1, "mean of " + step);
            subject.check(gotSquare, square, 1, "square of " + step);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void momentumWithoutABuffer(Subject<A> subject) {
        A p = subject.of(1, 2);
        SgdStep step = new SgdStep(0.1, 0.9, 0, 0, Kind.FIRST, Goal.MINIMIZE);
        assertThatThrownBy(() -> subject.kernels()
                        .optimizerSteps()
                        .sgd(List.of(new SgdPiece<>(p, subject.of(1, 1), null, step, 0, 2))))
                .hasMessage("sgd: momentum 0.9 needs a buffer");
        assertThat(Arrays.stream(subject.values().apply(p)).sum()).isEqualTo(3);
    }
}
