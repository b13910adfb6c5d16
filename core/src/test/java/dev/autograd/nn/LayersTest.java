package dev.autograd.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Tensor;
import dev.autograd.op.fused.Reduction;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LayersTest {
    /// Values of -1 and 2, as PyTorch 2.13 gives them.
    static Stream<Arguments> activations() {
        return Stream.of(
                arguments(new ReLU(), 0, 2, "ReLU()"),
                arguments(new LeakyReLU(), -0.01, 2, "LeakyReLU(negativeSlope=0.01)"),
                arguments(new LeakyReLU(0.5), -0.5, 2, "LeakyReLU(negativeSlope=0.5)"),
                arguments(new GELU(), -0.158655254, 1.954499736, "GELU()"),
                arguments(new GELU(GELU.Approximate.TANH), -0.158808009, 1.954597694, "GELU(approximate=tanh)"),
                arguments(new SiLU(), -0.268941421, 1.761594156, "SiLU()"),
                arguments(new Sigmoid(), 0.268941421, 0.880797078, "Sigmoid()"),
                arguments(new Tanh(), -0.761594156, 0.964027580, "Tanh()"),
                arguments(new Softplus(), 0.313261688, 2.126928011, "Softplus(beta=1.0, threshold=20.0)"),
                arguments(new Softplus(3, 5), 0.016195784, 2, "Softplus(beta=3.0, threshold=5.0)"),
                arguments(new Softmax(-1), 0.047425873, 0.952574127, "Softmax(dim=-1)"),
                arguments(new LogSoftmax(0), -3.048587352, -0.048587352, "LogSoftmax(dim=0)"),
                arguments(new Identity(), -1, 2, "Identity()"));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void activationsGiveWhatPyTorchGives(Layer layer, double ofMinus1, double of2, String text) {
        Tensor y = layer.forward(Tensor.of(-1.0, 2.0));
        assertThat(y.allClose(Tensor.of(ofMinus1, of2), 1e-8, 1e-9)).as("%s", y).isTrue();
        assertThat(layer).hasToString(text + "\n0 parameters");
    }

    @Test
    void linearMapsTheLastDimension() {
        Linear linear = new Linear(2, 3, Random.seed(1));
        linear.weight().detach().copy_(Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}}));
        Objects.requireNonNull(linear.bias()).detach().copy_(Tensor.of(10f, 20f, 30f));

        assertThat(linear.forward(Tensor.of(1f, -1f)).toFloatArray()).containsExactly(9, 19, 29);
        assertThat(linear.forward(Tensor.zeros(4, 0, 2)).shape()).isEqualTo(Shape.of(4, 0, 3));
        assertThat(Linear.withoutBias(2, 3).bias()).isNull();
        assertThatThrownBy(() -> linear.forward(Tensor.zeros(3, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("(3, 5)", "(3, 2)");
        assertThatThrownBy(() -> new Linear(0, 3)).hasMessageContaining("in is 0 and out is 3");
    }

    @Test
    void flattenKeepsExamplesApart() {
        assertThat(new Flatten().forward(Tensor.zeros(2, 3, 4)).shape()).isEqualTo(Shape.of(2, 12));
        assertThat(new Flatten(0, 1).forward(Tensor.zeros(2, 3, 4)).shape()).isEqualTo(Shape.of(6, 4));
    }

    @Test
    void layerNormStartsAsPlainNormalisation() {
        LayerNorm norm = new LayerNorm(2);
        assertThat(norm.forward(Tensor.of(new float[][] {{1, 3}}))
                        .allClose(Tensor.of(new float[][] {{-0.999995f, 0.999995f}}), 1e-6, 0))
                .isTrue();
        assertThat(norm.stateDict().keySet()).containsExactly("weight", "bias");
        assertThat(LayerNorm.withoutAffine(1e-3, 2).parameters()).isEmpty();
        assertThat(new LayerNorm(1e-3, 4, 2)).hasToString("LayerNorm((4, 2), eps=0.001)\n16 parameters");
    }

    @Test
    void lossesReduce() {
        Tensor logits = Tensor.of(new double[][] {{0, Math.log(3)}, {0, 0}});
        Tensor classes = Tensor.of(1L, 0L);
        double first = Math.log(4.0 / 3);
        double second = Math.log(2);
        assertThat(new CrossEntropyLoss()
                        .forward(logits, classes)
                        .allClose(Tensor.scalar((first + second) / 2), 1e-12, 0))
                .isTrue();
        assertThat(new CrossEntropyLoss(Reduction.NONE)
                        .forward(logits, classes)
                        .allClose(Tensor.of(first, second), 1e-12, 0))
                .isTrue();
        assertThat(F.nllLoss(F.logSoftmax(logits, 1), classes).allClose(Tensor.scalar((first + second) / 2), 1e-12, 0))
                .isTrue();

        Tensor a = Tensor.of(1f, 2f);
        Tensor b = Tensor.of(0f, 4f);
        assertThat(new MSELoss().forward(a, b).item()).isEqualTo(2.5);
        assertThat(new MSELoss(Reduction.SUM).forward(a, b).item()).isEqualTo(5);
        assertThat(new L1Loss().forward(a, b).item()).isEqualTo(1.5);
        assertThat(F.huberLoss(a, b, Reduction.SUM, 1).item()).isEqualTo(2);
        assertThat(new NLLLoss(Reduction.SUM).forward(logits, classes).item()).isEqualTo(-Math.log(3));
        Tensor half = Tensor.of(0.5, 0.5);
        Tensor answers = Tensor.of(0.0, 1.0);
        assertThat(new BCELoss().forward(half, answers).item()).isEqualTo(Math.log(2));
        assertThat(new BCEWithLogitsLoss()
                        .forward(Tensor.zerosLike(half), answers)
                        .item())
                .isEqualTo(Math.log(2));
    }

    @Test
    void describesItself() {
        assertThat(new Sequential(new Linear(64, 128), new ReLU(), new Sequential(Linear.withoutBias(128, 10))))
                .hasToString("""
                        Sequential(
                          (0): Linear(64, 128)
                          (1): ReLU()
                          (2): Sequential(
                            (0): Linear(128, 10, without bias)
                          )
                        )
                        9,600 parameters""");
    }
}
