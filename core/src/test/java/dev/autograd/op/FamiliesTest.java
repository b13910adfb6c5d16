package dev.autograd.op;

import static dev.autograd.graph.OperatorFamily.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.Graph;
import dev.autograd.Tensor;
import dev.autograd.graph.OperatorFamily;
import dev.autograd.nn.Conv2dOptions;
import dev.autograd.nn.F;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The families that operators declare.
final class FamiliesTest {
    private static final Tensor X = Tensor.zeros(4, 4).add(0.5);
    private static final Tensor B = Tensor.zeros(4);
    private static final Tensor IMAGE = Tensor.zeros(1, 1, 4, 4);

    static Stream<Arguments> families() {
        return Stream.of(
                row(ADD, () -> X.add(X)),
                row(ADD, () -> X.add(1.0)),
                row(ADD, () -> X.clone().add_(X)),
                row(POINTWISE, () -> X.sub(X)),
                row(POINTWISE, () -> X.mul(2.0)),
                row(POINTWISE, () -> X.exp()),
                row(POINTWISE, () -> X.gt(0.0)),
                row(ACTIVATION, () -> X.relu()),
                row(ACTIVATION, () -> X.sigmoid()),
                row(ACTIVATION, () -> X.tanh()),
                row(ACTIVATION, () -> F.gelu(X)),
                row(ACTIVATION, () -> F.silu(X)),
                row(ACTIVATION, () -> F.softplus(X)),
                row(ACTIVATION, () -> F.leakyRelu(X, 0.1)),
                row(ACTIVATION, () -> F.elu(X, 1)),
                row(ACTIVATION, () -> F.hardswish(X)),
                row(REDUCTION, () -> X.sum()),
                row(REDUCTION, () -> X.mean(0)),
                row(REDUCTION, () -> X.amax(1)),
                row(REDUCTION, () -> X.argmax(1)),
                row(REDUCTION, () -> X.prod()),
                row(REDUCTION, () -> X.logsumexp(1)),
                row(OTHER, () -> X.cumsum(1)),
                row(MATMUL, () -> X.matmul(X)),
                row(MATMUL, () -> X.mm(X)),
                row(MATMUL, () -> F.linear(X, X, null)),
                row(MATMUL_ADD, () -> F.linear(X, X, B)),
                row(CONTRACTION, () -> F.conv2d(IMAGE, IMAGE, null, Conv2dOptions.DEFAULT)),
                row(VIEW, () -> X.view(16)),
                row(VIEW, () -> X.transpose(0, 1)),
                row(VIEW, () -> X.select(0, 1)),
                row(VIEW, () -> B.expand(4, 4)),
                row(VIEW, () -> B.unsqueeze(0)),
                row(OTHER, () -> X.softmax(1)),
                row(OTHER, () -> X.clone()));
    }

    private static Arguments row(OperatorFamily family, Supplier<Tensor> computation) {
        return Arguments.of(Graph.trace(computation).model().nodes().getLast().label(), family, computation);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void families(String operator, OperatorFamily family, Supplier<Tensor> computation) {
        assertThat(Graph.trace(computation).model().nodes().getLast().family())
                .as(operator)
                .isEqualTo(family);
    }

    @ParameterizedTest
    @MethodSource
    void specialCases(OperatorFamily special, OperatorFamily general) {
        assertThat(special.is(general)).isTrue();
        assertThat(special.is(special)).isTrue();
        assertThat(general.is(special)).isFalse();
    }

    static Stream<Arguments> specialCases() {
        return Stream.of(
                Arguments.of(ADD, POINTWISE),
                Arguments.of(ACTIVATION, POINTWISE),
                Arguments.of(MATMUL, CONTRACTION),
                Arguments.of(MATMUL_ADD, CONTRACTION));
    }
}
