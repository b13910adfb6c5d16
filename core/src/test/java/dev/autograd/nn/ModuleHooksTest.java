package dev.autograd.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Autograd;
import dev.autograd.BackwardException;
import dev.autograd.RemovableHandle;
import dev.autograd.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Hooks of modules: when they run, what they see and may change, and what happens when they are wrong.
final class ModuleHooksTest {
    /// `x * factor`.
    private static final class Scale extends Layer {
        private final Tensor factor;

        Scale(double factor) {
            this.factor = parameter("factor", Tensor.of(factor));
        }

        @Override
        protected Tensor compute(Tensor x) {
            return x.mul(factor);
        }
    }

    /// A module of its own form: the product and the sum of two tensors.
    private static final class Both extends Module {
        Tensor[] forward(Tensor a, Tensor b) {
            return withHooks(in -> new Tensor[] {in[0].mul(in[1]), in[0].add(in[1])}, a, b);
        }
    }

    private static Tensor leaf(double... values) {
        return Tensor.of(values).requiresGrad_();
    }

    private static String text(@Nullable Tensor[] tensors) {
        return Arrays.stream(tensors)
                .map(t -> t == null ? "null" : Arrays.toString(t.toDoubleArray()))
                .toList()
                .toString();
    }

    /// Writes down what every kind of hook of a module sees.
    private static List<RemovableHandle> log(List<String> log, String name, Module module) {
        return List.of(
                module.registerFullBackwardHook((m, in, out) -> {
                    log.add(name + " backward " + text(in) + " of " + text(out));
                    return null;
                }),
                module.registerFullBackwardPreHook((m, out) -> {
                    log.add(name + " backward pre " + text(out));
                    return null;
                }),
                module.registerForwardHook((m, in, out) -> {
                    log.add(name + " forward " + text(in) + " to " + text(out));
                    return null;
                }),
                module.registerForwardPreHook((m, in) -> {
                    assertThat(m).isSameAs(module);
                    log.add(name + " forward pre " + text(in));
                    return null;
                }));
    }

    @Test
    void runInTheDocumentedOrder() {
        Scale two = new Scale(2);
        Scale five = new Scale(5);
        Sequential model = new Sequential(two, five);
        List<String> log = new ArrayList<>();
        log(log, "model", model);
        log(log, "two", two);
        log(log, "five", five);
        model.forward(leaf(3)).mul(7.0).sum().backward();
        assertThat(log)
                .containsExactly(
                        "model forward pre [[3.0]]",
                        "two forward pre [[3.0]]",
                        "two forward [[3.0]] to [[6.0]]",
                        "five forward pre [[6.0]]",
                        "five forward [[6.0]] to [[30.0]]",
                        "model forward [[3.0]] to [[30.0]]",
                        "model backward pre [[7.0]]",
                        "five backward pre [[7.0]]",
                        "five backward [[35.0]] of [[7.0]]",
                        "two backward pre [[35.0]]",
                        "two backward [[70.0]] of [[35.0]]",
                        "model backward [[70.0]] of [[7.0]]");
    }

    @Test
    void hooksOfOneKindRunInTheOrderOfRegistrationAndSeeWhatWasReplaced() {
        Scale layer = new Scale(2);
        layer.registerForwardPreHook((m, in) -> new Tensor[] {in[0].add(1.0)});
        layer.registerForwardPreHook((m, in) -> new Tensor[] {in[0].mul(10.0)});
        layer.registerForwardHook((m, in, out) -> new Tensor[] {out[0].add(in[0])});
        layer.registerForwardHook((m, in, out) -> new Tensor[] {out[0].mul(100.0)});
        assertThat(layer.forward(leaf(3)).item()).isEqualTo((40 * 2 + 40) * 100);
    }

    @Test
    void backwardHooksReplaceGradients() {
        Tensor x = leaf(3);
        Scale layer = new Scale(2);
        layer.registerFullBackwardPreHook((m, out) -> new Tensor[] {out[0].mul(10.0)});
        layer.registerFullBackwardHook((m, in, out) -> new Tensor[] {in[0].add(out[0])});
        layer.registerFullBackwardHook((m, in, out) -> new Tensor[] {in[0].mul(100.0)});
        layer.forward(x).sum().backward();
        assertThat(layer.factor.grad().item()).isEqualTo(30);
        assertThat(x.grad().item()).isEqualTo((10 * 2 + 10) * 100);
    }

    @Test
    void backwardHooksSeeTheGradientsOfOneCallAlone() {
        Tensor x = leaf(3);
        Scale layer = new Scale(2);
        List<String> seen = new ArrayList<>();
        layer.registerFullBackwardHook((m, in, out) -> {
            seen.add(text(in) + text(out));
            return null;
        });
        Tensor h = x.mul(1.0);
        Tensor y = layer.forward(h);
        layer.forward(y).add(y.mul(100.0)).add(h.mul(1000.0)).sum().backward();
        assertThat(seen).containsExactly("[[2.0]][[1.0]]", "[[204.0]][[102.0]]");
        assertThat(x.grad().item()).isEqualTo(2 * 2 + 200 + 1000);
    }

    @Test
    void withoutAnInputToDifferentiateTheHookRunsAtTheOutputs() {
        Linear linear = new Linear(2, 1);
        List<String> seen = new ArrayList<>();
        linear.registerFullBackwardHook((m, in, out) -> {
            seen.add(text(in) + text(out));
            return null;
        });
        linear.forward(Tensor.ones(1, 2)).mul(5.0).sum().backward();
        assertThat(seen).containsExactly("[null][[5.0]]");
        assertThat(linear.weight().grad().toDoubleArray()).containsExactly(5, 5);
    }

    @Test
    void modulesOfAnyFormHaveHooks() {
        Both both = new Both();
        List<String> log = new ArrayList<>();
        log(log, "both", both);
        Tensor a = leaf(3);
        Tensor[] results = both.forward(a, Tensor.of(4.0));
        results[1].mul(2.0).sum().backward();
        Loss loss = new MSELoss();
        log(log, "loss", loss);
        loss.forward(leaf(1), Tensor.of(3.0)).backward();
        assertThat(log)
                .containsExactly(
                        "both forward pre [[3.0], [4.0]]",
                        "both forward [[3.0], [4.0]] to [[12.0], [7.0]]",
                        "both backward pre [null, [2.0]]",
                        "both backward [[2.0], null] of [null, [2.0]]",
                        "loss forward pre [[1.0], [3.0]]",
                        "loss forward [[1.0], [3.0]] to [[4.0]]",
                        "loss backward pre [[1.0]]",
                        "loss backward [[-4.0], null] of [[1.0]]");
    }

    @Test
    void withoutATapeOnlyForwardHooksRun() {
        Scale layer = new Scale(2);
        List<String> log = new ArrayList<>();
        log(log, "layer", layer);
        assertThat(Autograd.noGrad(() -> layer.forward(leaf(3))).requiresGrad()).isFalse();
        assertThat(log).containsExactly("layer forward pre [[3.0]]", "layer forward [[3.0]] to [[6.0]]");
    }

    @Test
    void removedHooksLeaveNoTrace() {
        Scale layer = new Scale(2);
        List<String> log = new ArrayList<>();
        List<RemovableHandle> handles = log(log, "layer", layer);
        Tensor before = layer.forward(leaf(3));
        assertThat(Objects.requireNonNull(before.gradFn()).name()).isEqualTo("alias");
        handles.forEach(RemovableHandle::remove);
        log.clear();
        before.sum().backward();
        assertThat(Objects.requireNonNull(layer.forward(leaf(3)).gradFn()).name())
                .isEqualTo("mul");
        assertThat(log).isEmpty();
    }

    @Test
    void secondDerivativesGoThroughTheBorder() {
        Tensor x = leaf(3);
        Layer square = new Sequential(new Identity());
        List<String> seen = new ArrayList<>();
        square.registerFullBackwardHook((m, in, out) -> {
            seen.add(text(in));
            return null;
        });
        Tensor y = square.forward(x);
        Tensor slope = Autograd.grad(y.mul(y).mul(y).sum(), dev.autograd.GradOptions.DEFAULT.withCreateGraph(), x)[0];
        assertThat(Autograd.grad(slope, x)[0].item()).isEqualTo(18);
        assertThat(seen).containsExactly("[[27.0]]", "[[18.0]]");
    }

    // Mistakes

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "pre fails",
                        IllegalArgumentException.class,
                        m -> m.registerForwardPreHook((l, in) -> fail()),
                        "stop"),
                mistake(
                        "forward fails",
                        IllegalArgumentException.class,
                        m -> m.registerForwardHook((l, in, out) -> fail()),
                        "stop"),
                mistake(
                        "pre returns two",
                        IllegalStateException.class,
                        m -> m.registerForwardPreHook((l, in) -> new Tensor[] {in[0], in[0]}),
                        "Scale: a forward pre-hook returned 2 inputs, but must return null or 1"),
                mistake(
                        "forward returns none",
                        IllegalStateException.class,
                        m -> m.registerForwardHook((l, in, out) -> new Tensor[0]),
                        "Scale: a forward hook returned 0 outputs, but must return null or 1"),
                mistake(
                        "backward pre fails",
                        BackwardException.class,
                        m -> m.registerFullBackwardPreHook((l, out) -> fail()),
                        "backward: a full backward pre-hook of Scale failed",
                        "stop"),
                mistake(
                        "backward fails",
                        BackwardException.class,
                        m -> m.registerFullBackwardHook((l, in, out) -> fail()),
                        "backward: a full backward hook of Scale failed",
                        "stop"),
                mistake(
                        "backward pre returns two",
                        BackwardException.class,
                        m -> m.registerFullBackwardPreHook((l, out) -> new Tensor[2]),
                        "full backward pre-hook of Scale returned 2 gradients",
                        "one for each output, of which there are 1"),
                mistake(
                        "backward returns none",
                        BackwardException.class,
                        m -> m.registerFullBackwardHook((l, in, out) -> new Tensor[0]),
                        "full backward hook of Scale returned 0 gradients",
                        "one for each input, of which there are 1"),
                mistake(
                        "backward of another shape",
                        BackwardException.class,
                        m -> m.registerFullBackwardHook((l, in, out) -> new Tensor[] {Tensor.of(1.0, 2.0)}),
                        "full backward hook of Scale returned float64 (2) for input 0, whose gradient is float64 (1)"),
                mistake(
                        "backward pre of another type",
                        BackwardException.class,
                        m -> m.registerFullBackwardPreHook((l, out) -> new Tensor[] {Tensor.of(1f)}),
                        "pre-hook of Scale returned float32 (1) for output 0, whose gradient is float64 (1)"));
    }

    private static Tensor[] fail() {
        throw new IllegalArgumentException("stop");
    }

    private static Arguments mistake(String what, Class<?> type, Consumer<Module> register, String... parts) {
        return arguments(what, type, register, parts);
    }

    @ParameterizedTest(name = "117: {0}")
    @MethodSource("mistakes")
    void aMistakeLeavesEveryGradAsItWas(String what, Class<?> type, Consumer<Module> register, String[] parts) {
        Scale first = new Scale(2);
        Scale hooked = new Scale(3);
        Scale last = new Scale(4);
        Sequential model = new Sequential(first, hooked, last);
        RemovableHandle[] handle = new RemovableHandle[1];
        register.accept(hooked);
        assertThatThrownBy(() -> model.forward(leaf(1)).sum().backward())
                .isInstanceOf(type)
                .hasMessageContainingAll(parts);
        assertThat(model.parameters()).allSatisfy(p -> assertThat(p.grad()).isNull());
        Sequential rest = new Sequential(first, last);
        rest.forward(leaf(1)).sum().backward();
        assertThat(first.factor.grad().item()).isEqualTo(4);
    }

    @Test
    void aHookMayNotInventAGradientForAnInputThatWantsNone() {
        Scale layer = new Scale(2);
        layer.registerFullBackwardHook((m, in, out) -> new Tensor[] {out[0]});
        assertThatThrownBy(() -> layer.forward(Tensor.of(1.0)).sum().backward())
                .isInstanceOf(BackwardException.class)
                .hasMessage(
                        "backward: a full backward hook of Scale returned a gradient for input 0, which wants none; return null for it");
    }
}
