package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.GradcheckReport.Comparison;
import dev.autograd.GradcheckReport.Worst;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.op.Op;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A checker is worth what it finds: every kind of wrong derivative here must fail, and right ones pass.
final class GradcheckTest {
    private static final Tensor X = Tensor.of(0.3, -0.7, 1.1).named("x");
    private static final GradcheckSettings FIRST = GradcheckSettings.DEFAULT;
    private static final GradcheckSettings SECOND = FIRST.withOrder(2);
    private static final GradcheckSettings FORWARD = FIRST.withCheckForward();
    private static final GradcheckSettings BATCHED = FIRST.withCheckBatched();

    /// A rule from the gradient or tangent and the operand.
    private interface Rule {
        Tensor of(Tensor given, Tensor x);
    }

    private static final Rule RIGHT = (g, x) -> g.mul(x).mul(2);

    /// The square, with rules of a test's choosing.
    private record Square(Rule gradient, Rule jvp) implements Op {
        static UnaryOperator<Tensor> withGradient(Rule gradient) {
            return x -> Tape.run(new Square(gradient, RIGHT), x);
        }

        @Override
        public String name() {
            return "mySquare";
        }

        @Override
        public Tensor[] forward(Tensor[] inputs) {
            return new Tensor[] {Autograd.noGrad((Supplier<Tensor>) () -> inputs[0].mul(inputs[0]))};
        }

        @Override
        public long saves(int input) {
            return Op.input(0);
        }

        @Override
        public Tensor gradient(int input, Backward b) {
            return gradient.of(b.grad(), b.in(0));
        }

        @Override
        public Tensor[] jvp(Forward f) {
            return new Tensor[] {jvp.of(f.tangent(), f.in(0))};
        }
    }

    /// Twice the operand, but not in a map.
    private record WrongInMap() implements Op {
        @Override
        public String name() {
            return "wrongInMap";
        }

        @Override
        public Tensor[] forward(Tensor[] inputs) {
            return new Tensor[] {inputs[0].detach().mul(2)};
        }

        @Override
        public Tensor[] vmap(Batch b) {
            return new Tensor[] {b.in(0).mul(2.01)};
        }
    }

    static Stream<Arguments> wrong() {
        Random random = Random.seed(3);
        Tensor last = Tensor.of(1.0, 1.0, 1.01);
        UnaryOperator<Tensor> constantSlope = Square.withGradient((g, x) -> RIGHT.of(g, x.detach()));
        return Stream.of(
                row(
                        "by 1 %",
                        FIRST, Square.withGradient((g, x) -> RIGHT.of(g, x).mul(1.01)), "mode, but"),
                row(
                        "in sign",
                        FIRST,
                        Square.withGradient((g, x) -> RIGHT.of(g, x).neg()),
                        "mode, but"),
                row(
                        "in one element",
                        FIRST,
                        Square.withGradient((g, x) -> RIGHT.of(g, x).mul(last)),
                        "at [2]"),
                row("zero", FIRST, Square.withGradient((g, x) -> Tensor.zerosLike(x)), "is 0.0 in reverse mode"),
                row(
                        "not a number",
                        FIRST,
                        Square.withGradient((g, x) -> g.div(0.0).sub(g.div(0.0))),
                        "is NaN"),
                row("constant", FIRST, x -> x.mul(x.detach()), "input 0 'x' (3)"),
                row("at second order", SECOND, constantSlope, "gradgradcheck:"),
                row(
                        "by the gradient given, at second order",
                        SECOND,
                        Square.withGradient((g, x) -> RIGHT.of(g.detach(), x)),
                        "the gradient given for output 0 (3)"),
                row(
                        "at third order",
                        FIRST.withOrder(3),
                        Square.withGradient((g, x) -> g.mul(
                                constantSlope.apply(x.add(1.0)).sub(x.mul(x)).sub(1.0))), // g * 2 x
                        "order 3"),
                row(
                        "in forward mode",
                        FORWARD,
                        x -> Tape.run(new Square(RIGHT, (t, v) -> t.mul(v)), x),
                        "forward mode"),
                row(
                        "in a map",
                        BATCHED,
                        Square.withGradient(
                                (g, x) -> Tape.run(new WrongInMap(), g).mul(x)),
                        "vmap"),
                row("random", FIRST, x -> x.mul(Tensor.rand(random, x.shape(), x.dtype())), "not deterministic"),
                row(
                        "random in reverse",
                        FIRST,
                        Square.withGradient((g, x) -> RIGHT.of(g, x).add(Tensor.rand(random, x.shape(), x.dtype()))),
                        "reverse mode is not deterministic"),
                row("of a function that changes its input", FIRST, GradcheckTest::changing, "changed its input 0 (3)"),
                row(
                        "of a backward that changes its input",
                        FIRST,
                        Square.withGradient((g, x) -> RIGHT.of(g, changing(x))),
                        "reverse mode changed its input 0"),
                row(
                        "of a backward that changes the gradient given",
                        FIRST,
                        Square.withGradient((g, x) -> RIGHT.of(changing(g).sub(1), x)),
                        "changed the gradient of output 0"));
    }

    private static Tensor changing(Tensor x) {
        double[] values = (double[]) x.storage().array();
        values[0]++;
        return x.mul(1);
    }

    private static Arguments row(String what, GradcheckSettings settings, UnaryOperator<Tensor> f, String message) {
        return arguments(what, settings, f, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void finds(String what, GradcheckSettings settings, UnaryOperator<Tensor> function, String message) {
        assertThatThrownBy(() -> Gradcheck.gradcheck(settings, function, X))
                .isInstanceOf(GradcheckError.class)
                .hasMessageContaining(message);
    }

    @Test
    void lowerOrdersOfWhatIsWrongAtAHigherOnePass() {
        Gradcheck.gradcheck(Square.withGradient((g, x) -> RIGHT.of(g, x.detach())), X);
        Gradcheck.gradcheck(x -> Tape.run(new Square(RIGHT, (t, v) -> t.mul(v)), x), X);
    }

    @Test
    void whatIsRightPassesInEveryWay() {
        GradcheckSettings all = SECOND.withOrder(3).withCheckForward().withCheckBatched();
        Gradcheck.gradcheck(all, t -> t.sin().mul(t), X);
        Gradcheck.gradcheck(all.withFastMode(), t -> t.sin().mul(t), X);
        Gradcheck.gradcheck(all, Tensor::mul, X, Inputs.of(3));
        Gradcheck.gradgradcheck(Tensor::mul, X, Inputs.of(2, 1));
        Gradcheck.gradgradcheck(in -> in[0].mul(in[1]).add(in[2].exp()), X, Inputs.of(2, 1), Inputs.of());
        Gradcheck.gradgradcheck(x -> x, X);
        Gradcheck.gradgradcheck(x -> Tensor.of(2.0), X);
        Gradcheck.gradgradcheck(x -> x.mul(x), Inputs.of(0, 2));
    }

    @Test
    void theMessageSaysWhereAndWhat() {
        GradcheckError error = assertThrows(
                GradcheckError.class,
                () -> Gradcheck.gradcheck(
                        in -> in[1].detach().mul(in[0]).unsqueeze(0),
                        X,
                        Tensor.of(0.5, 0.25, 2).named("w")));
        assertThat(error)
                .hasMessageMatching(
                        "gradcheck: the derivative of output 0 \\(1, 3\\) at \\[0, 2] by input 1 'w' \\(3\\)"
                                + " at \\[2] is 0.0 in reverse mode, but 1\\.[01]\\d* by central differences;"
                                + " they may differ by 2.1\\de-06");
        assertThat(error.report().passed()).isFalse();
        assertThat(error.report().worst()).extracting(Worst::input).containsExactly(0, 1);
        assertThat(error.report().worst()).extracting(Worst::passed).containsExactly(true, false);
    }

    @Test
    void theReportHasTheWorstOfEveryInput() {
        GradcheckReport report = Gradcheck.check(
                FORWARD, in -> new Tensor[] {in[0].mul(in[2]), in[1], in[0].exp()}, X, Tensor.of(1L, 2), Inputs.of(3));
        assertThat(report.passed()).isTrue();
        assertThat(report.orThrow()).isSameAs(report);
        assertThat(report.worst())
                .extracting(Worst::input, Worst::comparison)
                .containsExactlyInAnyOrder(
                        pair(0, Comparison.REVERSE_DIFFERENCES),
                        pair(2, Comparison.REVERSE_DIFFERENCES),
                        pair(0, Comparison.FORWARD_DIFFERENCES),
                        pair(2, Comparison.FORWARD_DIFFERENCES),
                        pair(0, Comparison.FORWARD_REVERSE),
                        pair(2, Comparison.FORWARD_REVERSE));
        assertThat(report.worst()).allSatisfy(worst -> {
            assertThat(worst.analytical()).isCloseTo(worst.reference(), within(worst.allowed()));
            assertThat(worst.inputElement()).hasSize(1);
            assertThat(worst.outputElement()).hasSize(1);
        });
        assertThat(report.toString()).startsWith("passed").contains("input 0 'x' (3)");
    }

    private static org.assertj.core.groups.Tuple pair(int input, Comparison comparison) {
        return org.assertj.core.groups.Tuple.tuple(input, comparison);
    }

    @Test
    void theWorstIsTheOneFurthestOut() {
        Tensor scale = Tensor.of(1.0, 1.5, 1.01);
        Worst worst = Gradcheck.check(
                        FIRST,
                        in -> new Tensor[] {
                            Square.withGradient((g, x) -> RIGHT.of(g, x).mul(scale))
                                    .apply(in[0])
                        },
                        X)
                .worst()
                .getFirst();
        assertThat(worst.inputElement()).containsExactly(1L);
        assertThat(worst.analytical()).isCloseTo(-2.1, within(1e-9));
        assertThat(worst.reference()).isCloseTo(-1.4, within(1e-6));
    }

    @Test
    void atAKinkTheMessageSaysSo() {
        Tensor zero = Tensor.of(0.5, 0.0);
        assertThatThrownBy(() -> Gradcheck.gradcheck(Tensor::relu, zero)).hasMessageContaining("kink");
        assertThatThrownBy(() -> Gradcheck.gradcheck(Tensor::floor, zero)).hasMessageContaining("move the input away");
        assertThatThrownBy(() -> Gradcheck.gradcheck(x -> x.detach().mul(x), X))
                .message()
                .doesNotContain("kink");
    }

    @Test
    void integersArePassedThroughAndStridesKept() {
        Tensor x = Inputs.of(3, 4).transpose(0, 1);
        Gradcheck.gradgradcheck(
                in -> {
                    assertThat(in[0].layout().strides()).containsExactly(1, 4);
                    assertThat(in[1].dtype()).isEqualTo(DType.INT64);
                    return in[0].indexSelect(0, in[1]).square();
                },
                x,
                Tensor.of(2L, 0, 2));
        Gradcheck.gradcheck(Tensor::square, Inputs.of(2, 1).expand(2, 3));
    }

    @Test
    void theCallerKeepsItsTensors() {
        Tensor x = X.clone().requiresGrad_();
        double[] before = x.toDoubleArray();
        Gradcheck.gradgradcheck(Tensor::sin, x);
        assertThat(x.grad()).isNull();
        assertThat(x.toDoubleArray()).containsExactly(before);
        Autograd.noGrad(() -> Gradcheck.gradgradcheck(Tensor::sin, x));
    }

    @Test
    void tolerancesAreObeyed() {
        UnaryOperator<Tensor> close =
                Square.withGradient((g, x) -> RIGHT.of(g, x).mul(1.01));
        Gradcheck.gradcheck(FIRST.withRtol(0.02), close, X);
        Gradcheck.gradcheck(FIRST.withAtol(0.03), close, X);
        assertThatThrownBy(() -> Gradcheck.gradcheck(FIRST.withRtol(0.005), close, X))
                .isInstanceOf(GradcheckError.class);
        Random random = Random.seed(5);
        UnaryOperator<Tensor> trembling =
                x -> x.add(Tensor.rand(random, x.shape(), x.dtype()).mul(1e-13));
        Gradcheck.gradcheck(FIRST.withNondetTol(1e-12), trembling, X);
        assertThatThrownBy(() -> Gradcheck.gradcheck(trembling, X)).hasMessageContaining("not deterministic");
        assertThatThrownBy(() -> Gradcheck.gradcheck(FIRST.withEps(0.1), x -> x.exp(), X))
                .isInstanceOf(GradcheckError.class); // too long a step
    }

    @Test
    void largeInputsByProjection() {
        Tensor large = Tensor.rand(Random.seed(1), Shape.of(60, 200), DType.FLOAT64);
        GradcheckSettings fast = SECOND.withFastMode().withCheckForward();
        Gradcheck.gradcheck(fast, x -> x.sin().mul(x), large);
        assertThatThrownBy(() -> Gradcheck.gradcheck(
                        fast, Square.withGradient((g, x) -> RIGHT.of(g, x).mul(1.01)), large))
                .isInstanceOf(GradcheckError.class)
                .message()
                .contains("(60, 200) is", "but")
                .doesNotContain(" at ["); // too many elements to look for the one
        assertThatThrownBy(() -> Gradcheck.gradcheck(
                        FIRST.withFastMode(),
                        Square.withGradient((g, x) -> RIGHT.of(g, x).mul(1.01)),
                        X))
                .hasMessageContaining("at [2]");
    }

    static Stream<Arguments> refused() {
        Function<Tensor[], Tensor[]> identity = in -> in;
        Function<Tensor[], Tensor[]> single = in -> new Tensor[] {in[0].to(DType.FLOAT32)};
        Tensor integers = Tensor.of(1L);
        return Stream.of(
                arguments(identity, List.of(X, Tensor.ones(2, 3)), "input 1 (2, 3) is float32"),
                arguments(identity, List.of(integers), "none of the 1 inputs is float64"),
                arguments(identity, List.of(), "none of the 0 inputs is float64"),
                arguments(single, List.of(X), "output 0 (3) is float32"),
                arguments((Function<Tensor[], Tensor[]>) in -> new Tensor[0], List.of(X), "returned no tensor"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(Function<Tensor[], Tensor[]> function, List<Tensor> inputs, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gradcheck.check(FIRST, function, inputs.toArray(Tensor[]::new)))
                .withMessageContaining(message);
    }

    @Test
    void settingsThatMakeNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> FIRST.withEps(0)).withMessageContaining("eps");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FIRST.withAtol(-1))
                .withMessageContaining("atol");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FIRST.withRtol(-1))
                .withMessageContaining("rtol");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FIRST.withNondetTol(-1))
                .withMessageContaining("nondet");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FIRST.withOrder(0))
                .withMessageContaining("order");
    }
}
