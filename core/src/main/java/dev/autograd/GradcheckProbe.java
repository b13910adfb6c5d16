package dev.autograd;

import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The directions in which one tensor of a check is moved, or its elements weighed: every element by
/// itself, or one random direction.
///
/// @param shape the tensor's
/// @param projection positive weights of norm 1, or null for every element
record GradcheckProbe(Shape shape, double @Nullable [] projection) {
    static GradcheckProbe everyElement(Tensor x) {
        return new GradcheckProbe(x.shape(), null);
    }

    static GradcheckProbe projection(Tensor x, long seed) {
        double[] weights =
                Tensor.rand(Random.seed(seed), x.shape(), DType.FLOAT64).toDoubleArray();
        double norm = 0;
        for (double weight : weights) {
            norm = Math.hypot(norm, weight);
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= norm;
        }
        return new GradcheckProbe(x.shape(), weights);
    }

    /// How many directions there are.
    int count() {
        return projection == null ? (int) shape.numel() : 1;
    }

    /// Direction `k`, an element for each of the tensor's.
    double[] direction(int k) {
        if (projection != null) {
            return projection.clone();
        }
        double[] unit = new double[(int) shape.numel()];
        unit[k] = 1;
        return unit;
    }

    /// The element that direction `k` stands for; empty for a projection.
    List<Long> index(int k) {
        return projection == null ? GradcheckNames.index(shape, k) : List.of();
    }

    /// How far values reach in direction `k`.
    double dot(int k, double[] values) {
        if (projection == null) {
            return values[k];
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += projection[i] * values[i];
        }
        return sum;
    }

    /// The sum of the weights, by which errors of single elements add up.
    double weight() {
        if (projection == null) {
            return 1;
        }
        double sum = 0;
        for (double weight : projection) {
            sum += weight;
        }
        return sum;
    }
}
