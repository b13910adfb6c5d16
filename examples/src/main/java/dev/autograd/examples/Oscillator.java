package dev.autograd.examples;

import dev.autograd.Autograd;
import dev.autograd.Jvp;
import dev.autograd.Tensor;
import dev.autograd.nn.Linear;
import dev.autograd.nn.Sequential;
import dev.autograd.nn.Tanh;
import dev.autograd.optim.Adam;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.viz.Charts;
import dev.autograd.viz.LinePanel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// A physics-informed network (Raissi, Perdikaris and Karniadakis, 2019): it learns the solution of a differential
/// equation from the equation alone, because the loss says how far the network's second derivative is from what the
/// equation asks for.
///
/// The equation is that of a pendulum with small swings, `u'' + u = 0` on `[0, pi]` with `u(0) = 0` and `u'(0) = 1`,
/// whose solution is `sin`. The network is made to fulfil the conditions at 0 whatever its weights: `u(t) = t + t^2
/// / (1 + t) N(t)`. The loss is the mean square of `u'' + u` over points of the interval.
///
/// `u''` is forward mode twice: `u` depends on one number, so pushing the tangent 1 through the network gives `u'`, and
/// pushing it through that computation gives `u''`, for all points at once. The loss's gradient by the weights is then
/// reverse mode through both.
public final class Oscillator {
    private static final double END = Math.PI;
    private static final int POINTS = 64;
    private static final double LEARNING_RATE = 0.02;

    private final int steps;
    private final Sequential network;

    /// A solution to be learned.
    ///
    /// @param steps of the optimiser
    /// @param seed of the weights
    public Oscillator(int steps, long seed) {
        Random random = Random.seed(seed);
        this.steps = steps;
        this.network = new Sequential(
                new Linear(1, 32, random),
                new Tanh(),
                new Linear(32, 32, random),
                new Tanh(),
                new Linear(32, 1, random));
    }

    /// A learned solution at points of the interval.
    ///
    /// @param t the points
    /// @param u what was learned
    /// @param residual `u'' + u`
    public record Solution(List<Double> t, List<Double> u, List<Double> residual) {
        /// How far the solution is from `sin` where it is farthest.
        public double largestError() {
            return error().stream().mapToDouble(Math::abs).max().orElse(0);
        }

        List<Double> exact() {
            return t.stream().map(Math::sin).toList();
        }

        List<Double> error() {
            List<Double> error = new ArrayList<>();
            for (int i = 0; i < t.size(); i++) {
                error.add(u.get(i) - Math.sin(t.get(i)));
            }
            return error;
        }
    }

    private Tensor u(Tensor t) {
        Tensor weight = t.square().div(t.add(1));
        return t.add(weight.mul(network.forward(t.mul(2 / END).sub(1))));
    }

    /// `u` and `u''`.
    private Jvp second(Tensor t) {
        Tensor one = Tensor.onesLike(t);
        Tensor[] value = new Tensor[1];
        Tensor second = Autograd.jvp(
                        s -> {
                            Jvp first = Autograd.jvp(this::u, s, one);
                            value[0] = first.output();
                            return first.tangent();
                        },
                        t,
                        one)
                .tangent();
        return new Jvp(value[0], second);
    }

    /// Learns.
    ///
    /// @param progress is told the loss ten times
    public Solution solve(Consumer<String> progress) {
        Tensor points = Tensor.linspace(0, END, POINTS).reshape(POINTS, 1);
        Adam adam = new Adam(network.parameters(), LEARNING_RATE);
        for (int step = 0; step < steps; step++) {
            double decay = 0.5 * (1 + Math.cos(Math.PI * step / steps));
            adam.groups().getFirst().setSettings(Adam.settings(LEARNING_RATE * decay));
            Jvp u = second(points);
            Tensor loss = u.tangent().add(u.output()).square().mean();
            adam.zeroGrad();
            loss.backward();
            adam.step();
            if ((step + 1) % Math.max(1, steps / 10) == 0) {
                progress.accept(
                        String.format(Locale.ROOT, "step %,6d   mean square of u'' + u: %.2e", step + 1, loss.item()));
            }
        }
        return solution(Tensor.linspace(0, END, 201).reshape(201, 1));
    }

    private Solution solution(Tensor t) {
        Jvp u = second(t);
        return new Solution(list(t), list(u.output()), list(u.tangent().add(u.output())));
    }

    private static List<Double> list(Tensor column) {
        List<Double> values = new ArrayList<>();
        for (double value : column.detach().to(DType.FLOAT64).reshape(-1).toDoubleArray()) {
            values.add(value);
        }
        return values;
    }

    static void run(Path folder, Consumer<String> print) throws IOException {
        Solution solution = new Oscillator(3000, 0).solve(print);
        Path picture = folder.resolve("oscillator.svg");
        Charts.lines(
                List.of(
                        new LinePanel(
                                "u'' + u = 0",
                                "t",
                                solution.t(),
                                List.of(
                                        new LinePanel.Line("learned", solution.u()),
                                        new LinePanel.Line("sin t", solution.exact()))),
                        new LinePanel(
                                "Error",
                                "t",
                                solution.t(),
                                List.of(
                                        new LinePanel.Line("learned - sin t", solution.error()),
                                        new LinePanel.Line("u'' + u", solution.residual())))),
                picture);
        print.accept(String.format(
                Locale.ROOT, "largest error on [0, pi]: %.1e; drawn in %s", solution.largestError(), picture));
    }
}
