package dev.autograd;

import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Derivatives in a few random directions, once in `vmap` and once one by one: by output, then by float64
/// input, the directions one after another.
///
/// @param jacobians of the function
/// @param inputs it ran on
/// @param outputs it returned
record GradcheckBatched(GradcheckJacobians jacobians, Tensor[] inputs, Tensor[] outputs) {
    private static final int EXAMPLES = 3;

    /// How a function is applied to several examples.
    private interface Application {
        Tensor[] apply(Function<Tensor[], Tensor[]> function, Tensor examples);
    }

    double[][][] reverseMapped() {
        return reverse(GradcheckBatched::mapped);
    }

    double[][][] reverseOneByOne() {
        return reverse(GradcheckBatched::oneByOne);
    }

    double[][][] forwardMapped() {
        return forward(GradcheckBatched::mapped);
    }

    double[][][] forwardOneByOne() {
        return forward(GradcheckBatched::oneByOne);
    }

    private static Tensor[] mapped(Function<Tensor[], Tensor[]> function, Tensor examples) {
        return Autograd.vmap(function, new Tensor[] {examples});
    }

    private static Tensor[] oneByOne(Function<Tensor[], Tensor[]> function, Tensor examples) {
        Tensor[][] results = new Tensor[EXAMPLES][];
        for (int e = 0; e < EXAMPLES; e++) {
            results[e] = function.apply(new Tensor[] {examples.select(0, e)});
        }
        Tensor[] stacked = new Tensor[results[0].length];
        for (int r = 0; r < stacked.length; r++) {
            int at = r;
            stacked[r] =
                    Tensor.stack(0, Arrays.stream(results).map(of -> of[at]).toArray(Tensor[]::new));
        }
        return stacked;
    }

    private double[][][] reverse(Application application) {
        double[][][] products = new double[outputs.length][jacobians.inputCount()][0];
        for (int o = 0; o < outputs.length; o++) {
            Tensor output = outputs[o];
            if (output.requiresGrad()) {
                Tensor[] found =
                        application.apply(v -> jacobians.pull(output, v[0], inputs), directions(output.shape(), o));
                Arrays.setAll(products[o], i -> found[i].toDoubleArray());
            }
        }
        return products;
    }

    private double[][][] forward(Application application) {
        double[][][] products = new double[outputs.length][jacobians.inputCount()][0];
        UnaryOperator<Tensor[]> push = jacobians.pushforward(inputs, outputs);
        for (int i = 0; i < jacobians.inputCount(); i++) {
            int moved = i;
            Tensor[] found = application.apply(
                    v -> push.apply(jacobians.only(moved, v[0])),
                    directions(jacobians.in(i).shape(), i));
            for (int o = 0; o < outputs.length; o++) {
                if (outputs[o].dtype().isFloating()) {
                    products[o][i] = found[o].toDoubleArray();
                }
            }
        }
        return products;
    }

    private static Tensor directions(Shape shape, long seed) {
        long[] sizes = new long[shape.rank() + 1];
        sizes[0] = EXAMPLES;
        System.arraycopy(shape.sizes(), 0, sizes, 1, shape.rank());
        return Tensor.randn(Random.seed(seed), Shape.of(sizes), DType.FLOAT64);
    }
}
