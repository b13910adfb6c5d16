package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares gradients with central differences, in float64.
///
/// ```java
/// Gradients.check(x -> x[0].mul(x[1]).sum(1), Gradients.input(2, 3), Gradients.input(3));
/// ```
///
/// The function gets one float64 tensor for every input given; what is no input of the derivative (indices, masks) it
/// captures. It must be smooth within the step around the inputs: no ties between maxima, no kinks.
public final class Gradients {
    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 2e-6;

    private Gradients() {}

    /// A function of tensors that [#check] differentiates.
    @FunctionalInterface
    public interface Function {
        /// The result, of any shape and of type float64.
        Tensor of(Tensor... x);
    }

    /// Float64 numbers between -1 and 1, different in every element and the same in every run.
    public static Tensor input(long... sizes) {
        Shape shape = Shape.of(sizes);
        Tensor uniform = Tensor.rand(Random.seed(shape.hashCode()), shape, DType.FLOAT64);
        return uniform.mul(2).sub(1);
    }

    /// First and second order.
    public static void checkBoth(Function function, Tensor... inputs) {
        check(function, inputs);
        checkSecond(function, inputs);
    }

    /// First order: the gradients of `sum(f(x) * c)` by every input, for a fixed random `c`.
    public static void check(Function function, Tensor... inputs) {
        Tensor[] x = leaves(inputs);
        Tensor y = function.of(x);
        Tensor c = cotangent(y);
        List<double[]> expected = differences(function, c, inputs);
        @Nullable Tensor[] actual = gradients(y, c, false, x);
        for (int i = 0; i < x.length; i++) {
            compare("input " + i, orZeros(actual[i], x[i]), x[i], expected.get(i));
        }
    }

    /// Second order: [#check] of the function that gives the gradients `d sum(f(x) * c) / dx`, by `x` and by `c`.
    public static void checkSecond(Function function, Tensor... inputs) {
        int n = inputs.length;
        Tensor[] xAndC = Arrays.copyOf(inputs, n + 1);
        xAndC[n] = cotangent(function.of(inputs));
        check(
                all -> {
                    Tensor[] x = tracked(Arrays.copyOf(all, n));
                    Tensor y = function.of(x);
                    @Nullable Tensor[] gradients = gradients(y, all[n], true, x);
                    Tensor[] flat = new Tensor[n];
                    for (int i = 0; i < n; i++) {
                        flat[i] = orZeros(gradients[i], x[i]).reshape(-1);
                    }
                    return Tensor.cat(0, flat);
                },
                xAndC);
    }

    private static Tensor orZeros(@Nullable Tensor gradient, Tensor like) {
        return gradient == null ? Tensor.zerosLike(like) : gradient;
    }

    private static @Nullable Tensor[] gradients(Tensor y, Tensor c, boolean createGraph, Tensor... x) {
        if (!y.requiresGrad()) {
            return new Tensor[x.length];
        }
        GradOptions options = GradOptions.DEFAULT.withGradOutputs(c).withAllowUnused();
        return Autograd.grad(new Tensor[] {y}, x, createGraph ? options.withCreateGraph() : options);
    }

    private static Tensor[] leaves(Tensor[] inputs) {
        return Arrays.stream(inputs)
                .map(x -> x.detach().clone().requiresGrad_())
                .toArray(Tensor[]::new);
    }

    private static Tensor[] tracked(Tensor[] inputs) {
        return Arrays.stream(inputs)
                .map(x -> x.requiresGrad() ? x : x.detach().requiresGrad_())
                .toArray(Tensor[]::new);
    }

    private static Tensor cotangent(Tensor y) {
        assertThat(y.dtype()).as("type of the result").isEqualTo(DType.FLOAT64);
        return Tensor.rand(Random.seed(17), y.shape(), DType.FLOAT64).add(0.5);
    }

    private static List<double[]> differences(Function function, Tensor c, Tensor... inputs) {
        List<double[]> result = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            double[] differences = new double[(int) inputs[i].numel()];
            for (int at = 0; at < differences.length; at++) {
                double above = value(function, c, inputs, i, at, STEP);
                double below = value(function, c, inputs, i, at, -STEP);
                differences[at] = (above - below) / (2 * STEP);
            }
            result.add(differences);
        }
        return result;
    }

    private static double value(Function function, Tensor c, Tensor[] inputs, int moved, int at, double by) {
        Tensor[] x = inputs.clone();
        double[] values = inputs[moved].toDoubleArray();
        values[at] += by;
        x[moved] = Tensor.of(values, inputs[moved].shape());
        double[] y = function.of(x).detach().toDoubleArray();
        double[] weights = c.toDoubleArray();
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += y[i] * weights[i];
        }
        return sum;
    }

    private static void compare(String what, Tensor actual, Tensor input, double[] expected) {
        assertThat(actual.shape()).as("shape of the gradient by " + what).isEqualTo(input.shape());
        double[] values = actual.toDoubleArray();
        for (int i = 0; i < expected.length; i++) {
            double bound = TOLERANCE * Math.max(1, Math.abs(expected[i]));
            assertThat(Math.abs(values[i] - expected[i]))
                    .as("gradient by element %d of %s: %s, but differences give %s", i, what, values[i], expected[i])
                    .isLessThanOrEqualTo(bound);
        }
    }
}
