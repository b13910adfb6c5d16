package dev.autograd.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Gradcheck;
import dev.autograd.PadMode;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageLayersTest {
    private static final Conv2dOptions USUAL = Conv2dOptions.DEFAULT;

    static Stream<Arguments> layers() {
        return Stream.of(
                arguments(new Conv2d(4, 6, 3), Shape.of(2, 6, 7, 5), "Conv2d(4, 6, kernel=[3, 3])"),
                arguments(
                        new Conv2d(4, 6, 3, USUAL.withStride(2).withPadding(1)),
                        Shape.of(2, 6, 5, 4),
                        "Conv2d(4, 6, kernel=[3, 3], stride=[2, 2], padding=[1, 1])"),
                arguments(
                        new Conv2d(
                                4, 6, 3, USUAL.withDilation(2, 1).withGroups(2).withoutBias()),
                        Shape.of(2, 6, 5, 5),
                        "Conv2d(4, 6, kernel=[3, 3], dilation=[2, 1], groups=2, without bias)"),
                arguments(
                        new Conv2d(4, 6, new int[] {1, 2}, USUAL.withPadding(0, 1), Random.seed(1)),
                        Shape.of(2, 6, 9, 8),
                        "Conv2d(4, 6, kernel=[1, 2], padding=[0, 1])"),
                arguments(
                        new MaxPool2d(2),
                        Shape.of(2, 4, 4, 3),
                        "MaxPool2d(kernel=[2, 2], stride=[2, 2], padding=[0, 0])"),
                arguments(
                        new MaxPool2d(Pool2dOptions.kernel(2).withCeilMode()),
                        Shape.of(2, 4, 5, 4),
                        "MaxPool2d(kernel=[2, 2], stride=[2, 2], padding=[0, 0], ceilMode)"),
                arguments(
                        new Conv2d(4, 6, 2, USUAL.withSamePadding().withDilation(3)),
                        Shape.of(2, 6, 9, 7),
                        "Conv2d(4, 6, kernel=[2, 2], padding=same, dilation=[3, 3])"),
                arguments(
                        new MaxPool2d(Pool2dOptions.kernel(2).withDilation(3, 2)),
                        Shape.of(2, 4, 3, 3),
                        "MaxPool2d(kernel=[2, 2], stride=[2, 2], padding=[0, 0], dilation=[3, 2])"),
                arguments(
                        new AvgPool2d(
                                Pool2dOptions.kernel(2).withoutCountIncludePad().withDivisorOverride(3)),
                        Shape.of(2, 4, 4, 3),
                        "AvgPool2d(kernel=[2, 2], stride=[2, 2], padding=[0, 0], without countIncludePad, divisorOverride=3)"),
                arguments(
                        new AvgPool2d(
                                Pool2dOptions.kernel(3, 2).withStride(1, 2).withPadding(1)),
                        Shape.of(2, 4, 9, 4),
                        "AvgPool2d(kernel=[3, 2], stride=[1, 2], padding=[1, 1])"));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void hasTheShapeThatItsSettingsSay(Layer layer, Shape wanted, String text) {
        assertThat(layer.forward(Tensor.randn(2, 4, 9, 7)).shape()).isEqualTo(wanted);
        assertThat(layer.toString()).startsWith(text + "\n");
    }

    @Test
    void computesWhatTheirNamesSay() {
        Tensor x = Tensor.of(new float[][] {{1, 2}, {3, 4}}).reshape(1, 1, 2, 2);
        Conv2d conv = new Conv2d(1, 1, 2);
        conv.weight().detach().copy_(Tensor.of(1f, 10, 100, 1000).reshape(1, 1, 2, 2));
        Objects.requireNonNull(conv.bias()).detach().fill_(0.5);

        assertThat(conv.forward(x).item()).isEqualTo(4321.5);
        assertThat(new MaxPool2d(2).forward(x).item()).isEqualTo(4);
        assertThat(new AvgPool2d(2).forward(x).item()).isEqualTo(2.5);
        assertThat(F.maxPool2d(x, 2).item()).isEqualTo(4);
        assertThat(F.avgPool2d(x, 2).item()).isEqualTo(2.5);
    }

    @Test
    void optionsChangeWhatIsComputed() {
        Tensor x = Tensor.of(new float[][] {{1, 2}, {3, 4}}).reshape(1, 1, 2, 2);
        Pool2dOptions padded = Pool2dOptions.kernel(2).withPadding(1);
        assertThat(F.avgPool2d(x, padded).toFloatArray()).containsExactly(0.25f, 0.5f, 0.75f, 1);
        assertThat(F.avgPool2d(x, padded.withoutCountIncludePad()).toFloatArray())
                .containsExactly(1, 2, 3, 4);
        assertThat(F.avgPool2d(x, padded.withDivisorOverride(2)).toFloatArray()).containsExactly(0.5f, 1, 1.5f, 2);
        var largest = F.maxPool2dWithIndices(x, padded);
        assertThat(largest.values().toFloatArray()).containsExactly(1, 2, 3, 4);
        assertThat(largest.indices().toLongArray()).containsExactly(0, 1, 2, 3);
        assertThat(F.maxPool2d(
                                Tensor.arange(9).to(DType.FLOAT32).reshape(1, 3, 3),
                                Pool2dOptions.kernel(2).withDilation(2))
                        .item())
                .isEqualTo(8);

        Tensor weight = Tensor.ones(1, 1, 2, 2);
        assertThat(F.conv2d(x, weight, null, USUAL.withSamePadding()).toFloatArray())
                .containsExactly(10, 6, 7, 4);
        int[] one = {1};
        assertThat(F.convTranspose2d(x, weight, null, one, one, new int[] {0}, 1, one)
                        .item())
                .isEqualTo(10);

        assertThatThrownBy(
                        () -> F.conv2d(x, weight, null, USUAL.withSamePadding().withStride(2)))
                .hasMessage("conv2d: same padding needs stride 1, but the stride is [2, 2]");
        assertThatThrownBy(() -> F.maxPool2d(x, padded.withDivisorOverride(2)))
                .hasMessageContaining("maxPool2d: countIncludePad and divisorOverride are for avgPool2d");
        assertThatThrownBy(() -> F.avgPool2d(x, padded.withDilation(2)))
                .hasMessageContaining("avgPool2d: there is no dilation of means");
    }

    @ParameterizedTest
    @EnumSource(PadMode.class)
    void elementsOfTheImageAroundIt(PadMode mode) {
        Tensor x = Tensor.randn(Random.seed(1), Shape.of(2, 2, 4, 5), DType.FLOAT64);
        Tensor weight = Tensor.randn(Random.seed(2), Shape.of(3, 2, 3, 2), DType.FLOAT64);
        Conv2dOptions options =
                USUAL.withPadding(1, 2).withStride(2, 1).withPaddingMode(mode).withDilation(1, 2);
        Conv2dOptions unpadded = USUAL.withStride(2, 1).withDilation(1, 2);
        Tensor expected = F.conv2d(x.pad(mode, 2, 2, 1, 1), weight, null, unpadded);
        assertThat(F.conv2d(x, weight, null, options).allClose(expected, 0, 0)).isTrue();
        assertThat(F.conv2d(x.select(0, 0), weight, null, options).allClose(expected.select(0, 0), 1e-12, 1e-12))
                .isTrue();
        Tensor same = F.conv2d(x, weight, null, USUAL.withPaddingMode(mode).withSamePadding());
        assertThat(same.allClose(F.conv2d(x.pad(mode, 0, 1, 1, 1), weight, null, USUAL), 0, 0))
                .isTrue();
        Gradcheck.gradgradcheck((a, w) -> F.conv2d(a, w, null, options), x.select(0, 0), weight);
        String name = mode.name().toLowerCase(Locale.ROOT);
        assertThat(new Conv2d(2, 3, 3, options).toString())
                .startsWith("Conv2d(2, 3, kernel=[3, 3], stride=[2, 1], padding=[1, 2], paddingMode=" + name
                        + ", dilation=[1, 2])");
    }

    @Test
    void anImageThatIsTooSmallForItsSurroundings() {
        Tensor x = Tensor.zeros(1, 2, 3, 5);
        Conv2dOptions options = USUAL.withPadding(3, 1);
        assertThatThrownBy(() -> new Conv2d(2, 1, 3, options.withPaddingMode(PadMode.REFLECT)).forward(x))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("conv2d: mode REFLECT can add at most 2 to dimension 2 of shape (1, 2, 3, 5), but the"
                        + " amounts are (3, 3)");
        assertThat(new Conv2d(2, 1, 3, options.withPaddingMode(PadMode.CIRCULAR))
                        .forward(x)
                        .shape())
                .isEqualTo(Shape.of(1, 1, 7, 5));
        assertThatThrownBy(() -> new Conv2d(2, 1, 3, USUAL.withPadding(4).withPaddingMode(PadMode.CIRCULAR)).forward(x))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("conv2d: mode CIRCULAR can add at most 3 to dimension 2");
        assertThatThrownBy(() -> new Conv2d(2, 1, 3, options.withPaddingMode(PadMode.REPLICATE))
                        .forward(Tensor.zeros(1, 4, 3, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 4 channels");
    }

    @Test
    void refusesSizesThatCannotBe() {
        assertThatThrownBy(() -> new Conv2d(3, 4, 3, USUAL.withGroups(2)))
                .hasMessageContaining("2 does not divide 3 and 4");
        assertThatThrownBy(() -> new Conv2d(0, 4, 3)).hasMessageContaining("in is 0");
        assertThatThrownBy(() -> new Conv2d(1, 4, 0)).hasMessageContaining("kernel");
        assertThatThrownBy(() -> new Conv2d(2, 4, 3).forward(Tensor.zeros(1, 3, 5, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(1, 3, 5, 5)");
    }
}
