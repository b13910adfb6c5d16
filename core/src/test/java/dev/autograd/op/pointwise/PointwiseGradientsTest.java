package dev.autograd.op.pointwise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.Gradcheck;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.ledger.Sample;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row of the table against central differences, at first and second order. A new row is in by being in the
/// table.
final class PointwiseGradientsTest {
    static Stream<Sample> smoothRows() {
        return PointwiseSamples.all().stream().filter(Sample::isDifferentiable);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smoothRows")
    void agreesWithDifferencesAtBothOrders(Sample sample) {
        Gradcheck.gradgradcheck(x -> sample.onFloating(x)[0], sample.floating());
    }

    @Test
    void gradientsOfBroadcastOperandsAreSummed() {
        for (Binary op : new Binary[] {Pointwises.ADD, Pointwises.MUL, Pointwises.DIV, Pointwises.MAXIMUM}) {
            Gradcheck.gradgradcheck(
                    x -> op.of(x[0], x[1]),
                    PointwiseSamples.positive(),
                    Inputs.of(3).add(3.3));
            Gradcheck.gradgradcheck(
                    x -> op.of(x[0], x[1]), Inputs.of(2, 1), Inputs.of(1, 3).add(3.3));
            Gradcheck.gradgradcheck(
                    x -> op.of(x[0], x[1]), Inputs.of(), Inputs.of(2, 2).add(3.3));
        }
    }

    @Test
    void gradientsWithANumberOnEitherSide() {
        Gradcheck.gradgradcheck(x -> x.pow(3.5), PointwiseSamples.positive());
        Gradcheck.gradgradcheck(x -> x.pow(2), PointwiseSamples.anywhere());
        Gradcheck.gradgradcheck(x -> x.pow(-1.0), PointwiseSamples.positive());
        Gradcheck.gradgradcheck(x -> x.rsub(2.5), PointwiseSamples.anywhere());
        Gradcheck.gradgradcheck(x -> Pointwises.DIV.reversed(x, 2), PointwiseSamples.positive());
        Gradcheck.gradgradcheck(x -> Pointwises.POW.reversed(x, 2), PointwiseSamples.positive());
    }

    @Test
    void atKinksGradientsAreThoseOfPyTorch() {
        assertThat(gradient(Tensor.of(0.0), x -> x.relu())).isZero();
        assertThat(gradient(Tensor.of(0.0), x -> x.abs())).isZero();
        assertThat(gradient(Tensor.of(0.0), x -> x.leakyRelu(0.1))).isEqualTo(0.1);
        assertThat(gradient(Tensor.of(1.0), x -> x.clamp(-1, 1))).isEqualTo(1);
        assertThat(gradient(Tensor.of(1.0), x -> x.maximum(Tensor.of(1.0)))).isEqualTo(0.5);
        assertThat(gradient(Tensor.of(1.0), x -> Tensor.of(1.0).minimum(x))).isEqualTo(0.5);
        assertThat(gradient(Tensor.of(0.0), x -> x.sqrt())).isInfinite();
        assertThat(gradient(Tensor.of(0.0), x -> x.pow(0.0))).isZero();
        assertThat(gradient(Tensor.of(2.0), x -> x.floor())).isZero();
        assertThat(gradient(Tensor.of(1.0), x -> x.clamp(Tensor.of(1.0), Tensor.of(1.0))))
                .isEqualTo(1);
        assertThat(gradient(Tensor.of(1.0), x -> Tensor.of(1.0).clampMin(x))).isZero();
        assertThat(gradient(Tensor.of(1.0), x -> Tensor.of(1.0).clampMax(x))).isZero();
        // Bounds that cross: the upper one is taken.
        assertThat(gradient(Tensor.of(1.0), x -> Tensor.of(0.0).clamp(Tensor.of(2.0), x)))
                .isEqualTo(1);
        assertThat(gradient(Tensor.of(2.0), x -> Tensor.of(0.0).clamp(x, Tensor.of(1.0))))
                .isZero();
    }

    private static double gradient(Tensor at, java.util.function.UnaryOperator<Tensor> function) {
        Tensor x = at.requiresGrad_();
        function.apply(x).sum().backward();
        return x.grad().item();
    }
}
