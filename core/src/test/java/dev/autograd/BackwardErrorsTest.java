package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.engine.Backward;
import dev.autograd.engine.Tape;
import dev.autograd.op.Op;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What backward says to gradient rules that are wrong, and that it may go twice through what saved nothing.
final class BackwardErrorsTest {
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
