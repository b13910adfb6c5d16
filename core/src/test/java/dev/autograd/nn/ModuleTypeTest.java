package dev.autograd.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.Tensor;
import dev.autograd.engine.LeafData;
import dev.autograd.optim.Adam;
import dev.autograd.value.DType;
import org.junit.jupiter.api.Test;

/// Modules that change their type.
final class ModuleTypeTest {
    private final Linear linear = new Linear(3, 2);
    private final Module model = new Sequential(linear, new Counter(), linear);

    /// Has a buffer of integers.
    private static final class Counter extends Layer {
        private final Tensor count = buffer("count", Tensor.of(7L));
        private final Tensor scale = buffer("scale", Tensor.of(0.5f));

        @Override
        protected Tensor compute(Tensor x) {
            return x.mul(scale).add(count);
        }
    }

    @Test
    void convertsFloatingTensorsInTheirPlace() {
        Tensor weight = linear.weight();
        float[] before = weight.toFloatArray();
        model.to(DType.FLOAT64);
        assertThat(linear.weight()).isSameAs(weight);
        assertThat(weight.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(weight.toFloatArray()).isEqualTo(before);
        assertThat(weight.requiresGrad()).isTrue();
        assertThat(model.namedBuffers().get("1.scale").dtype()).isEqualTo(DType.FLOAT64);
        assertThat(model.namedBuffers().get("1.count").dtype()).isEqualTo(DType.INT64);
        assertThat(model.stateDict().get("2.weight").dtype()).isEqualTo(DType.FLOAT64);
        model.to(DType.FLOAT32);
        assertThat(weight.toFloatArray()).isEqualTo(before);
    }

    @Test
    void trainsInItsNewType() {
        linear.to(DType.FLOAT64);
        Tensor x = Tensor.of(new double[][] {{1, 2, 3}});
        linear.forward(x).sum().backward();
        Tensor gradient = linear.weight().grad();
        assertThat(gradient).isNotNull();
        assertThat(gradient.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(gradient.toDoubleArray()).containsExactly(1, 2, 3, 1, 2, 3);
        Adam adam = new Adam(linear.parameters(), 0.1);
        double before = linear.weight().get(0, 0);
        adam.step();
        assertThat(linear.weight().get(0, 0)).isNotEqualTo(before);
    }

    @Test
    void dropsGradientsAndLeavesTheSameTypeAlone() {
        linear.forward(Tensor.ones(1, 3)).sum().backward();
        linear.to(DType.FLOAT32);
        assertThat(linear.weight().grad()).isNotNull();
        linear.to(DType.FLOAT64);
        assertThat(linear.weight().grad()).isNull();
    }

    @Test
    void refusesTypesWithoutGradients() {
        assertThatThrownBy(() -> linear.to(DType.INT64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("to: parameters of this Linear can be float32 or float64, but not int64");
        assertThat(linear.weight().dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void aGraphOfTheOldTypeIsRefused() {
        Tensor x = Tensor.ones(1, 3).requiresGrad_();
        Tensor loss = linear.forward(x).sum();
        linear.to(DType.FLOAT64);
        assertThatThrownBy(loss::backward).isInstanceOf(RuntimeException.class);
        assertThat(x.grad()).isNull();
    }

    @Test
    void anOptimiserOfTheOldTypeIsRefused() {
        Adam adam = new Adam(linear.parameters(), 0.1);
        linear.forward(Tensor.ones(1, 3)).sum().backward();
        adam.step();
        linear.to(DType.FLOAT64);
        linear.forward(Tensor.of(new double[][] {{1, 1, 1}})).sum().backward();
        assertThatThrownBy(adam::step)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("step: the parameter (2, 3) is float64, but what the optimiser remembers of it is float32;"
                        + " make the optimiser after Module.to");
    }

    @Test
    void onlyLeavesCanBeGivenOtherElements() {
        Tensor leaf = Tensor.zeros(2).requiresGrad_();
        assertThatThrownBy(() -> LeafData.set(leaf.mul(2), Tensor.zeros(2)))
                .hasMessageContaining("(2) is computed on the tape");
        assertThatThrownBy(() -> LeafData.set(Tensor.zeros(2, 2).select(0, 0), Tensor.zeros(2)))
                .hasMessageContaining("(2) is a view");
        assertThatThrownBy(() -> LeafData.set(leaf, Tensor.zeros(3)))
                .hasMessage("LeafData: a leaf of shape (2) cannot be given elements of shape (3)");
    }

    @Test
    void layerNormDoesWithoutABias() {
        LayerNorm norm = LayerNorm.withoutBias(1e-5, 3);
        assertThat(norm.namedParameters()).containsOnlyKeys("weight");
        assertThat(norm).hasToString("LayerNorm((3), eps=1.0E-5, without bias)\n3 parameters");
        Tensor x = Tensor.of(new float[][] {{1, 2, 6}});
        assertThat(norm.forward(x).allClose(LayerNorm.withoutAffine(1e-5, 3).forward(x), 1e-6, 1e-6))
                .isTrue();
    }
}
