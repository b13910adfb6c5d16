package dev.autograd.op.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.autograd.Autograd;
import dev.autograd.Gradcheck;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CrossEntropyTest {
    @ParameterizedTest
    @EnumSource(Reduction.class)
    void hasGradientsOfBothOrders(Reduction reduction) {
        Tensor target = Tensor.of(2L, 0, -100, 1);
        Tensor x = Inputs.of(4, 3);
        Tensor weight = Tensor.of(0.5, 1, 2);
        var smoothed = new CrossEntropy.Options(weight, -100, 0.1);
        Gradcheck.gradgradcheck(v -> CrossEntropy.of(v, target, reduction), x);
        Gradcheck.gradgradcheck(v -> CrossEntropy.of(v, target, reduction, smoothed), x);
        Gradcheck.gradgradcheck(v -> CrossEntropy.of(v[0], v[1], reduction, smoothed), x, x.softmax(1));
        Gradcheck.gradgradcheck(v -> NllLoss.of(v, target, reduction), x);
        Gradcheck.gradgradcheck(v -> NllLoss.of(v, target, reduction, weight, -100), x);
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64"})
    void isExactForLogitsFarApart(DType dtype) {
        Tensor x = Tensor.of(1e4, 0, 0, 1e4).reshape(2, 2).to(dtype).requiresGrad_();
        Tensor loss = CrossEntropy.of(x, Tensor.of(1L, 1), Reduction.NONE);
        assertThat(loss.toDoubleArray()).containsExactly(1e4, 0);
        loss.sum().backward();
        assertThat(Objects.requireNonNull(x.grad()).toDoubleArray()).containsExactly(1, -1, 0, 0);
        assertThat(CrossEntropy.of(x, Tensor.of(0.0, 1, 0, 1).reshape(2, 2).to(dtype), Reduction.SUM)
                        .item())
                .isEqualTo(1e4);
    }

    @Test
    void theMeanDividesByWhatCounts() {
        Tensor x = Inputs.of(3, 4);
        Tensor target = Tensor.of(1L, -100, 3);
        double[] losses = CrossEntropy.of(x, target, Reduction.NONE).toDoubleArray();
        assertThat(losses[1]).isZero();
        assertThat(CrossEntropy.of(x, target, Reduction.MEAN).item())
                .isCloseTo((losses[0] + losses[2]) / 2, within(1e-12));
        Tensor weight = Tensor.of(1.0, 2, 3, 4);
        assertThat(CrossEntropy.of(x, target, Reduction.MEAN, CrossEntropy.Options.DEFAULT.withWeight(weight))
                        .item())
                .isCloseTo((2 * losses[0] + 4 * losses[2]) / 6, within(1e-12));
        Tensor ignored = Tensor.of(-100L, -100, -100);
        assertThat(CrossEntropy.of(x, ignored, Reduction.MEAN).item()).isNaN();
        assertThat(CrossEntropy.of(x, ignored, Reduction.SUM).item()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Reduction.class)
    void whereAllIsIgnoredNothingMoves(Reduction reduction) {
        Tensor x = Tensor.arange(12).reshape(3, 4).to(DType.FLOAT64);
        Tensor ignored = Tensor.of(-100L, -100, -100);
        UnaryOperator<Tensor> loss = v -> CrossEntropy.of(v, ignored, reduction);
        assertThat(Autograd.jvp(loss::apply, x, x).tangent().abs().toDoubleArray())
                .containsOnly(0);
        Function<Tensor, Tensor> total = v -> loss.apply(v).sum();
        assertThat(Autograd.grad(total).apply(x).abs().toDoubleArray()).containsOnly(0);
        assertThat(Autograd.hvp(total, x, x).abs().toDoubleArray()).containsOnly(0);
        assertThat(Autograd.vmap(v -> loss.apply(v), Tensor.stack(0, x)).toDoubleArray())
                .containsOnly(reduction == Reduction.MEAN ? Double.NaN : 0);
    }

    @Test
    void insideAMapTargetsAreCheckedToo() {
        Tensor x = Tensor.ones(2, 3);
        Tensor targets = Tensor.of(new long[] {0, 1, 2, 5}, Shape.of(2, 2));
        var smoothed = CrossEntropy.Options.DEFAULT.withLabelSmoothing(0.1);
        String message = // the rows of all examples are counted on
                "target 5 of row 3 must lie in [0, 3) for input with 3 classes";
        assertThatThrownBy(() -> Autograd.vmap(t -> CrossEntropy.of(x, t, Reduction.MEAN), targets))
                .hasMessage("crossEntropy: " + message);
        assertThatThrownBy(() -> Autograd.vmap(t -> CrossEntropy.of(x, t, Reduction.MEAN, smoothed), targets))
                .hasMessage("crossEntropy: " + message);
        assertThatThrownBy(() -> Autograd.vmap(t -> NllLoss.of(x, t, Reduction.MEAN), targets))
                .hasMessage("nllLoss: " + message);
    }

    @Test
    void nllLossOfLogSoftmaxIsCrossEntropy() {
        Tensor x = Inputs.of(2, 3, 4);
        Tensor target = Tensor.of(0, 1, 2, 2, 1, 0, 0, 1).reshape(2, 4);
        for (Reduction reduction : Reduction.values()) {
            Tensor expected = CrossEntropy.of(x, target, reduction);
            assertThat(NllLoss.of(x.logSoftmax(1), target, reduction).allClose(expected, 1e-12, 0))
                    .isTrue();
        }
        assertThat(CrossEntropy.of(x, target, Reduction.NONE).shape()).isEqualTo(Shape.of(2, 4));
        assertThat(CrossEntropy.of(x.select(0, 0).select(1, 0), Tensor.scalar(2L), Reduction.NONE)
                        .shape())
                .isEqualTo(Shape.SCALAR);
    }

    @Test
    void smoothingSpreadsAPartOfTheTargetOverAllClasses() {
        Tensor x = Inputs.of(1, 4);
        double[] logs = x.logSoftmax(1).toDoubleArray();
        var smoothed = CrossEntropy.Options.DEFAULT.withLabelSmoothing(0.2);
        double even = -(logs[0] + logs[1] + logs[2] + logs[3]) / 4;
        assertThat(CrossEntropy.of(x, Tensor.of(2L), Reduction.SUM, smoothed).item())
                .isCloseTo(0.8 * -logs[2] + 0.2 * even, within(1e-12));
        Tensor certain = Tensor.of(0.0, 0, 1, 0).reshape(1, 4);
        assertThat(CrossEntropy.of(x, certain, Reduction.SUM, smoothed).item())
                .isCloseTo(0.8 * -logs[2] + 0.2 * even, within(1e-12));
        var weighted = smoothed.withWeight(Tensor.of(1.0, 2, 3, 4));
        double evenWeighted = -(logs[0] + 2 * logs[1] + 3 * logs[2] + 4 * logs[3]) / 4;
        assertThat(CrossEntropy.of(x, Tensor.of(2L), Reduction.MEAN, weighted).item())
                .isCloseTo((0.8 * 3 * -logs[2] + 0.2 * evenWeighted) / 3, within(1e-12));
    }

    @Test
    void aLostClassDoesNotSpoilTheOthers() {
        Tensor x = Tensor.of(0.0, Double.NEGATIVE_INFINITY).reshape(1, 2).requiresGrad_();
        Tensor weighted = CrossEntropy.of(
                x, Tensor.of(0L), Reduction.MEAN, CrossEntropy.Options.DEFAULT.withWeight(Tensor.of(2.0, 1.0)));
        assertThat(weighted.item()).isZero();
        weighted.backward();
        assertThat(Objects.requireNonNull(x.grad()).toDoubleArray()).containsExactly(0, 0);
    }

    static Stream<Arguments> mistakes() {
        Tensor x = Tensor.ones(2, 3);
        return Stream.of(
                Arguments.of(x, Tensor.of(0L), null, "target (1)", "input (2, 3)", "shape (2)"),
                Arguments.of(x, Tensor.of(true, false), null, "target (2)", "bool", "int64 or int32"),
                Arguments.of(x, Tensor.ones(2, 2), null, "class probabilities (2, 2)", "input (2, 3)", "shape"),
                Arguments.of(x, Tensor.zeros(Shape.of(2, 3), DType.FLOAT64), null, "float32", "float64", "target"),
                Arguments.of(x, Tensor.of(0L, 1), Tensor.ones(2), "weight (2)", "3 classes", "input (2, 3)"),
                Arguments.of(Tensor.of(1L, 2), Tensor.scalar(0L), null, "input (2)", "int64", "float32 or float64"),
                Arguments.of(Tensor.scalar(1f), Tensor.scalar(0L), null, "scalar", "(N, C)", "input"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesWhatDoesNotFit(
            Tensor x, Tensor target, @Nullable Tensor weight, String first, String second, String third) {
        var options = new CrossEntropy.Options(weight, -100, 0);
        assertThatThrownBy(() -> CrossEntropy.of(x, target, Reduction.MEAN, options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("crossEntropy: ")
                .hasMessageContainingAll(first, second, third);
    }

    @Test
    void namesTargetsThatAreNoClass() {
        Tensor x = Tensor.ones(2, 3);
        Tensor target = Tensor.of(0L, 3);
        var smoothed = CrossEntropy.Options.DEFAULT.withLabelSmoothing(0.1);
        assertThatThrownBy(() -> CrossEntropy.of(x, target, Reduction.MEAN))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContainingAll("crossEntropy", "target 3", "row 1", "[0, 3)");
        assertThatThrownBy(() -> CrossEntropy.of(x, target, Reduction.MEAN, smoothed))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContainingAll("crossEntropy", "target 3", "row 1", "[0, 3)");
        assertThatThrownBy(() -> NllLoss.of(x, Tensor.of(-1L, 0), Reduction.MEAN))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContainingAll("nllLoss", "target -1", "row 0", "[0, 3)");
        assertThatThrownBy(() -> CrossEntropy.of(
                        x, target, Reduction.MEAN, CrossEntropy.Options.DEFAULT.withLabelSmoothing(1.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("label smoothing", "[0, 1]", "1.5");
    }
}
