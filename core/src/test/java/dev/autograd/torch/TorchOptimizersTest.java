package dev.autograd.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Tensor;
import dev.autograd.optim.Adam;
import dev.autograd.optim.AdamW;
import dev.autograd.optim.SGD;
import dev.autograd.optim.Settings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Optimisers by PyTorch's names: what their arguments set.
final class TorchOptimizersTest {
    static Stream<Arguments> optimizers() {
        return Stream.of(
                arguments("optim.SGD", Map.of(), SGD.settings(1e-3)),
                arguments(
                        "optim.SGD",
                        Map.of("lr", 0.1, "momentum", 0.9, "weight_decay", 0.2, "nesterov", true),
                        SGD.settings(0.1).withMomentum(0.9).withWeightDecay(0.2).withNesterov()),
                arguments(
                        "optim.SGD",
                        Map.of("momentum", 0.5, "dampening", 0.25, "maximize", true),
                        SGD.settings(1e-3).withMomentum(0.5).withDampening(0.25).withMaximize()),
                arguments("optim.Adam", Map.of(), Adam.settings(1e-3)),
                arguments(
                        "optim.Adam",
                        Map.of("lr", 1L, "betas", List.of(0.5, 0.25), "eps", 0.1, "weight_decay", 0.2),
                        Adam.settings(1).withBetas(0.5, 0.25).withEps(0.1).withWeightDecay(0.2)),
                arguments("optim.AdamW", Map.of(), AdamW.settings(1e-3)),
                arguments(
                        "optim.AdamW",
                        Map.of("amsgrad", true, "maximize", true),
                        AdamW.settings(1e-3).withAmsgrad().withMaximize()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("optimizers")
    void takeTheirSettings(String name, Map<String, Object> arguments, Settings settings) {
        var optimizer = TorchOptimizers.create(name, parameters(), arguments);
        assertThat(optimizer.getClass().getSimpleName()).isEqualTo(name.substring("optim.".length()));
        assertThat(optimizer.groups())
                .singleElement()
                .satisfies(g -> assertThat(g.settings()).isEqualTo(settings));
        assertThat(TorchOptimizers.has(name)).isTrue();
    }

    @Test
    void refuseWhatThereIsNot() {
        assertThat(TorchOptimizers.has("optim.Lion")).isFalse();
        assertThatThrownBy(() -> TorchOptimizers.create("optim.Lion", parameters(), Map.of()))
                .isInstanceOf(UnsupportedTorchCall.class)
                .hasMessage("there is no optimiser optim.Lion");
        assertThatThrownBy(() -> TorchOptimizers.create("optim.SGD", parameters(), Map.of("speed", 1.0)))
                .isInstanceOf(UnsupportedTorchCall.class)
                .hasMessageStartingWith("optim.SGD is not made from (speed=1.0), but optim.SGD(float lr=1e-3");
        var sgd = TorchOptimizers.create("optim.SGD", parameters(), Map.of());
        assertThatThrownBy(() -> TorchSchedulers.create("StepLR", sgd, Map.of("step_size", 2L)))
                .isInstanceOf(UnsupportedTorchCall.class)
                .hasMessage("there is no schedule StepLR(step_size=2)");
    }

    private static List<Tensor> parameters() {
        return List.of(Tensor.zeros(1).requiresGrad_());
    }
}
