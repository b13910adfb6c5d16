package dev.autograd;

import dev.autograd.engine.Linearization;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The Jacobian of a function at a point, computed three ways and seen through probes: by output, then by
/// float64 input, the numbers of all pairs of their directions, the input's last.
final class GradcheckJacobians {
    private final Function<Tensor[], Tensor[]> function;
    private final GradcheckPoint point;
    private final GradcheckProbe[] in;
    private final @Nullable GradcheckProbe[] out; // null where an output is of no floating type
    private @Nullable String changedGradient;

    /// @param outputs what the function returns
    GradcheckJacobians(
            Function<Tensor[], Tensor[]> function, GradcheckPoint point, Tensor[] outputs, GradcheckSettings settings) {
        this.function = function;
        this.point = point;
        this.in = new GradcheckProbe[point.differentiable().length];
        this.out = new GradcheckProbe[outputs.length];
        for (int i = 0; i < in.length; i++) {
            Tensor x = point.given()[inputIndex(i)];
            in[i] = settings.fastMode() ? GradcheckProbe.projection(x, i) : GradcheckProbe.everyElement(x);
        }
        for (int o = 0; o < out.length; o++) {
            if (outputs[o].dtype().isFloating()) {
                out[o] = settings.fastMode()
                        ? GradcheckProbe.projection(outputs[o], in.length + o)
                        : GradcheckProbe.everyElement(outputs[o]);
            }
        }
    }

    /// How many float64 inputs there are.
    int inputCount() {
        return in.length;
    }

    /// Which of all inputs a float64 one is.
    int inputIndex(int i) {
        return point.differentiable()[i];
    }

    GradcheckProbe in(int i) {
        return in[i];
    }

    GradcheckProbe out(int o) {
        return Objects.requireNonNull(out[o]);
    }

    /// What a backward did to the gradient that it was given, or null.
    @Nullable
    String changedGradient() {
        return changedGradient;
    }

    Tensor[] run(Tensor... inputs) {
        return Autograd.enableGrad(() -> function.apply(inputs.clone()));
    }

    private double[][][] empty() {
        double[][][] jacobian = new double[out.length][in.length][0];
        for (int o = 0; o < out.length; o++) {
            GradcheckProbe probe = out[o];
            for (int i = 0; i < in.length && probe != null; i++) {
                jacobian[o][i] = new double[probe.count() * in[i].count()];
            }
        }
        return jacobian;
    }

    /// By central differences.
    double[][][] differences(double eps) {
        double[][][] jacobian = empty();
        for (int i = 0; i < in.length; i++) {
            for (int k = 0; k < in[i].count(); k++) {
                fillColumn(jacobian, i, k, slopes(i, k, eps, -eps));
            }
        }
        return jacobian;
    }

    /// How much the outputs rise between two places in direction `k` of an input, per distance between
    /// them.
    Tensor[] slopes(int i, int k, double upper, double lower) {
        int input = point.differentiable()[i];
        double[] direction = in[i].direction(k);
        Tensor[] above = point.moved(input, direction, upper);
        Tensor[] below = point.moved(input, direction, lower);
        double distance = GradcheckPoint.distance(above[input], below[input], direction);
        Tensor[] high = run(above);
        Tensor[] low = run(below);
        Tensor[] slopes = new Tensor[out.length];
        Arrays.setAll(
                slopes,
                o -> out[o] == null // of no type that has slopes
                        ? high[o]
                        : high[o].detach().sub(low[o].detach()).div(distance));
        return slopes;
    }

    private void fillColumn(double[][][] jacobian, int i, int k, Tensor[] vectors) {
        for (int o = 0; o < out.length; o++) {
            GradcheckProbe probe = out[o];
            if (probe != null) {
                double[] values = vectors[o].toDoubleArray();
                for (int r = 0; r < probe.count(); r++) {
                    jacobian[o][i][r * in[i].count() + k] = probe.dot(r, values);
                }
            }
        }
    }

    /// In reverse mode, a row at a time.
    double[][][] reverse(Tensor[] inputs, Tensor[] outputs) {
        double[][][] jacobian = empty();
        for (int o = 0; o < out.length; o++) {
            GradcheckProbe probe = out[o];
            for (int r = 0; probe != null && r < probe.count(); r++) {
                double[] weights = probe.direction(r);
                Tensor gradient = Tensor.of(weights.clone(), outputs[o].shape());
                Tensor[] products = pull(outputs[o], gradient, inputs);
                if (Arrays.mismatch(weights, gradient.toDoubleArray()) >= 0) {
                    changedGradient =
                            "changed the gradient of output " + o + " that it was given, which others may hold too";
                }
                for (int i = 0; i < in.length; i++) {
                    double[] values = products[i].toDoubleArray();
                    for (int k = 0; k < in[i].count(); k++) {
                        jacobian[o][i][r * in[i].count() + k] = in[i].dot(k, values);
                    }
                }
            }
        }
        return jacobian;
    }

    /// The products of one output's cotangent and the derivatives by the float64 inputs.
    Tensor[] pull(Tensor output, Tensor cotangent, Tensor[] inputs) {
        Tensor[] wanted = point.differentiable(inputs);
        @Nullable Tensor[] found = new Tensor[wanted.length];
        if (output.requiresGrad()) {
            GradOptions options = GradOptions.DEFAULT.withGradOutputs(cotangent).withRetainGraph();
            found = Autograd.grad(new Tensor[] {output}, wanted, options.withAllowUnused());
        }
        return orZeros(found, wanted);
    }

    /// In forward mode, a column at a time.
    double[][][] forward(Tensor[] inputs, Tensor[] outputs) {
        double[][][] jacobian = empty();
        UnaryOperator<Tensor[]> push = pushforward(inputs, outputs);
        for (int i = 0; i < in.length; i++) {
            for (int k = 0; k < in[i].count(); k++) {
                Tensor tangent = Tensor.of(in[i].direction(k), in[i].shape());
                fillColumn(jacobian, i, k, push.apply(only(i, tangent)));
            }
        }
        return jacobian;
    }

    /// Tangents of which all but one are zero.
    Tensor[] only(int i, Tensor tangent) {
        Tensor[] tangents = new Tensor[in.length];
        Arrays.setAll(tangents, j -> j == i ? tangent : Tensor.zeros(in[j].shape(), tangent.dtype()));
        return tangents;
    }

    /// From tangents of the float64 inputs to those of the outputs.
    UnaryOperator<Tensor[]> pushforward(Tensor[] inputs, Tensor[] outputs) {
        Linearization linearization = new Linearization(point.differentiable(inputs), outputs);
        return tangents -> Autograd.noGrad(() -> orZeros(linearization.push(tangents), outputs));
    }

    static Tensor[] orZeros(@Nullable Tensor[] found, Tensor[] like) {
        Tensor[] result = new Tensor[found.length];
        for (int i = 0; i < result.length; i++) {
            Tensor tensor = found[i];
            result[i] = tensor != null ? tensor : Tensor.zerosLike(like[i]);
        }
        return result;
    }
}
