package dev.autograd.op.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.autograd.Autograd;
import dev.autograd.GradOptions;
import dev.autograd.Gradcheck;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.value.Shape;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ReductionGradientsTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    private record Case(String name, UnaryOperator<Tensor> function) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("sum", Tensor::sum),
                new Case("sum(1)", x -> x.sum(1)),
                new Case("mean(0, 2)", x -> x.mean(0, 2)),
                new Case("meanKeepDim(1)", x -> x.meanKeepDim(1)),
                new Case("prod", Tensor::prod),
                new Case("prod(1)", x -> x.prod(1)),
                new Case("prodKeepDim(0, 2)", x -> x.prodKeepDim(0, 2)),
                new Case("var", Tensor::var),
                new Case("var(1), correction 0", x -> x.var(new int[] {1}, 0)),
                new Case("varKeepDim(0, 2)", x -> x.varKeepDim(0, 2)),
                new Case("std(1)", x -> x.std(1)),
                new Case("stdKeepDim(-1), correction 0.5", x -> x.stdKeepDim(new int[] {-1}, 0.5)),
                new Case("max", Tensor::max),
                new Case("min", Tensor::min),
                new Case("amax(1)", x -> x.amax(1)),
                new Case("aminKeepDim(0, 2)", x -> x.aminKeepDim(0, 2)),
                new Case("max(1)", x -> x.max(1).values()),
                new Case("minKeepDim(0)", x -> x.minKeepDim(0).values()),
                new Case("logsumexp", Tensor::logsumexp),
                new Case("logsumexp(1)", x -> x.logsumexp(1)),
                new Case("logsumexpKeepDim(0, 2)", x -> x.logsumexpKeepDim(0, 2)),
                new Case("norm", Tensor::norm),
                new Case("norm(0, 1)", x -> x.norm(0, 1)),
                new Case("norm(1, 1)", x -> x.norm(1, 1)),
                new Case("norm(2, 1)", x -> x.norm(2, 1)),
                new Case("norm(1.5, 0, 2)", x -> x.norm(1.5, 0, 2)),
                new Case("norm(3, 2)", x -> x.norm(3, 2)),
                new Case("norm(-2, 1)", x -> x.norm(-2, 1)),
                new Case("normKeepDim(inf, 1)", x -> x.normKeepDim(INF, 1)),
                new Case("norm(-inf)", x -> x.norm(-INF)),
                new Case("cumsum(0)", x -> x.cumsum(0)),
                new Case("cumsum(1)", x -> x.cumsum(1)),
                new Case("cumprod(0)", x -> x.cumprod(0)),
                new Case("cumprod(1)", x -> x.cumprod(1)),
                new Case("cumprod(-1)", x -> x.cumprod(-1)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithDifferencesAtBothOrders(Case c) {
        Gradcheck.gradgradcheck(x -> c.function.apply(x), Inputs.of(2, 3, 2));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ofAStridedInput(Case c) {
        Gradcheck.gradcheck(x -> c.function.apply(x.permute(2, 0, 1)), Inputs.of(3, 2, 2));
    }

    /// Rows with no, one, two and only zeros.
    @Test
    void productsWithZeros() {
        double[] values = {0.5, -2, 1.5, 0, 3, 2, 0, 0.7, 0, 0, 0, 0};
        Tensor x = Tensor.of(values, Shape.of(4, 3));
        Gradcheck.gradgradcheck(in -> in.prod(1), x);
        Gradcheck.gradgradcheck(in -> in.prod(), x.narrow(0, 0, 2).contiguous());
        Gradcheck.gradgradcheck(in -> in.cumprod(1), x);
        Gradcheck.gradgradcheck(in -> in.cumprod(0), x);
    }

    @Test
    void thirdDerivativeOfARunningProduct() {
        Tensor x = Tensor.of(2.0, 0.0, 3.0).requiresGrad_();
        Tensor y = x.cumprod(0).select(0, 2);
        Tensor first = Autograd.grad(y, GradOptions.DEFAULT.withCreateGraph(), x)[0];
        Tensor second = Autograd.grad(first.select(0, 0), GradOptions.DEFAULT.withCreateGraph(), x)[0];
        Tensor third = Autograd.grad(second.select(0, 1), GradOptions.DEFAULT.withCreateGraph(), x)[0];
        assertThat(first.toDoubleArray()).containsExactly(0, 6, 0);
        assertThat(second.toDoubleArray()).containsExactly(0, 3, 0);
        assertThat(third.toDoubleArray()).containsExactly(0, 0, 1);
    }

    @Test
    void extremesShareAmongEquals() {
        assertThat(gradient(Tensor::max, 3, 1, 3)).containsExactly(0.5, 0, 0.5);
        assertThat(gradient(x -> x.amin(0), 3, 1, 1)).containsExactly(0, 0.5, 0.5);
        assertThat(gradient(x -> x.max(0).values(), 3, 1, 3)).containsExactly(1, 0, 0);
        assertThat(gradient(x -> x.norm(INF), -3, 1, 3)).containsExactly(-0.5, 0, 0.5);
        assertThat(gradient(Tensor::max, 3, Double.NaN, 5)).containsExactly(0, 1, 0);
    }

    @Test
    void rootsHaveGradientZeroAtZero() {
        assertThat(gradient(Tensor::norm, 0, 0)).containsExactly(0, 0);
        assertThat(gradient(x -> x.norm(1), 0, 2)).containsExactly(0, 1);
        assertThat(gradient(x -> x.norm(3), 0, 0)).containsExactly(0, 0);
        assertThat(gradient(x -> x.norm(0), 0, 2)).containsExactly(0, 0);
        assertThat(gradient(Tensor::std, 4, 4, 4)).containsExactly(0, 0, 0);
        Tensor zero = Tensor.of(0.0, 0.0).requiresGrad_();
        Tensor once = Autograd.grad(zero.norm(), GradOptions.DEFAULT.withCreateGraph(), zero)[0];
        assertThat(Autograd.grad(once.sum(), zero)[0].toDoubleArray()).containsExactly(0, 0);
    }

    @Test
    void gradientsOfNothingAreNothing() {
        Tensor x = Tensor.zeros(2, 0).requiresGrad_();
        x.prod(1).add(x.sum(1)).add(x.norm(2, 1)).sum().add(x.cumprod(1).sum()).backward();
        assertThat(x.grad().shape()).isEqualTo(Shape.of(2, 0));
    }

    @Test
    void float32GradientsStayFloat32() {
        Tensor x = Tensor.of(1f, 2f, 4f).requiresGrad_();
        x.prod().add(x.std()).add(x.norm()).add(x.amax()).add(x.logsumexp()).backward();
        double norm = Math.sqrt(21);
        assertThat(x.grad().dtype()).isEqualTo(x.dtype());
        double std = Math.sqrt(7.0 / 3);
        double all = Math.exp(1) + Math.exp(2) + Math.exp(4);
        double first = 8 + (1 - 7.0 / 3) / (2 * std) + 1 / norm + Math.exp(1) / all;
        assertThat((double) x.grad().toFloatArray()[0]).isCloseTo(first, within(1e-5));
    }

    private static double[] gradient(UnaryOperator<Tensor> function, double... values) {
        Tensor x = Tensor.of(values).requiresGrad_();
        function.apply(x).backward();
        return x.grad().toDoubleArray();
    }
}
