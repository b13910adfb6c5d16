package dev.autograd.op.contraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.Autograd;
import dev.autograd.GradOptions;
import dev.autograd.Gradcheck;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class Conv2dTest {
    private static final int[] ONE = {1, 1};
    private static final int[] NONE = {0, 0};

    /// Input, weight, stride, padding, dilation, groups.
    static Stream<Arguments> convolutions() {
        return Stream.of(
                Arguments.of(Shape.of(2, 2, 4, 3), Shape.of(2, 2, 3, 2), ONE, NONE, ONE, 1),
                Arguments.of(Shape.of(1, 2, 2, 5), Shape.of(3, 2, 1, 1), ONE, NONE, ONE, 1),
                Arguments.of(Shape.of(1, 1, 5, 4), Shape.of(2, 1, 3, 3), new int[] {2, 1}, new int[] {1, 2}, ONE, 1),
                Arguments.of(Shape.of(1, 4, 4, 4), Shape.of(4, 2, 2, 3), ONE, ONE, new int[] {2, 1}, 2),
                Arguments.of(Shape.of(1, 3, 3, 4), Shape.of(6, 1, 2, 2), new int[] {2, 2}, NONE, ONE, 3),
                Arguments.of(Shape.of(1, 1, 2, 2), Shape.of(1, 1, 2, 2), ONE, NONE, ONE, 1),
                Arguments.of(Shape.of(0, 2, 4, 4), Shape.of(3, 2, 3, 3), ONE, ONE, ONE, 1));
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void agreesWithTheDefinition(Shape input, Shape kernel, int[] stride, int[] padding, int[] dilation, int groups) {
        Tensor x = Inputs.of(input.sizes());
        Tensor weight = Inputs.of(kernel.sizes());
        Tensor bias = Inputs.of(kernel.size(0));
        Tensor expected = Naive.conv2d(x, weight, stride, padding, dilation, groups);
        Tensor shifted = expected.add(bias.reshape(-1, 1, 1));
        assertThat(Conv2d.of(x, weight, null, stride, padding, dilation, groups).allClose(expected, 1e-12, 1e-12))
                .isTrue();
        assertThat(Conv2d.of(x, weight, bias, stride, padding, dilation, groups).allClose(shifted, 1e-12, 1e-12))
                .isTrue();
        Tensor single = Conv2d.of(
                x.to(DType.FLOAT32),
                weight.to(DType.FLOAT32),
                bias.to(DType.FLOAT32),
                stride,
                padding,
                dilation,
                groups);
        assertThat(single.allClose(shifted.to(DType.FLOAT32), 1e-5, 1e-5)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void hasGradientsOfBothOrders(Shape input, Shape kernel, int[] stride, int[] padding, int[] dilation, int groups) {
        Gradcheck.gradgradcheck(
                x -> Conv2d.of(x[0], x[1], x[2], stride, padding, dilation, groups),
                Inputs.of(input.sizes()),
                Inputs.of(kernel.sizes()),
                Inputs.of(kernel.size(0)));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0, 1, 1", "2, 1, 1, 1, 1", "3, 2, 2, 2, 1", "2, 0, 1, 1, 2"})
    void theTransposedConvolutionIsTheGradientByTheInput(
            int stride, int padding, int outputPadding, int dilation, int groups) {
        int[] s = {stride};
        int[] p = {padding};
        int[] d = {dilation};
        Tensor x = Inputs.of(1, 4, 3, 2);
        Tensor weight = Inputs.of(4, 2, 2, 3);
        Tensor bias = Inputs.of(2L * groups);
        Tensor y = ConvTranspose2d.of(x, weight, bias, s, p, new int[] {outputPadding}, d, groups);
        Tensor image = Tensor.zerosLike(y).requiresGrad_();
        Tensor gradient = Autograd.grad(
                Conv2d.of(image, weight, null, s, p, d, groups), GradOptions.DEFAULT.withGradOutputs(x), image)[0];
        assertThat(y.allClose(gradient.add(bias.reshape(-1, 1, 1)), 1e-12, 1e-12))
                .isTrue();
        Gradcheck.gradgradcheck(
                v -> ConvTranspose2d.of(v[0], v[1], v[2], s, p, new int[] {outputPadding}, d, groups), x, weight, bias);
    }

    @Test
    void takesASingleImage() {
        Tensor x = Inputs.of(2, 4, 5);
        Tensor weight = Inputs.of(3, 2, 2, 2);
        Tensor batch = Conv2d.of(x.unsqueeze(0), weight, null, ONE, NONE, ONE, 1);
        assertThat(Conv2d.of(x, weight, null, ONE, NONE, ONE, 1).allClose(batch.squeeze(0), 1e-12, 0))
                .isTrue();
        Gradcheck.gradgradcheck(v -> Conv2d.of(v[0], v[1], null, ONE, NONE, ONE, 1), x, weight);
    }

    @Test
    void takesOperandsOfAnyStrides() {
        Tensor x = Inputs.of(2, 5, 4, 3).permute(0, 3, 1, 2);
        Tensor weight = Inputs.of(3, 3, 2, 2).transpose(0, 1);
        Tensor expected = Conv2d.of(x.contiguous(), weight.contiguous(), null, ONE, NONE, ONE, 1);
        assertThat(Conv2d.of(x, weight, null, ONE, NONE, ONE, 1).allClose(expected, 1e-12, 0))
                .isTrue();
    }

    @Test
    void samePaddingKeepsTheSize() {
        Tensor x = Inputs.of(1, 1, 4, 5);
        Tensor weight = Inputs.of(1, 1, 2, 3);
        Tensor y = Conv2d.same(x, weight, null, new int[] {2, 1}, 1);
        Tensor expected = Naive.conv2d(x.pad(0, 1, 1, 1, 1), weight, ONE, NONE, new int[] {2, 1}, 1);
        assertThat(y.allClose(expected, 1e-12, 0)).isTrue();
        assertThat(Conv2d.same(x, Inputs.of(1, 1, 2, 2), null, ONE, 1).shape()).isEqualTo(x.shape());
    }

    static Stream<Arguments> mistakes() {
        Tensor x = Tensor.ones(1, 3, 5, 5);
        return Stream.of(
                mistake(
                        x,
                        Tensor.ones(4, 2, 3, 3),
                        1,
                        0,
                        1,
                        1,
                        "(1, 3, 5, 5) has 3 channels",
                        "(4, 2, 3, 3) with 1 groups takes 2"),
                mistake(
                        x,
                        Tensor.ones(4, 3, 6, 3),
                        1,
                        0,
                        1,
                        1,
                        "reaches over 6",
                        "dimension -2",
                        "with padding 0 has 5"),
                mistake(x, Tensor.ones(4, 3, 3, 3), 1, 0, 3, 1, "dilation 3 reaches over 7", "has 5"),
                mistake(x, Tensor.ones(4, 3, 3, 3), 0, 0, 1, 1, "stride must be at least 1, but is 0"),
                mistake(x, Tensor.ones(4, 3, 3, 3), 1, -1, 1, 1, "padding must be at least 0, but is -1"),
                mistake(x, Tensor.ones(4, 3, 3, 3), 1, 0, 0, 1, "dilation must be at least 1, but is 0"),
                mistake(x, Tensor.ones(4, 1, 3, 3), 1, 0, 1, 3, "4 output channels", "divisible by groups 3"),
                mistake(x, Tensor.ones(4, 3, 3, 3), 1, 0, 1, 0, "groups must be positive"),
                mistake(Tensor.ones(5, 5), Tensor.ones(4, 3, 3, 3), 1, 0, 1, 1, "(N, C, H, W)", "(5, 5)"),
                mistake(x, Tensor.ones(4, 3, 3), 1, 0, 1, 1, "weight must have 4 dimensions"),
                mistake(x.to(DType.INT64), Tensor.ones(4, 3, 3, 3), 1, 0, 1, 1, "int64"),
                mistake(x.to(DType.FLOAT64), Tensor.ones(4, 3, 3, 3), 1, 0, 1, 1, "float64", "float32"));
    }

    private static Arguments mistake(
            Tensor x, Tensor weight, int stride, int padding, int dilation, int groups, String... words) {
        return Arguments.of(x, weight, new int[] {stride}, new int[] {padding}, new int[] {dilation}, groups, words);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesWhatDoesNotFit(
            Tensor x, Tensor weight, int[] stride, int[] padding, int[] dilation, int groups, String[] words) {
        assertThatThrownBy(() -> Conv2d.of(x, weight, null, stride, padding, dilation, groups))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("conv2d: ")
                .hasMessageContainingAll(words);
    }

    @Test
    void refusesABiasOfAnotherSize() {
        assertThatThrownBy(() ->
                        Conv2d.of(Tensor.ones(1, 1, 3, 3), Tensor.ones(2, 1, 3, 3), Tensor.ones(3), ONE, NONE, ONE, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("bias (3)", "2 output channels");
    }

    @Test
    void refusesOutputPaddingThatAStrideCovers() {
        assertThatThrownBy(() -> ConvTranspose2d.of(
                        Tensor.ones(1, 1, 3, 3), Tensor.ones(1, 1, 3, 3), null, ONE, NONE, ONE, ONE, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("convTranspose2d: output padding", "stride 1", "but is 1");
    }
}
