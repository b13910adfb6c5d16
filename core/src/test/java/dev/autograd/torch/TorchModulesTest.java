package dev.autograd.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Tensor;
import dev.autograd.nn.Dropout;
import dev.autograd.value.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Modules by PyTorch's names: what they are made from and what they are called with.
final class TorchModulesTest {
    static Stream<Arguments> layers() {
        return Stream.of(
                arguments("nn.Identity", Map.of(), Shape.of(2, 3), Shape.of(2, 3), Map.of()),
                arguments("nn.ReLU", Map.of(), Shape.of(2, 3), Shape.of(2, 3), Map.of()),
                arguments("nn.Sigmoid", Map.of(), Shape.of(2, 3), Shape.of(2, 3), Map.of()),
                arguments("nn.Tanh", Map.of(), Shape.of(2, 3), Shape.of(2, 3), Map.of()),
                arguments("nn.SiLU", Map.of(), Shape.of(2, 3), Shape.of(2, 3), Map.of()),
                arguments("nn.GELU", Map.of("approximate", "tanh"), Shape.of(2, 3), Shape.of(2, 3), Map.of()),
                arguments("nn.LeakyReLU", Map.of("negative_slope", 0.2), Shape.of(2), Shape.of(2), Map.of()),
                arguments("nn.Softplus", Map.of("beta", 2L), Shape.of(2), Shape.of(2), Map.of()),
                arguments("nn.Softmax", Map.of("dim", 1L), Shape.of(2, 3), Shape.of(2, 3), Map.of()),
                arguments("nn.LogSoftmax", Map.of("dim", -1L), Shape.of(2, 3), Shape.of(2, 3), Map.of()),
                arguments("nn.Dropout", Map.of("p", 0.1), Shape.of(2, 3), Shape.of(2, 3), Map.of()),
                arguments("nn.Flatten", Map.of(), Shape.of(2, 3, 4), Shape.of(2, 12), Map.of()),
                arguments(
                        "nn.Linear",
                        Map.of("in_features", 3L, "out_features", 4L),
                        Shape.of(2, 3),
                        Shape.of(2, 4),
                        Map.of("weight", Shape.of(4, 3), "bias", Shape.of(4))),
                arguments(
                        "nn.Linear",
                        Map.of("in_features", 3L, "out_features", 4L, "bias", false),
                        Shape.of(2, 3),
                        Shape.of(2, 4),
                        Map.of("weight", Shape.of(4, 3))),
                arguments(
                        "nn.LayerNorm",
                        Map.of("normalized_shape", List.of(3L)),
                        Shape.of(2, 3),
                        Shape.of(2, 3),
                        Map.of("weight", Shape.of(3), "bias", Shape.of(3))),
                arguments(
                        "nn.LayerNorm",
                        Map.of("normalized_shape", 3L, "bias", false),
                        Shape.of(2, 3),
                        Shape.of(2, 3),
                        Map.of("weight", Shape.of(3))),
                arguments(
                        "nn.LayerNorm",
                        Map.of("normalized_shape", 3L, "elementwise_affine", false, "eps", 0.1),
                        Shape.of(2, 3),
                        Shape.of(2, 3),
                        Map.of()),
                arguments(
                        "nn.Conv2d",
                        Map.of("in_channels", 2L, "out_channels", 4L, "kernel_size", List.of(3L, 1L), "groups", 2L),
                        Shape.of(1, 2, 5, 5),
                        Shape.of(1, 4, 3, 5),
                        Map.of("weight", Shape.of(4, 1, 3, 1), "bias", Shape.of(4))),
                arguments(
                        "nn.Conv2d",
                        Map.of(
                                "in_channels",
                                2L,
                                "out_channels",
                                1L,
                                "kernel_size",
                                3L,
                                "padding",
                                "same",
                                "padding_mode",
                                "circular"),
                        Shape.of(2, 5, 4),
                        Shape.of(1, 5, 4),
                        Map.of("weight", Shape.of(1, 2, 3, 3), "bias", Shape.of(1))),
                arguments(
                        "nn.Conv2d",
                        Map.of(
                                "in_channels",
                                2L,
                                "out_channels",
                                1L,
                                "kernel_size",
                                3L,
                                "stride",
                                2L,
                                "padding",
                                1L,
                                "bias",
                                false),
                        Shape.of(2, 5, 5),
                        Shape.of(1, 3, 3),
                        Map.of("weight", Shape.of(1, 2, 3, 3))),
                arguments(
                        "nn.MaxPool2d",
                        Map.of("kernel_size", 2L),
                        Shape.of(1, 1, 4, 4),
                        Shape.of(1, 1, 2, 2),
                        Map.of()),
                arguments(
                        "nn.AvgPool2d",
                        Map.of("kernel_size", 2L, "stride", 2L, "ceil_mode", true),
                        Shape.of(1, 1, 5, 5),
                        Shape.of(1, 1, 3, 3),
                        Map.of()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("layers")
    void makesLayers(String name, Map<String, Object> arguments, Shape in, Shape out, Map<String, Shape> parameters) {
        TorchModule module = TorchModules.create(name, List.of(), arguments);
        assertThat(TorchModules.has(name)).isTrue();
        var y = (Tensor) module.call(List.of(Tensor.rand(in.sizes())), Map.of());
        assertThat(y.shape()).isEqualTo(out);
        var shapes = new HashMap<String, Shape>();
        module.module().namedParameters().forEach((path, tensor) -> shapes.put(path, tensor.shape()));
        assertThat(shapes).isEqualTo(parameters);
    }

    static Stream<Arguments> losses() {
        Tensor probabilities = Tensor.of(new float[][] {{0.3f, 0.7f}, {0.5f, 0.5f}});
        Tensor classes = Tensor.of(1L, 0L);
        return Stream.of(
                arguments("nn.MSELoss", probabilities),
                arguments("nn.L1Loss", probabilities),
                arguments("nn.BCELoss", probabilities),
                arguments("nn.BCEWithLogitsLoss", probabilities),
                arguments("nn.NLLLoss", classes),
                arguments("nn.CrossEntropyLoss", classes));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void makesLosses(String name, Tensor target) {
        Tensor input = Tensor.of(new float[][] {{0.25f, 0.75f}, {0.5f, 0.5f}});
        Tensor sum = loss(name, "sum", input, target);
        Tensor mean = loss(name, "mean", input, target);
        Tensor none = loss(name, "none", input, target);
        assertThat(none.sum().allClose(sum, 1e-6, 1e-6)).isTrue();
        assertThat(none.mean().allClose(mean, 1e-6, 1e-6)).isTrue();
    }

    private static Tensor loss(String name, String reduction, Tensor input, Tensor target) {
        TorchModule module = TorchModules.create(name, List.of(), Map.of("reduction", reduction));
        return (Tensor) module.call(List.of(input, target), Map.of());
    }

    @Test
    void embedsWithAndWithoutPadding() {
        TorchModule padded = TorchModules.create("nn.Embedding", List.of(5L, 3L), Map.of("padding_idx", 0L));
        var y = (Tensor) padded.call(List.of(Tensor.of(0L, 1L)), Map.of());
        assertThat(y.select(0, 0).toFloatArray()).containsExactly(0, 0, 0);
        TorchModule plain = TorchModules.create("nn.Embedding", List.of(5L, 3L), Map.of());
        y = (Tensor) plain.call(List.of(Tensor.of(0L)), Map.of());
        assertThat(y.abs().sum().item()).isGreaterThan(0);
    }

    static Stream<Arguments> unsupported() {
        return Stream.of(
                arguments("nn.Fold", Map.of(), "there is no module nn.Fold"),
                arguments("nn.Linear", Map.of("in_features", 3L), "nn.Linear is not made from (in_features=3), but"),
                arguments("nn.Dropout", Map.of("inplace", true), "nn.Dropout is not made from (inplace=true)"),
                arguments("nn.GELU", Map.of("approximate", "much"), "nn.GELU has no approximation much"));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void refusesWhatNoRowTakes(String name, Map<String, Object> arguments, String message) {
        assertThatThrownBy(() -> TorchModules.create(name, List.of(), arguments))
                .isInstanceOf(UnsupportedTorchCall.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesCallsThatTheModuleDoesNotTake() {
        TorchModule module = TorchModules.create("nn.Dropout", List.of(), Map.of());
        assertThat(module.module()).isInstanceOf(Dropout.class);
        List<@Nullable Object> args = List.of(Tensor.zeros(1), 2L);
        assertThatThrownBy(() -> module.call(args, Map.of()))
                .isInstanceOf(UnsupportedTorchCall.class)
                .hasMessage("Dropout does not take (float32(1), 2), but forward(Tensor input)");
    }

    @Test
    void aWrongReductionIsTheUsersMistake() {
        assertThatThrownBy(() -> TorchModules.create("nn.MSELoss", List.of(), Map.of("reduction", "max")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nn.MSELoss: reduction must be none, mean or sum, but is max");
    }
}
