package dev.autograd.op.contraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.Gradcheck;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LinearTest {
    /// The input's shape, in and out features.
    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(Shape.of(3), 3, 2),
                Arguments.of(Shape.of(4, 3), 3, 2),
                Arguments.of(Shape.of(2, 4, 3), 3, 5),
                Arguments.of(Shape.of(2, 1, 2, 3), 3, 1),
                Arguments.of(Shape.of(0, 3), 3, 2),
                Arguments.of(Shape.of(2, 0, 3), 3, 2),
                Arguments.of(Shape.of(4, 0), 0, 2),
                Arguments.of(Shape.of(4, 3), 3, 0));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void agreesWithProductAndSum(Shape shape, int in, int out) {
        Tensor x = Inputs.of(shape.sizes());
        Tensor weight = Inputs.of(out, in);
        Tensor bias = Inputs.of(out);
        Tensor product = x.matmul(weight.mT());
        assertThat(Linear.of(x, weight, null).allClose(product, 1e-12, 1e-12)).isTrue();
        assertThat(Linear.of(x, weight, bias).allClose(product.add(bias), 1e-12, 1e-12))
                .isTrue();
        Tensor single = Linear.of(x.to(DType.FLOAT32), weight.to(DType.FLOAT32), bias.to(DType.FLOAT32));
        assertThat(single.allClose(product.add(bias).to(DType.FLOAT32), 1e-5, 1e-5))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void hasGradientsOfBothOrders(Shape shape, int in, int out) {
        Gradcheck.gradgradcheck(
                x -> Linear.of(x[0], x[1], x[2]), Inputs.of(shape.sizes()), Inputs.of(out, in), Inputs.of(out));
        Gradcheck.gradgradcheck(x -> Linear.of(x[0], x[1], null), Inputs.of(shape.sizes()), Inputs.of(out, in));
    }

    @Test
    void takesOperandsOfAnyStrides() {
        Tensor x = Inputs.of(3, 4, 2).permute(1, 2, 0);
        Tensor weight = Inputs.of(3, 5).mT();
        Tensor bias = Inputs.of(10).slice(0, 0, 10, 2);
        Tensor expected = Linear.of(x.contiguous(), weight.contiguous(), bias.contiguous());
        assertThat(Linear.of(x, weight, bias).allClose(expected, 1e-12, 0)).isTrue();
        assertThat(Linear.of(x.slice(2, 0, 3, 1), weight, bias).allClose(expected, 1e-12, 0))
                .isTrue();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        Tensor.ones(3, 5), Tensor.ones(2, 4), Tensor.ones(2), "input (3, 5) is 5", "takes 4 features"),
                Arguments.of(Tensor.ones(3, 4), Tensor.ones(2, 4), Tensor.ones(3), "bias (3)", "2 rows"),
                Arguments.of(Tensor.ones(3, 4), Tensor.ones(4), Tensor.ones(2), "weight", "2 dimensions"),
                Arguments.of(Tensor.scalar(1f), Tensor.ones(2, 4), Tensor.ones(2), "linear", "scalar"),
                Arguments.of(Tensor.of(1, 2), Tensor.ones(2, 2), Tensor.ones(2), "int32", "float32 or float64"),
                Arguments.of(Tensor.ones(3, 4), Tensor.eye(2, 4, DType.FLOAT64), Tensor.ones(2), "float32", "float64"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesWhatDoesNotFit(Tensor x, Tensor weight, Tensor bias, String what, String why) {
        assertThatThrownBy(() -> Linear.of(x, weight, bias))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("linear: ")
                .hasMessageContainingAll(what, why);
    }
}
