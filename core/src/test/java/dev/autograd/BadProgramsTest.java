package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.nn.Linear;
import dev.autograd.optim.Adam;
import dev.autograd.optim.AdamW;
import dev.autograd.optim.ClipGrad;
import dev.autograd.optim.ParameterGroup;
import dev.autograd.optim.SGD;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Faulty programs: mistakes with the tape, with functions of the user's own, with optimisers and modules, by
/// number from 85 to 123. Each is answered by an exception of the documented type, whose message names what is
/// wrong; the tensor it was about is afterwards what it was, and the next step works.
///
/// Elsewhere are 112 to 115, deep and wide graphs (`DepthTest`), 117, hooks of modules (`ModuleHooksTest`),
/// 120, a parameter of two modules (`ModuleTest`), and 122, nothing through every layer (`EmptyInputsTest`).
/// Nothing has to be closed, so 118 and 119 cannot happen, and there is no trainer for 121.
///
/// Mistakes in single calls are numbers 1 to 84: `BadInputsTest`.
final class BadProgramsTest {
    /// @param number of the mistake
    /// @param what is wrong
    /// @param x 1 and 2, of any type: what the program is about
    /// @param type of the exception, exactly
    /// @param program with the mistake
    /// @param words that the message holds
    private record Mistake(
            int number, String what, Tensor x, Class<?> type, Consumer<Tensor> program, List<String> words) {
        @Override
        public String toString() {
            return number + ": " + what;
        }
    }

    /// A mistake about a leaf `x` that needs a gradient.
    private static Mistake leaf(int number, String what, Class<?> type, Consumer<Tensor> program, String... words) {
        Tensor x = Tensor.of(1.0, 2.0).requiresGrad_().named("x");
        return new Mistake(number, what, x, type, program, List.of(words));
    }

    /// A mistake about a tensor that needs none.
    private static Mistake plain(int number, String what, Tensor x, Consumer<Tensor> program, String... words) {
        return new Mistake(number, what, x, IllegalArgumentException.class, program, List.of(words));
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(backwards(), changes(), modes(), functions(), optimizers())
                .flatMap(rows -> rows);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void saysWhatIsWrongAndChangesNothing(Mistake mistake) {
        Tensor x = mistake.x();
        Unchanged before = Unchanged.of(x);
        assertThatThrownBy(() -> mistake.program().accept(x))
                .isExactlyInstanceOf(mistake.type())
                .hasMessageContainingAll(mistake.words().toArray(String[]::new));
        before.check();
        assertThat(Autograd.isGradEnabled()).isTrue();
        Tensor next = x.mul(3);
        assertThat(next.to(DType.FLOAT64).toDoubleArray()).containsExactly(3, 6);
        if (x.requiresGrad()) {
            x.setGrad(null);
            next.sum().backward();
            assertThat(x.grad().toDoubleArray()).containsExactly(3, 3);
        }
    }

    private static Stream<Mistake> backwards() {
        return Stream.of(
                leaf(
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
                leaf(
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
                leaf(
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
                leaf(
                        86,
                        "backward of a non-scalar",
                        IllegalStateException.class,
                        x -> x.mul(2.0).backward(),
                        "backward: only a scalar can start by itself, but the tensor has shape (2)",
                        "sum()",
                        "give a gradient"),
                leaf(
                        87,
                        "backward without a gradient",
                        IllegalStateException.class,
                        x -> Tensor.of(1.0).named("input").backward(),
                        "backward: the tensor 'input' (1) does not require a gradient"),
                leaf(
                        87,
                        "backward of what was computed under noGrad",
                        IllegalStateException.class,
                        x -> Autograd.noGrad(() -> x.sum()).backward(),
                        "the tensor () does not require a gradient",
                        "noGrad"),
                leaf(
                        87,
                        "backward of integers",
                        IllegalStateException.class,
                        x -> x.argmax(0).named("best").backward(),
                        "backward: the tensor 'best' () is int64, and only float32 and float64 tensors have gradients"),
                leaf(
                        88,
                        "a cotangent's shape",
                        IllegalArgumentException.class,
                        x -> x.mul(2.0).named("y").backward(Tensor.of(1.0, 2.0, 3.0)),
                        "backward: the gradient is float64 (3) on cpu, but the tensor 'y' is float64 (2) on cpu"),
                leaf(
                        88,
                        "a cotangent's type",
                        IllegalArgumentException.class,
                        x -> x.mul(2.0).backward(Tensor.of(1f, 2f)),
                        "float32 (2)",
                        "float64 (2)"),
                leaf(
                        98,
                        "grad by an unused input",
                        IllegalStateException.class,
                        x -> Autograd.grad(Tensor.of(1.0).requiresGrad_().sum(), x),
                        "grad: the output does not depend on input 0 'x' (2)",
                        "withAllowUnused",
                        "withMaterializeGrads"),
                leaf(100, "item() of two elements", IllegalArgumentException.class, x -> x.item(), "item", "2"),
                leaf(
                        105,
                        "a grad of another shape",
                        IllegalArgumentException.class,
                        x -> x.setGrad(Tensor.of(1.0, 2.0, 3.0)),
                        "setGrad: a gradient of float64 (3) on cpu does not fit 'x' of float64 (2) on cpu"),
                leaf(
                        105,
                        "a grad of another type",
                        IllegalArgumentException.class,
                        x -> x.setGrad(Tensor.of(1f, 2f)),
                        "setGrad: a gradient of float32 (2)",
                        "float64 (2)"));
    }

    private static Stream<Mistake> changes() {
        return Stream.of(
                leaf(
                        89,
                        "in place on a saved tensor",
                        BackwardException.class,
                        x -> {
                            Tensor y = x.exp();
                            Tensor loss = y.sum();
                            y.add_(1.0);
                            loss.backward();
                        },
                        "backward: exp saved its output 0 (2) at version 0, but an in-place operation has changed it since: "
                                + "it is at version 1; change a clone() instead, or change it before exp runs; "
                                + "detectAnomaly around the whole step tells where both happened"),
                leaf(
                        90,
                        "in place on a view of a saved tensor",
                        BackwardException.class,
                        x -> {
                            Tensor y = x.mul(2.0);
                            Tensor loss = y.mul(y).sum();
                            y.view(2, 1).select(0, 1).zero_();
                            loss.backward();
                        },
                        "mul saved its input 1 (2) at version 0",
                        "it is at version 1"),
                leaf(
                        91,
                        "in place on a leaf that needs a gradient",
                        IllegalStateException.class,
                        x -> x.add_(1.0),
                        "add_: this leaf (2) requires a gradient, so it may only be changed under noGrad, "
                                + "as an optimizer does"),
                plain(
                        93,
                        "in place on expanded memory",
                        Tensor.of(1f, 2f),
                        x -> x.expand(3, 2).add_(1.0),
                        "add_: several elements of this expanded tensor (3, 2) share one place in memory; "
                                + "call clone() first"),
                plain(
                        94,
                        "in place with a result of a type that does not fit",
                        Tensor.of(1L, 2L),
                        x -> x.add_(0.5),
                        "add_: the result would be float32, which does not fit into this int64 tensor (2)"),
                plain(
                        95,
                        "in place with a result that would be larger",
                        Tensor.of(1f, 2f),
                        x -> x.add_(Tensor.ones(3, 2)),
                        "add_: shape (3, 2) does not broadcast to (2), the shape of the tensor that is changed"));
    }

    private static Stream<Mistake> modes() {
        return Stream.of(
                leaf(
                        96,
                        "backward through what was computed under noGrad",
                        IllegalStateException.class,
                        x -> Autograd.noGrad(() -> x.mul(2.0).sum()).backward(),
                        "backward: the tensor () does not require a gradient: no input of it does, or it was "
                                + "computed under noGrad or detached"),
                leaf(
                        97,
                        "an inference tensor that would be saved",
                        IllegalStateException.class,
                        x -> x.mul(Autograd.inferenceMode(() -> Tensor.of(3.0, 4.0))),
                        "mul: its gradient needs its input 1 (2), which is an inference tensor and cannot be "
                                + "saved for backward; use a clone() of it made outside inferenceMode"),
                plain(
                        99,
                        "integers that would need a gradient",
                        Tensor.of(1L, 2L),
                        x -> x.requiresGrad_(),
                        "requiresGrad_: only float32 and float64 tensors have gradients, but this is int64"),
                leaf(
                        103,
                        "a NaN in backward, seen by detectAnomaly",
                        ArithmeticException.class,
                        x -> {
                            Tensor loss = Autograd.detectAnomaly(
                                    false, () -> x.sub(2).sqrt().sum());
                            Autograd.detectAnomaly(() -> loss.backward());
                        },
                        "detectAnomaly: the gradient of sqrt by its input 0 has 1 NaN and 1 infinite of 2 elements (2) float64",
                        "sqrt ran at dev.autograd",
                        "BadProgramsTest.java:"),
                leaf(
                        104,
                        "backward of a gradient made without createGraph",
                        IllegalStateException.class,
                        x -> Autograd.grad(x.mul(x).sum(), x)[0].sum().backward(),
                        "backward: the tensor () does not require a gradient"));
    }

    /// Twice its input, with a backward of the test's.
    private record Twice(UnaryOperator<@Nullable Tensor[]> gradients) implements Function.All {
        @Override
        public Tensor[] forward(Function.Context ctx, Tensor... inputs) {
            return new Tensor[] {inputs[0].mul(2)};
        }

        @Override
        public @Nullable Tensor[] backward(Function.Context ctx, @Nullable Tensor... grads) {
            return gradients.apply(grads);
        }
    }

    private static Stream<Mistake> functions() {
        return Stream.of(
                leaf(
                        101,
                        "a function whose gradient has another shape",
                        IllegalStateException.class,
                        x -> backward(x, _ -> new Tensor[] {Tensor.of(1.0)}),
                        "Twice: backward returned a gradient float64 (1) for input 0, which is float64 (2)"),
                leaf(
                        102,
                        "a function with a gradient too many",
                        IllegalStateException.class,
                        x -> backward(x, g -> new @Nullable Tensor[] {g[0], g[0]}),
                        "Twice: backward returned 2 gradients, but the function has 1 input"),
                leaf(
                        116,
                        "a function that throws in backward",
                        FunctionException.class,
                        x -> backward(x, _ -> {
                            throw new UnsupportedOperationException("not today");
                        }),
                        "Twice: backward threw",
                        "not today"));
    }

    /// The other use of `x` has its gradient ready before the function runs backward.
    private static void backward(Tensor x, UnaryOperator<@Nullable Tensor[]> gradients) {
        x.exp().add(new Twice(gradients).apply(x)[0].mul(3)).sum().backward();
    }

    private static Stream<Mistake> optimizers() {
        return Stream.of(
                optimizer(
                        106,
                        "SGD with a negative learning rate",
                        x -> new SGD(List.of(x), -1),
                        "SGD: lr must be a finite number not below 0, but is -1.0"),
                optimizer(
                        106,
                        "Adam with a learning rate that is no number",
                        x -> new Adam(List.of(x), Double.NaN),
                        "Adam: lr must be a finite number not below 0, but is NaN"),
                optimizer(
                        107,
                        "an optimizer without parameters",
                        _ -> new AdamW(List.of(), 0.1),
                        "AdamW: there are no parameters to optimise"),
                optimizer(
                        108,
                        "a parameter in two groups",
                        x -> SGD.of(
                                new ParameterGroup(List.of(x), SGD.settings(0.1)),
                                new ParameterGroup(List.of(x), SGD.settings(0.2))),
                        "SGD: parameter 0 (2) of group 1 appears twice"),
                optimizer(
                        109,
                        "Nesterov's momentum without a momentum",
                        _ -> SGD.settings(0.1).withNesterov(),
                        "SGD: Nesterov momentum needs a momentum above 0 and no dampening, but momentum is 0.0"),
                leaf(
                        110,
                        "gradients without a norm, clipped",
                        IllegalStateException.class,
                        x -> {
                            Tensor gradient = Tensor.of(Double.NaN, 1.0);
                            Unchanged before = Unchanged.of(gradient);
                            x.setGrad(gradient);
                            try {
                                ClipGrad.norm(List.of(x), 1, 2, ClipGrad.NonFinite.REFUSE);
                            } finally {
                                before.check();
                                x.setGrad(null);
                            }
                        },
                        "ClipGrad.norm: the gradients' norm of order 2.0 is NaN"));
    }

    private static Mistake optimizer(int number, String what, Consumer<Tensor> program, String... words) {
        return leaf(number, what, IllegalArgumentException.class, program, words);
    }

    @Test
    @DisplayName("92: in place on one of several views, with the right gradient")
    void oneOfSeveralViews() {
        Tensor x = Tensor.of(1.0, 2.0, 3.0, 4.0).requiresGrad_();
        Tensor y = x.mul(1.0);
        Tensor[] pieces = y.split(2, 0);
        pieces[0].mul_(10.0);
        y.sum().add(pieces[1].sum()).backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(10, 10, 2, 2);
    }

    @Test
    @DisplayName("111: a state that fits in parts is refused as a whole, with all that is wrong with it")
    void stateThatDoesNotFit() {
        Linear linear = new Linear(3, 2);
        Unchanged before = Unchanged.of(linear.parameters().toArray(Tensor[]::new));
        Map<String, Tensor> wrongShape = Map.of("weight", Tensor.zeros(3, 3), "bia", Tensor.zeros(2));
        assertThatThrownBy(() -> linear.loadStateDict(wrongShape))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "loadStateDict: the state does not fit this Linear",
                        "\"weight\" is float32 (2, 3) here but float32 (3, 3) in the state",
                        "missing \"bias\" (2)",
                        "unexpected \"bia\" (2)");
        before.check();
        Map<String, Tensor> wrongBias = Map.of("weight", Tensor.ones(2, 3), "bias", Tensor.ones(3));
        assertThatThrownBy(() -> linear.loadStateDict(wrongBias)).hasMessageContaining("\"bias\" is float32 (2) here");
        before.check();
        linear.loadStateDict(Map.of("weight", Tensor.ones(2, 3), "bias", Tensor.ones(2)));
        assertThat(linear.forward(Tensor.ones(3)).toFloatArray()).containsExactly(4, 4);
    }

    @Test
    @DisplayName("123: a seed set twice gives the same numbers, in 1 thread and in each of 16")
    void seedSetTwice() throws Exception {
        String expected = seeded();
        assertThat(seeded()).isEqualTo(expected);
        try (var threads = Executors.newFixedThreadPool(16)) {
            List<Future<String>> drawn = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                drawn.add(threads.submit(BadProgramsTest::seeded));
            }
            for (Future<String> one : drawn) {
                assertThat(one.get()).isEqualTo(expected);
            }
        }
    }

    private static String seeded() {
        Autograd.manualSeed(7);
        Tensor ofTheThread = Tensor.randn(500).add(new Linear(500, 2).weight().sum());
        Tensor ofItsOwn = Tensor.rand(Random.seed(7), Shape.of(100), DType.FLOAT64);
        return Unchanged.values(ofTheThread) + Unchanged.values(ofItsOwn);
    }
}
