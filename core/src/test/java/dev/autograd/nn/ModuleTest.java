package dev.autograd.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.Tensor;
import dev.autograd.optim.SGD;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleTest {
    /// Registers whatever it is told to.
    private static final class Free extends Module {
        Free register(String kind, String name) {
            switch (kind) {
                case "parameter" -> parameter(name, Tensor.zeros(1));
                case "buffer" -> buffer(name, Tensor.zeros(1));
                case "module" -> module(name, new ReLU());
                default -> random(name, Random.seed(1));
            }
            return this;
        }

        int draw(String name) {
            return random(name).nextInt();
        }

        Free inside(String name, Free module) {
            module(name, module);
            return this;
        }
    }

    @ParameterizedTest
    @CsvSource({"parameter,buffer", "buffer,module", "module,random", "random,parameter"})
    void refusesANameTwice(String first, String second) {
        Free module = new Free().register(first, "a");
        assertThatThrownBy(() -> module.register(second, "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Free: \"a\" is registered already");
    }

    @ParameterizedTest
    @CsvSource({"''", "a.b"})
    void refusesNamesThatCannotBeJoined(String name) {
        assertThatThrownBy(() -> new Free().register("buffer", name)).hasMessageContaining("\"" + name + "\"");
    }

    @Test
    void modesAndGradientsReachAllInside() {
        Linear linear = new Linear(1, 1);
        Sequential model = new Sequential(new Sequential(linear));
        model.eval();
        assertThat(linear.isTraining()).isFalse();
        model.train();
        assertThat(linear.isTraining()).isTrue();

        model.forward(Tensor.ones(1, 1)).sum().backward();
        assertThat(linear.weight().grad()).isNotNull();
        model.zeroGrad();
        assertThat(linear.weight().grad()).isNull();
    }

    @Test
    void randomGeneratorsContinueFromASavedState() {
        Free inner = new Free().register("random", "r");
        Free outer = new Free().inside("inner", inner);
        inner.draw("r");
        Map<String, long[]> saved = outer.randomStates();
        int next = inner.draw("r");
        inner.draw("r");
        assertThat(saved).containsOnlyKeys("inner.r");

        outer.loadRandomStates(saved);
        assertThat(inner.draw("r")).isEqualTo(next);
        assertThatThrownBy(() -> outer.loadRandomStates(Map.of())).hasMessageContainingAll("[inner.r]", "[]");
        assertThatThrownBy(() -> inner.draw("other")).hasMessageContaining("\"other\"");
    }

    @Test
    @DisplayName("120: a parameter of two modules collects the gradients of both, and is updated once")
    void sharesParameters() {
        Linear shared = Linear.withoutBias(1, 1);
        shared.weight().detach().fill_(3);
        Sequential first = new Sequential(shared);
        Sequential model = new Sequential(first, new Sequential(shared));
        model.forward(Tensor.full(Shape.of(1, 1), 2)).sum().backward();
        assertThat(shared.weight().grad().item()).isEqualTo(2 * 3 * 2);
        assertThat(model.parameters()).containsExactly(shared.weight());
        assertThat(model.parameterCount()).isEqualTo(1);
        SGD sgd = new SGD(model.parameters(), 0.25);
        sgd.step();
        assertThat(shared.weight().item()).isEqualTo(0);
    }

    @Test
    void namesAllModules() {
        Sequential model = new Sequential(new ReLU(), new Sequential(new Tanh()));
        assertThat(model.namedModules().keySet()).containsExactly("", "0", "1", "1.0");
        assertThat(model.children().keySet()).containsExactly("0", "1");
    }
}
