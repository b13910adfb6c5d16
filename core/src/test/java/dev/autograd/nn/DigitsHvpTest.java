package dev.autograd.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import org.junit.jupiter.api.Test;

/// The Hessian of the digits network (784-128-10, 101,770 parameters) times a vector, against PyTorch
/// 2.13's numbers, in float64. The numbers are made by `core/src/test/python/digits_hvp.py`.
final class DigitsHvpTest {
    private static final long[][] SHAPES = {{128, 784}, {128}, {10, 128}, {10}};
    private static final double[] NORMS = {714.7675448252181, 7.289477674503438, 196.73318584355377, 1.4494444109267586
    };
    /// The elements at 0, n / 3, n / 2 and n - 1.
    private static final double[][] ELEMENTS = {
        {4.171963425706745, -2.69136231362647, -0.6279313920475057, -2.5596373767557825},
        {2.3619927116343447, -1.6073832038054239, 0.27104860542906334, -0.297410214809725},
        {-1.2261358616431361, -0.546949682099569, -17.44073379767563, -12.787852911617644},
        {0.33287177085268044, 0.12708569141710685, 0.342744219340435, 0.5997859428990379}
    };

    private static Tensor pattern(double phase, double scale, long... sizes) {
        Shape shape = Shape.of(sizes);
        return Tensor.arange(0, shape.numel(), 1, DType.FLOAT64)
                .mul(0.37)
                .add(phase)
                .sin()
                .mul(scale)
                .reshape(shape);
    }

    @Test
    void agreesWithPyTorch() {
        Tensor[] weights = new Tensor[4];
        Tensor[] vectors = new Tensor[4];
        for (int i = 0; i < 4; i++) {
            weights[i] = pattern(1 + i, i == 0 ? 0.01 : 0.1, SHAPES[i]);
            vectors[i] = pattern(5 + i, 1, SHAPES[i]);
        }
        Tensor x = pattern(0.3, 1, 16, 784);
        Tensor y = Tensor.arange(16).mul(7).remainder(10);
        Tensor[] products = Autograd.hvp(
                w -> F.crossEntropy(F.linear(F.linear(x, w[0], w[1]).tanh(), w[2], w[3]), y), weights, vectors);
        for (int i = 0; i < 4; i++) {
            double[] flat = products[i].reshape(-1).toDoubleArray();
            assertThat(products[i].norm().item()).isCloseTo(NORMS[i], within(1e-9 * NORMS[i]));
            int[] places = {0, flat.length / 3, flat.length / 2, flat.length - 1};
            for (int p = 0; p < places.length; p++) {
                assertThat(flat[places[p]])
                        .as("element %d of product %d", places[p], i)
                        .isCloseTo(ELEMENTS[i][p], within(1e-9));
            }
        }
    }
}
