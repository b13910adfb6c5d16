package dev.autograd.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Tensor;
import dev.autograd.op.fused.Reduction;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A dimension of size 0 through every layer and loss: an empty result, or the sum 0, and gradients of zeros.
final class EmptyInputsTest {
    static Stream<Arguments> layers() {
        return Stream.of(
                layer(new Linear(3, 2), Shape.of(0, 3), Shape.of(0, 2)),
                layer(new Linear(3, 2), Shape.of(4, 0, 3), Shape.of(4, 0, 2)),
                layer(Linear.withoutBias(3, 2), Shape.of(0, 3), Shape.of(0, 2)),
                layer(new Conv2d(2, 3, 2), Shape.of(0, 2, 5, 5), Shape.of(0, 3, 4, 4)),
                layer(new MaxPool2d(2), Shape.of(0, 2, 4, 4), Shape.of(0, 2, 2, 2)),
                layer(new AvgPool2d(2), Shape.of(0, 2, 4, 4), Shape.of(0, 2, 2, 2)),
                layer(new LayerNorm(3), Shape.of(0, 3), Shape.of(0, 3)),
                layer(new Dropout(0.5), Shape.of(0, 3), Shape.of(0, 3)),
                layer(new Flatten(), Shape.of(0, 3, 2), Shape.of(0, 6)),
                layer(new Softmax(1), Shape.of(0, 3), Shape.of(0, 3)),
                layer(new Softmax(1), Shape.of(3, 0), Shape.of(3, 0)),
                layer(new LogSoftmax(0), Shape.of(0, 3), Shape.of(0, 3)),
                layer(new ReLU(), Shape.of(2, 0), Shape.of(2, 0)),
                layer(new LeakyReLU(), Shape.of(2, 0), Shape.of(2, 0)),
                layer(new GELU(), Shape.of(2, 0), Shape.of(2, 0)),
                layer(new SiLU(), Shape.of(2, 0), Shape.of(2, 0)),
                layer(new Sigmoid(), Shape.of(2, 0), Shape.of(2, 0)),
                layer(new Tanh(), Shape.of(2, 0), Shape.of(2, 0)),
                layer(new Softplus(), Shape.of(2, 0), Shape.of(2, 0)),
                layer(new Identity(), Shape.of(2, 0), Shape.of(2, 0)),
                layer(new Sequential(new Linear(3, 2), new ReLU(), new Linear(2, 1)), Shape.of(0, 3), Shape.of(0, 1)));
    }

    private static Arguments layer(Layer layer, Shape in, Shape out) {
        return arguments(layer.name(), layer, in, out);
    }

    @ParameterizedTest(name = "122: {0} of {2}")
    @MethodSource("layers")
    void layersPassThemOn(String name, Layer layer, Shape in, Shape out) {
        Tensor x = Tensor.zeros(in, DType.FLOAT32).requiresGrad_();
        Tensor y = layer.forward(x);
        assertThat(y.shape()).isEqualTo(out);
        y.sum().backward();
        assertThat(x.grad().shape()).isEqualTo(in);
        assertThat(layer.parameters())
                .allSatisfy(p -> assertThat(p.grad().toFloatArray()).containsOnly(0));
    }

    @ParameterizedTest(name = "122: Embedding of {0}")
    @MethodSource("noIndices")
    void embeddingsOfNothing(Shape indices, Shape out) {
        Embedding embedding = new Embedding(5, 3);
        Tensor y = embedding.forward(Tensor.zeros(indices, DType.INT64));
        assertThat(y.shape()).isEqualTo(out);
        y.sum().backward();
        assertThat(embedding.parameters().getFirst().grad().toFloatArray())
                .hasSize(15)
                .containsOnly(0);
    }

    static Stream<Arguments> noIndices() {
        return Stream.of(arguments(Shape.of(0), Shape.of(0, 3)), arguments(Shape.of(2, 0), Shape.of(2, 0, 3)));
    }

    static Stream<Arguments> losses() {
        Shape matrix = Shape.of(0, 3);
        return Stream.of(
                loss(new MSELoss(Reduction.SUM), matrix, Tensor.zeros(matrix, DType.FLOAT32)),
                loss(new L1Loss(Reduction.SUM), matrix, Tensor.zeros(matrix, DType.FLOAT32)),
                loss(new BCELoss(Reduction.SUM), matrix, Tensor.zeros(matrix, DType.FLOAT32)),
                loss(new BCEWithLogitsLoss(Reduction.SUM), matrix, Tensor.zeros(matrix, DType.FLOAT32)),
                loss(new CrossEntropyLoss(Reduction.SUM), matrix, Tensor.zeros(Shape.of(0), DType.INT64)),
                loss(new NLLLoss(Reduction.SUM), matrix, Tensor.zeros(Shape.of(0), DType.INT64)));
    }

    private static Arguments loss(Loss loss, Shape in, Tensor target) {
        return arguments(loss.name(), loss, in, target);
    }

    @ParameterizedTest(name = "122: {0} of {2}")
    @MethodSource("losses")
    void lossesOfNothingSumToZero(String name, Loss loss, Shape in, Tensor target) {
        Tensor x = Tensor.zeros(in, DType.FLOAT32).requiresGrad_();
        Tensor y = loss.forward(x, target);
        assertThat(y.item()).isZero();
        y.backward();
        assertThat(x.grad().shape()).isEqualTo(in);
    }
}
