package dev.autograd.op.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Autograd;
import dev.autograd.Gradcheck;
import dev.autograd.Inputs;
import dev.autograd.PadMode;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Gradients of layout operators at first and second order, of dense, strided and empty inputs.
final class LayoutGradientsTest {
    static Stream<Arguments> operators() {
        return Stream.of(
                row("reshape", x -> x.reshape(-1, 2)),
                row("view", x -> x.view(x.size(0), 1, x.size(1))),
                row("flatten", x -> x.flatten()),
                row("permute", x -> x.permute(1, 0)),
                row("transpose", x -> x.transpose(0, 1)),
                row("expand", x -> x.unsqueeze(1).expand(3, x.size(0), 2, x.size(1))),
                row("expand to nothing", x -> x.unsqueeze(0).expand(0, -1, -1)),
                row("unsqueeze", x -> x.unsqueeze(-1)),
                row("squeeze", x -> x.unsqueeze(1).squeeze()),
                row("slice", x -> x.slice(1, 1, 9, 2)),
                row("slice nothing", x -> x.slice(1, 2, 2)),
                row("narrow", x -> x.narrow(1, -3, 2)),
                row("select", x -> x.select(1, -1)),
                row("split", x -> Tensor.cat(1, x.split(3, 1)[1], x.split(3, 1)[0])),
                row("split in part", x -> x.split(new long[] {1, 2, 1}, 1)[1]),
                row("chunk", x -> x.chunk(2, 1)[1]),
                row("flip", x -> x.flip(0, 1)),
                row("cat", x -> Tensor.cat(0, x, x.mul(x), x)),
                row("cat with nothing", x -> Tensor.cat(1, x.slice(1, 0, 0), x)),
                row("stack", x -> Tensor.stack(1, x, x.mul(x))),
                row("pad", x -> x.pad(2, 1, 0, 0, 2)),
                row("pad and cut", x -> x.pad(2, -1, 2)),
                row("pad reflect", x -> x.pad(PadMode.REFLECT, 2, 1)),
                row("pad replicate", x -> x.size(0) == 0 ? x : x.pad(PadMode.REPLICATE, 2, 1, 3, 0)),
                row("pad circular", x -> x.pad(PadMode.CIRCULAR, 3, -1)),
                row("narrow by a scalar", x -> x.narrow(1, Tensor.scalar(-3L), 2)),
                row("pad cutting all", x -> x.pad(2, -5, 4)),
                row("contiguous", x -> x.transpose(0, 1).contiguous()),
                row("clone", x -> x.clone()),
                row("to", x -> x.to(DType.FLOAT64)),
                row("overlapping views", x -> Tensor.cat(1, x.slice(1, 0, 3), x.slice(1, 1, 4), x.slice(1, 0, 4, 2))));
    }

    private static Arguments row(String name, UnaryOperator<Tensor> operator) {
        return arguments(name, operator);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operators")
    void agreeWithDifferences(String name, UnaryOperator<Tensor> operator) {
        // Squared, so that the second order is not zero everywhere.
        Gradcheck.gradgradcheck(x -> squared(operator.apply(x)), Inputs.of(3, 4));
        Gradcheck.gradgradcheck(x -> squared(operator.apply(x.transpose(0, 1))), Inputs.of(4, 3));
        Gradcheck.gradgradcheck(x -> squared(operator.apply(x.slice(0, 1, 6, 2).slice(1, 1, 5))), Inputs.of(6, 6));
        Gradcheck.gradgradcheck(x -> squared(operator.apply(x)), Inputs.of(0, 4));
    }

    private static Tensor squared(Tensor x) {
        return x.mul(x);
    }

    @Test
    void scalarsAgreeWithDifferences() {
        Gradcheck.gradgradcheck(x -> squared(x.expand(2, 3)), Inputs.of());
        Gradcheck.gradgradcheck(x -> squared(Tensor.stack(0, x[0], x[1])), Inputs.of(), Inputs.of());
        Gradcheck.gradgradcheck(x -> squared(x.select(0, 1)), Inputs.of(3));
        Gradcheck.gradgradcheck(x -> squared(x.reshape(1, 1).squeeze()), Inputs.of());
    }

    @Test
    void joinedInputsGetTheirOwnParts() {
        Gradcheck.gradgradcheck(
                x -> squared(Tensor.cat(-1, x[0], x[1], x[2])), Inputs.of(2, 1), Inputs.of(2, 0), Inputs.of(2, 3));
    }

    @Test
    void gradientsHaveTheTypesOfTheInputs() {
        Tensor single = Tensor.of(1f, 2f).requiresGrad_();
        Tensor twice = Tensor.of(3.0).requiresGrad_();
        Tensor.cat(0, single, twice, Tensor.of(4L)).sum().backward();
        single.to(DType.FLOAT64).sum().backward();
        assertThat(single.grad().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(single.grad().toFloatArray()).containsExactly(2, 2);
        assertThat(twice.grad().toDoubleArray()).containsExactly(1);
    }

    @Test
    void tangentsAndMapsHaveTheTypesOfTheResult() {
        Tensor single = Tensor.of(1f, 2f);
        Tensor twice = Tensor.of(3.0, 4.0);
        Tensor joined =
                Autograd.jvp(x -> Tensor.cat(0, x, twice), single, single).tangent();
        assertThat(joined.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(joined.toDoubleArray()).containsExactly(1, 2, 0, 0);
        Tensor converted =
                Autograd.jvp(x -> x.to(DType.FLOAT64), single, single).tangent();
        assertThat(converted.dtype()).isEqualTo(DType.FLOAT64);
        Tensor wide = Tensor.zeros(Shape.of(2, 0), DType.FLOAT64); // passed over, but it decides the type
        Tensor rows = Autograd.vmap((a, b) -> Tensor.cat(0, a, b), Tensor.ones(2, 3), wide);
        assertThat(rows.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(rows.shape()).isEqualTo(Shape.of(2, 3));
    }

    @Test
    void integersLeaveTheTape() {
        Tensor x = Tensor.of(1.5).requiresGrad_();
        assertThat(x.to(DType.INT64).requiresGrad()).isFalse();
        assertThat(x.to(DType.INT64).to(DType.FLOAT64).requiresGrad()).isFalse();
    }
}
