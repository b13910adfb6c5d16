package dev.autograd.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.value.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
    private static Tensor parameter(float... values) {
        return Tensor.of(values).requiresGrad_();
    }

    static Stream<Arguments> mistakes() {
        Tensor p = parameter(1);
        Tensor q = parameter(2);
        return Stream.of(
                mistake(() -> new SGD(List.of(p), -1), "SGD: lr must be a finite number not below 0, but is -1.0"),
                mistake(() -> new Adam(List.of(p), Double.NaN), "Adam: lr must be", "NaN"),
                mistake(() -> new SGD(List.of(), 0.1), "SGD: there are no parameters"),
                mistake(() -> new SGD(List.of(p, p), 0.1), "parameter 1 (1) of group 0 appears twice"),
                mistake(
                        () -> SGD.of(
                                new ParameterGroup(List.of(p), SGD.settings(0.1)),
                                new ParameterGroup(List.of(q, p), SGD.settings(0.2))),
                        "SGD: parameter 1 (1) of group 1 appears twice"),
                mistake(
                        () -> Adam.of(new ParameterGroup(List.of(p), SGD.settings(0.1))),
                        "Adam: the settings of a group must be made by Adam.settings"),
                mistake(
                        () -> SGD.settings(0.1).withNesterov(),
                        "Nesterov momentum needs a momentum above 0 and no dampening, but momentum is 0.0"),
                mistake(() -> SGD.settings(0.1).withMomentum(-0.5), "momentum must be", "-0.5"),
                mistake(() -> Adam.settings(0.1).withBetas(0.9, 1), "beta2 must be below 1, but is 1.0"),
                mistake(() -> new SGD(List.of(p.mul(2)), 0.1), "was computed on the tape; only leaves"),
                mistake(() -> new SGD(List.of(Tensor.of(1L, 2L)), 0.1), "is int64, but must be float32 or float64"));
    }

    private static Arguments mistake(ThrowingCallable call, String... parts) {
        return arguments(call, parts);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void refuses(ThrowingCallable call, String[] parts) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }

    @Test
    void groupsHaveSettingsOfTheirOwnThatMayChange() {
        Tensor p = parameter(0);
        Tensor q = parameter(0);
        SGD sgd = SGD.of(
                new ParameterGroup(List.of(p), SGD.settings(1)), new ParameterGroup(List.of(q), SGD.settings(10)));
        step(sgd, p, q);
        sgd.groups().get(1).setLr(100);
        step(sgd, p, q);

        assertThat(p.item()).isEqualTo(-2);
        assertThat(q.item()).isEqualTo(-110);
        assertThatThrownBy(() -> sgd.groups().get(0).setLr(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> sgd.groups().get(0).setSettings(Adam.settings(1)))
                .hasMessageContaining("cannot be replaced");
    }

    private static void step(Optimizer optimizer, Tensor... parameters) {
        for (Tensor parameter : parameters) {
            parameter.setGrad(Tensor.onesLike(parameter));
        }
        optimizer.step();
    }

    @Test
    void leavesParametersWithoutGradientAlone() {
        Tensor p = parameter(1);
        Tensor q = parameter(1);
        Adam adam = new Adam(List.of(p, q), 0.1);
        step(adam, p);

        assertThat(p.item()).isNotEqualTo(1);
        assertThat(q.item()).isEqualTo(1);
        adam.zeroGrad();
        assertThat(p.grad()).isNull();
    }

    @Test
    void updatesViewsAndTakesGradientsOfAnyLayout() {
        Tensor base = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
        Tensor view = base.mT().slice(0, 1, 3).requiresGrad_(); // (2, 2): 2 5, 3 6
        view.setGrad(Tensor.ones(1).expand(Shape.of(2, 2)));
        new SGD(List.of(view), 10).step();

        assertThat(base.toFloatArray()).containsExactly(1, -8, -7, 4, -5, -4);
    }

    @Test
    void changesParametersThatShareElementsOneAfterTheOther() {
        Tensor base = Tensor.zeros(4).requiresGrad_();
        Tensor middle = base.detach().slice(0, 1, 3).requiresGrad_();
        step(new SGD(List.of(base, middle), 1), base, middle);
        step(new SGD(List.of(middle, base), 1), base, middle);

        assertThat(base.detach().toFloatArray()).containsExactly(-2, -4, -4, -2);
    }

    /// Along the signs of the gradients, as the documentation shows it; refuses parameters of four elements.
    private static final class SignDescent extends Optimizer {
        SignDescent(List<Tensor> parameters) {
            super(List.of(new ParameterGroup(parameters, SGD.settings(0.5))), List.of("steps"));
        }

        @Override
        protected void update(List<Update> updates) {
            Autograd.noGrad(() -> updates.forEach(update -> {
                if (update.parameter().numel() == 4) {
                    throw new IllegalStateException("four");
                }
                update.state().slot(0).fill_(update.step());
                update.parameter()
                        .sub_(update.gradient().sign().mul(update.settings().lr()));
            }));
        }
    }

    @Test
    void anOptimiserOfOnesOwn() {
        Tensor p = parameter(1, 2);
        SignDescent descent = new SignDescent(List.of(p));
        step(descent, p);
        step(descent, p);

        assertThat(p.detach().toFloatArray()).containsExactly(0, 1);
        assertThat(descent.stateDict().tensors().get("state.0.steps").toFloatArray())
                .containsExactly(2, 2);
    }

    @Test
    void aStepThatFailsDoesNotCount() {
        Tensor p = parameter(1, 2);
        Tensor four = parameter(1, 2, 3, 4);
        SignDescent descent = new SignDescent(List.of(p, four));
        assertThatThrownBy(() -> step(descent, p, four)).hasMessage("four");
        four.setGrad(null);
        descent.step();

        assertThat(descent.stateDict().numbers()).containsEntry("state.0.step", 1.0);
    }

    @Test
    void noticesAChangeOfWhatBackwardSaved() {
        Tensor p = parameter(3);
        Tensor loss = p.mul(p);
        step(new SGD(List.of(p), 0.1), p);

        assertThatThrownBy(loss::backward).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void continuesFromItsState() {
        Tensor p = parameter(1, 2);
        Adam adam = new Adam(List.of(p), Adam.settings(0.1).withAmsgrad());
        for (int i = 0; i < 3; i++) {
            step(adam, p);
        }
        Tensor copy = p.detach().clone().requiresGrad_();
        Adam other = new Adam(List.of(copy), 0.5);
        other.loadStateDict(adam.stateDict());
        step(adam, p);
        step(other, copy);

        assertThat(copy.toFloatArray()).isEqualTo(p.toFloatArray());
        assertThat(adam.stateDict().tensors().keySet())
                .containsExactly("state.0.exp_avg", "state.0.exp_avg_sq", "state.0.max_exp_avg_sq");
        assertThat(adam.stateDict().numbers())
                .containsEntry("state.0.step", 4.0)
                .containsEntry("param_groups.0.lr", 0.1)
                .containsEntry("param_groups.0.params", 1.0);
    }

    static Stream<Arguments> states() {
        OptimizerState state = trained(parameter(1, 2));
        return Stream.of(
                arguments(
                        state,
                        List.of(parameter(1, 2, 3)),
                        "parameter 0 is float32 (3), but \"state.0.momentum_buffer\""),
                arguments(
                        state,
                        List.of(parameter(1, 2), parameter(1)),
                        "group 0 has 2 parameters, but in the state it has 1"),
                arguments(
                        with(state, "state.7.step", 1),
                        List.of(parameter(1, 2)),
                        "the state has \"state.7.step\", which"),
                arguments(with(state, "param_groups.1.lr", 1), List.of(parameter(1, 2)), "\"param_groups.1.lr\""),
                arguments(
                        with(state, "param_groups.0.beta1", 1),
                        List.of(parameter(1, 2)),
                        "the settings are [lr, momentum"),
                arguments(with(state, "param_groups.0.lr", -1), List.of(parameter(1, 2)), "lr must be"));
    }

    private static OptimizerState trained(Tensor p) {
        SGD sgd = new SGD(List.of(p), SGD.settings(0.1).withMomentum(0.9));
        step(sgd, p);
        return sgd.stateDict();
    }

    private static OptimizerState with(OptimizerState state, String name, double number) {
        Map<String, Double> numbers = new LinkedHashMap<>(state.numbers());
        numbers.put(name, number);
        return new OptimizerState(state.tensors(), numbers);
    }

    @ParameterizedTest
    @MethodSource("states")
    void refusesAStateThatDoesNotFit(OptimizerState state, List<Tensor> parameters, String part) {
        SGD sgd = new SGD(parameters, 0.7);
        OptimizerState before = sgd.stateDict();

        assertThatThrownBy(() -> sgd.loadStateDict(state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
        assertThat(sgd.stateDict()).isEqualTo(before);
    }
}
