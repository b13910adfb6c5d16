package dev.autograd.optim;

import dev.autograd.Tensor;
import java.util.List;

/// Norms over all elements of several tensors, summed in float64.
final class Norms {
    private Norms() {}

    static double of(List<Tensor> tensors, double p) {
        double total = 0;
        for (Tensor tensor : tensors) {
            Tensor dense = Dense.of(tensor);
            double part = switch (dense.storage().array()) {
                case float[] values -> part(values, (int) dense.numel(), p);
                case double[] values -> part(values, (int) dense.numel(), p);
                default -> throw new AssertionError("gradients are floating");
            };
            total = Double.isInfinite(p) ? Math.max(total, part) : total + part;
        }
        return Double.isInfinite(p) || p == 1 ? total : p == 2 ? Math.sqrt(total) : Math.pow(total, 1 / p);
    }

    /// The sum of powers, or the largest magnitude. Two sums, because the additions of one wait for each other.
    private static double part(float[] values, int n, double p) {
        double even = 0;
        double odd = 0;
        if (p == 2) {
            int i = 0;
            for (; i + 1 < n; i += 2) {
                even += (double) values[i] * values[i];
                odd += (double) values[i + 1] * values[i + 1];
            }
            return i < n ? even + odd + (double) values[i] * values[i] : even + odd;
        }
        for (int i = 0; i < n; i++) {
            even = join(even, values[i], p);
        }
        return even;
    }

    private static double part(double[] values, int n, double p) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum = join(sum, values[i], p);
        }
        return sum;
    }

    private static double join(double sum, double value, double p) {
        double magnitude = Math.abs(value);
        if (Double.isInfinite(p)) {
            return Math.max(sum, magnitude);
        }
        return sum + (p == 2 ? magnitude * magnitude : p == 1 ? magnitude : Math.pow(magnitude, p));
    }
}
