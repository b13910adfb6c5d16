package dev.autograd.examples;

import dev.autograd.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;

/// What one recorded operation costs when there is next to nothing to compute: a chain of 10,000 operations on two
/// numbers (a softmax of one would be constant) that cycles through softplus, sum, product and softmax, forwards and
/// backwards. The same program with PyTorch is `bench/torch/scalar_tape.py`.
public final class ScalarTape {
    private static final int OPERATIONS = 10_000;
    private static final int WARM_UP = 60;
    private static final int RUNS = 60;

    private ScalarTape() {}

    /// The chain.
    ///
    /// @param x (2); so are the others
    static Tensor chain(Tensor x, Tensor a, Tensor b) {
        Tensor y = x;
        for (int i = 0; i < OPERATIONS / 4; i++) {
            y = y.softplus();
            y = y.add(a);
            y = y.mul(b);
            y = y.softmax(0);
        }
        return y;
    }

    static void run(Path folder, Consumer<String> print) {
        Tensor x = Tensor.of(0.5f, -0.25f).requiresGrad_();
        Tensor a = Tensor.of(0.1f, 0.2f).requiresGrad_();
        Tensor b = Tensor.of(0.9f, 1.1f).requiresGrad_();
        double[] forward = new double[RUNS];
        double[] backward = new double[RUNS];
        for (int run = -WARM_UP; run < RUNS; run++) {
            long start = System.nanoTime();
            Tensor y = chain(x, a, b).select(0, 0);
            long middle = System.nanoTime();
            y.backward();
            long end = System.nanoTime();
            x.setGrad(null);
            a.setGrad(null);
            b.setGrad(null);
            if (run >= 0) {
                forward[run] = (double) (middle - start) / OPERATIONS;
                backward[run] = (double) (end - middle) / OPERATIONS;
            }
        }
        print.accept(String.format(
                Locale.ROOT,
                "%,d operations: %.0f ns each forwards, %.0f ns backwards (medians of %d runs)",
                OPERATIONS,
                median(forward),
                median(backward),
                RUNS));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
