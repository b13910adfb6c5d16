package dev.autograd.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.Tensor;
import dev.autograd.value.Random;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateDictTest {
    /// A layer used twice: once by itself, once inside a sequence.
    private static final class Tied extends Layer {
        private final Linear first = module("first", new Linear(2, 2, Random.seed(1)));
        private final Sequential again = module("again", new Sequential(new ReLU(), first));
        private final Tensor scale = buffer("scale", Tensor.ones(1));

        @Override
        protected Tensor compute(Tensor x) {
            return again.forward(first.forward(x)).mul(scale);
        }
    }

    private static Sequential model(long seed) {
        Random random = Random.seed(seed);
        return new Sequential(new Linear(2, 3, random), new ReLU(), Linear.withoutBias(3, 1, random));
    }

    @Test
    void hasPyTorchsNamesAndShowsTheModulesOwnValues() {
        Sequential model = model(1);
        Map<String, Tensor> state = model.stateDict();

        assertThat(state.keySet()).containsExactly("0.weight", "0.bias", "2.weight");
        assertThat(state.values()).noneMatch(Tensor::requiresGrad);
        state.get("2.weight").fill_(7);
        assertThat(model.parameters().get(2).toFloatArray()).containsExactly(7, 7, 7);
    }

    @Test
    void copiesWhatFits() {
        Sequential from = model(1);
        Sequential to = model(2);
        Tensor x = Tensor.of(new float[][] {{1, -2}});
        assertThat(to.forward(x).item()).isNotEqualTo(from.forward(x).item());

        to.loadStateDict(from.stateDict());
        assertThat(to.forward(x).item()).isEqualTo(from.forward(x).item());
        assertThat(to.parameters()).allMatch(Tensor::requiresGrad);
        from.stateDict().get("0.weight").zero_();
        assertThat(to.forward(x).item()).isNotEqualTo(from.forward(x).item());
    }

    @Test
    void listsAllThatDoesNotFitAndCopiesNothing() {
        Sequential model = model(1);
        Map<String, Tensor> state = new LinkedHashMap<>();
        state.put("0.weight", Tensor.zeros(3, 2));
        state.put("0.bias", Tensor.zeros(4));
        state.put("3.weight", Tensor.zeros(1, 3));
        float[] before = model.parameters().get(0).toFloatArray();

        assertThatThrownBy(() -> model.loadStateDict(state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "loadStateDict: the state does not fit this Sequential: \"0.bias\" is float32 (3) here but float32 (4) in"
                                + " the state; missing \"2.weight\" (1, 3); unexpected \"3.weight\" (1, 3)");
        assertThat(model.parameters().get(0).toFloatArray()).isEqualTo(before);
    }

    @Test
    void refusesAnotherType() {
        Linear linear = Linear.withoutBias(1, 1);
        assertThatThrownBy(() -> linear.loadStateDict(Map.of("weight", Tensor.of(new double[][] {{1}}))))
                .hasMessageContaining("\"weight\" is float32 (1, 1) here but float64 (1, 1)");
    }

    @Test
    void aSharedTensorIsOneParameterWithTwoNamesOfWhichOneIsEnough() {
        Tied model = new Tied();
        assertThat(model.parameters()).hasSize(2);
        assertThat(model.namedParameters().keySet()).containsExactly("first.weight", "first.bias");
        assertThat(model.stateDict().keySet())
                .containsExactly("scale", "first.weight", "first.bias", "again.1.weight", "again.1.bias");

        Map<String, Tensor> state = new LinkedHashMap<>(model.stateDict());
        state.remove("again.1.weight");
        state.remove("first.bias");
        state.replaceAll((_, tensor) -> Tensor.onesLike(tensor));
        model.loadStateDict(state);
        assertThat(model.parameters())
                .allSatisfy(tensor -> assertThat(tensor.toFloatArray()).containsOnly(1));

        state.remove("again.1.bias");
        assertThatThrownBy(() -> model.loadStateDict(state))
                .hasMessageContainingAll("missing \"first.bias\"", "missing \"again.1.bias\"");
    }
}
