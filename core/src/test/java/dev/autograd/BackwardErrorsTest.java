package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.engine.Backward;
import dev.autograd.engine.Tape;
import dev.autograd.op.Op;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What autograd says to mistakes. Numbers are those of the list of bad inputs.
final class BackwardErrorsTest {
    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        85,
                        "backward twice",
                        BackwardException.class,
                        x -> {
                            Tensor loss = x.exp().sum().named("loss");
                            loss.backward(BackwardOptions.DEFAULT.withInputs(x));
                            x.setGrad(null);
                            loss.backward();
                        },
                        "backward: the values that exp saved were freed by an earlier backward() of 'loss' ()",
                        "retainGraph"),
                mistake(
                        85,
                        "backward after grad",
                        BackwardException.class,
                        x -> {
                            Tensor y = x.exp();
                            Autograd.grad(y, GradOptions.DEFAULT.withGradOutputs(Tensor.of(1.0, 1.0)), x);
                            y.mul(2.0).sum().backward();
                        },
                        "exp saved",
                        "an earlier grad() of a tensor (2)"),
                mistake(
                        85,
                        "grad after backward of a part",
                        BackwardException.class,
                        x -> {
                            Tensor y = x.exp();
                            y.mul(2.0).sum().named("first").backward();
                            x.setGrad(null);
                            Autograd.grad(y.sum(), x);
                        },
                        "exp saved",
                        "an earlier backward() of 'first' ()"),
                mistake(
                        86,
                        "backward of a non-scalar",
                        IllegalStateException.class,
                        x -> x.mul(2.0).backward(),
                        "backward: only a scalar can start by itself, but the tensor has shape (2)",
                        "sum()",
                        "give a gradient"),
                mistake(
                        87,
                        "backward without a gradient",
                        IllegalStateException.class,
                        x -> Tensor.of(1.0).named("input").backward(),
                        "backward: the tensor 'input' (1) does not require a gradient"),
                mistake(
                        87,
                        "backward of what was computed under noGrad",
                        IllegalStateException.class,
                        x -> Autograd.noGrad(() -> x.sum()).backward(),
                        "the tensor () does not require a gradient",
                        "noGrad"),
                mistake(
                        87,
                        "backward of integers",
                        IllegalStateException.class,
                        x -> x.argmax(0).named("best").backward(),
                        "backward: the tensor 'best' () is int64, and only float32 and float64 tensors have gradients"),
                mistake(
                        88,
                        "a cotangent's shape",
                        IllegalArgumentException.class,
                        x -> x.mul(2.0).named("y").backward(Tensor.of(1.0, 2.0, 3.0)),
                        "backward: the gradient is float64 (3) on cpu, but the tensor 'y' is float64 (2) on cpu"),
                mistake(
                        88,
                        "a cotangent's type",
                        IllegalArgumentException.class,
                        x -> x.mul(2.0).backward(Tensor.of(1f, 2f)),
                        "float32 (2)",
                        "float64 (2)"),
                mistake(
                        98,
                        "grad by an unused input",
                        IllegalStateException.class,
                        x -> Autograd.grad(Tensor.of(1.0).requiresGrad_().sum(), x),
                        "grad: the output does not depend on input 0 'x' (2)",
                        "withAllowUnused",
                        "withMaterializeGrads"),
                mistake(100, "item() of two elements", IllegalArgumentException.class, x -> x.item(), "item", "2"),
                mistake(
                        105,
                        "a grad of another shape",
                        IllegalArgumentException.class,
                        x -> x.setGrad(Tensor.of(1.0, 2.0, 3.0)),
                        "setGrad: a gradient of float64 (3) on cpu does not fit 'x' of float64 (2) on cpu"),
                mistake(
                        105,
                        "a grad of another type",
                        IllegalArgumentException.class,
                        x -> x.setGrad(Tensor.of(1f, 2f)),
                        "setGrad: a gradient of float32 (2)",
                        "float64 (2)"));
    }

    private static Arguments mistake(int number, String what, Class<?> type, Consumer<Tensor> call, String... parts) {
        return arguments(number, what, type, call, parts);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("mistakes")
    void saysWhatIsWrongAndChangesNothing(
            int number, String what, Class<?> type, Consumer<Tensor> call, String[] parts) {
        Tensor x = Tensor.of(1.0, 2.0).requiresGrad_().named("x");
        assertThatThrownBy(() -> call.accept(x)).isInstanceOf(type).hasMessageContainingAll(parts);
        assertThat(x.grad()).isNull();
        assertThat(Autograd.isGradEnabled()).isTrue();
        x.mul(3.0).sum().backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(3, 3);
    }

    @Test
    void a85GraphThatSavedNothingMayBeGoneThroughTwice() {
        Tensor x = Tensor.of(1.0).requiresGrad_();
        Tensor y = x.add(1.0).sum();
        y.backward();
        y.backward();
        assertThat(x.grad().item()).isEqualTo(2);
    }

    /// An operator of the test's own.
    private record Odd(Function<Backward, @Nullable Tensor> rule) implements Op {
        @Override
        public String name() {
            return "odd";
        }

        @Override
        public Tensor[] forward(Tensor[] inputs) {
            return new Tensor[] {inputs[0].detach().clone()};
        }

        @Override
        public @Nullable Tensor gradient(int input, Backward b) {
            return rule.apply(b);
        }
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                rule(
                        "fails",
                        _ -> {
                            throw new UnsupportedOperationException("not today");
                        },
                        "backward: the gradient rule of odd failed",
                        "not today"),
                rule(
                        "returns another shape",
                        _ -> Tensor.of(1.0),
                        "backward: the gradient rule of odd returned float64 (1) for input 0, which is float64 (2)"),
                rule(
                        "returns another type",
                        _ -> Tensor.of(1f, 2f),
                        "returned float32 (2) for input 0, which is float64 (2)"),
                rule(
                        "reads what it did not declare",
                        b -> b.in(0),
                        "odd: the gradient rule reads its input 0, which it did not declare"));
    }

    private static Arguments rule(String what, Function<Backward, @Nullable Tensor> rule, String... parts) {
        return arguments(what, rule, parts);
    }

    @ParameterizedTest(name = "116: a gradient rule that {0}")
    @MethodSource("rules")
    void aFailingRuleLeavesEveryGradAsItWas(String what, Function<Backward, @Nullable Tensor> rule, String[] parts) {
        Tensor x = Tensor.of(1.0, 2.0).requiresGrad_();
        Tensor w = Tensor.of(3.0, 4.0).requiresGrad_();
        w.setGrad(Tensor.of(5.0, 5.0));
        Tensor y = Tape.run(new Odd(rule), x.mul(2.0));
        y.retainGrad();
        Tensor loss = y.mul(w).sum();
        assertThatThrownBy(loss::backward)
                .isInstanceOf(BackwardException.class)
                .hasMessageContainingAll(parts)
                .satisfies(e -> assertThat(e.getCause() != null).isEqualTo(what.equals("fails")));
        assertThat(x.grad()).isNull();
        assertThat(y.grad()).isNull();
        assertThat(w.grad().toDoubleArray()).containsExactly(5, 5);
        x.mul(w).sum().backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(3, 4);
        assertThat(w.grad().toDoubleArray()).containsExactly(6, 7);
    }
}
