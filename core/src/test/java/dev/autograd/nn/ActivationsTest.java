package dev.autograd.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Gradcheck;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The rarer activations of `F`: values at -2, 0 and 3 as PyTorch gives them, and gradients at kinks.
final class ActivationsTest {
    static Stream<Arguments> values() {
        return Stream.of(
                of("relu6", F::relu6, 0, 0, 3),
                of("hardtanh", x -> F.hardtanh(x, -1, 2), -1, 0, 2),
                of("softsign", F::softsign, -2 / 3.0, 0, 0.75),
                of("tanhshrink", F::tanhshrink, -2 + Math.tanh(2), 0, 3 - Math.tanh(3)),
                of("logsigmoid", F::logsigmoid, -2.12692801104297, -0.693147180559945, -0.0485873515737420),
                of("mish", F::mish, -0.252501482631906, 0, 2.98653500498157),
                of("hardsigmoid", F::hardsigmoid, 1 / 6.0, 0.5, 1),
                of("hardswish", F::hardswish, -1 / 3.0, 0, 3),
                of("elu", x -> F.elu(x, 2), 2 * Math.expm1(-2), 0, 3),
                of("celu", x -> F.celu(x, 2), 2 * Math.expm1(-1), 0, 3),
                of("selu", F::selu, 1.7580993408473766 * Math.expm1(-2), 0, 3 * 1.0507009873554805),
                of("softshrink", x -> F.softshrink(x, 0.5), -1.5, 0, 2.5),
                of("hardshrink", x -> F.hardshrink(x, 2), 0, 0, 3),
                of("threshold", x -> F.threshold(x, 0, 7), 7, 7, 3),
                of("prelu", x -> F.prelu(x, Tensor.of(0.25)), -0.5, 0, 3),
                of(
                        "softmin",
                        x -> F.softmin(x, 0),
                        1 / (1 + Math.exp(-2) + Math.exp(-5)),
                        1 / (Math.exp(2) + 1 + Math.exp(-3)),
                        1 / (Math.exp(5) + Math.exp(3) + 1)));
    }

    private static Arguments of(String name, UnaryOperator<Tensor> function, double... expected) {
        return arguments(name, function, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void values(String name, UnaryOperator<Tensor> function, double[] expected) {
        assertThat(function.apply(Tensor.of(-2.0, 0, 3)).toDoubleArray()).containsExactly(expected, within(1e-9));
    }

    static Stream<Arguments> slopes() {
        return Stream.of(
                of("relu6", F::relu6, 0, 0, 1, 0, 1),
                of("hardtanh", x -> F.hardtanh(x, -3, 3), 0, 1, 0, 0, 1),
                of("hardsigmoid", F::hardsigmoid, 0, 1f / 6, 0, 0, 1f / 6),
                of("hardswish", F::hardswish, 0, 0.5, 1, 1, 5 / 6.0),
                of("elu", x -> F.elu(x, 2), 2 * Math.exp(-3), 2, 1, 1, 1),
                of("softshrink", x -> F.softshrink(x, 3), 0, 0, 0, 1, 0),
                of("hardshrink", x -> F.hardshrink(x, 3), 0, 0, 0, 1, 0),
                of("threshold", x -> F.threshold(x, 3, 7), 0, 0, 0, 1, 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void slopes(String name, UnaryOperator<Tensor> function, double[] expected) {
        Tensor x = Tensor.of(-3.0, 0, 3, 6, 1).requiresGrad_();
        function.apply(x).sum().backward();
        assertThat(Objects.requireNonNull(x.grad()).toDoubleArray()).containsExactly(expected, within(1e-12));
    }

    @Test
    void farOutNothingOverflows() {
        Tensor x = Tensor.of(-1e4, 1e4).requiresGrad_();
        F.mish(x).add(F.logsigmoid(x)).sum().backward();
        assertThat(Objects.requireNonNull(x.grad()).toDoubleArray()).containsExactly(1, 1);
    }

    @Test
    void preluHasAWeightForEachChannel() {
        Tensor x = Tensor.of(new float[][] {{-1, -2}, {3, -4}});
        assertThat(F.prelu(x, Tensor.of(0.5f, 0.25f)).toFloatArray()).containsExactly(-0.5f, -0.5f, 3, -1);
        Gradcheck.gradgradcheck(in -> F.prelu(in[0], in[1]), Inputs.of(2, 3, 2), Inputs.of(3));
        assertThatThrownBy(() -> F.prelu(x, Tensor.zeros(3)))
                .hasMessage("prelu: weight (3) must have 1 element or one for each of the 2 channels of input (2, 2)");
        assertThatThrownBy(() -> F.prelu(x, Tensor.zeros(2, 2))).hasMessageContaining("weight");
        assertThatThrownBy(() -> F.prelu(Tensor.scalar(1f), Tensor.zeros(2))).hasMessageContaining("scalar input ()");
    }

    @Test
    void gluIsHalfGatedByTheOther() {
        Tensor x = Tensor.of(new double[][] {{1, 2, 0, 100}});
        assertThat(F.glu(x, 1).toDoubleArray()).containsExactly(0.5, 2);
        Gradcheck.gradgradcheck(in -> F.glu(in, -2), Inputs.of(4, 3));
        assertThatThrownBy(() -> F.glu(x, 0)).hasMessageContaining("dimension 0 of input (1, 4) has the odd size 1");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("hardtanh: min 1 must not be above max 0.5", (UnaryOperator<Tensor>)
                        x -> F.hardtanh(x, 1, 0.5)),
                arguments("celu: alpha must not be 0", (UnaryOperator<Tensor>) x -> F.celu(x, 0)),
                arguments("softshrink: lambd must not be negative, but is -0.5", (UnaryOperator<Tensor>)
                        x -> F.softshrink(x, -0.5)));
    }

    @ParameterizedTest
    @MethodSource
    void mistakes(String message, UnaryOperator<Tensor> call) {
        assertThatThrownBy(() -> call.apply(Tensor.of(1f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
