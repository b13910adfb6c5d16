package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.engine.OpNode;
import dev.autograd.nn.F;
import dev.autograd.nn.Linear;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Anomaly detection: who made the first NaN or infinity, of what, and where.
final class AnomalyTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Tensor leaf(double... values) {
        return Tensor.of(values).requiresGrad_();
    }

    /// The line of this file that calls this.
    private static String here() {
        return "AnomalyTest.java:"
                + StackWalker.getInstance()
                        .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber()) + ")";
    }

    // Forward

    @Test
    void anOperatorThatMakesNanIsNamedWithItsInputsAndTheLine() {
        Tensor x = leaf(-1, 4, -9).view(3, 1);
        try (var _ = Autograd.detectAnomaly()) {
            String[] line = new String[1];
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> {
                        line[0] = here();
                        x.add(0.0).sqrt(); // on the line after
                    })
                    .withMessageMatching("detectAnomaly: sqrt gave 2 NaN and 0 infinite of 3 elements in its output "
                            + "\\(3, 1\\) float64; it ran at .*AnomalyTest.*\\(AnomalyTest.java:\\d+\\) on input 0 "
                            + "\\(3, 1\\) float64 with values in \\[-9.0, 4.0\\]")
                    .withMessageContaining(next(line[0]));
        }
    }

    private static String next(String place) {
        int at = place.indexOf(':') + 1;
        return place.substring(0, at) + (Integer.parseInt(place.substring(at, place.length() - 1)) + 1) + ")";
    }

    static Stream<Arguments> makers() {
        Tensor x = Tensor.of(0.0, 1.0);
        Tensor infinite = Tensor.of(INFINITY, 1.0);
        return Stream.of(
                maker("log", () -> x.log(), "0 NaN and 1 infinite of 2"),
                maker("div", () -> x.div(Tensor.of(0.0, 1.0)), "1 NaN and 0 infinite", "input 1 (2)"),
                maker("exp", () -> x.mul(1000.0).exp(), "1 infinite", "[0.0, 1000.0]"),
                maker("sub", () -> infinite.sub(infinite), "1 NaN", "values in [1.0, 1.0], 0 NaN and 1 infinite"),
                maker("mean", () -> Tensor.zeros(0, 2).mean(), "1 NaN", "no finite element"),
                maker("softmax", () -> Tensor.of(-INFINITY, -INFINITY).softmax(0), "2 NaN"),
                maker("sqrt", () -> Tensor.of(-1.0).sqrt_(), "1 NaN"));
    }

    private static Arguments maker(String operator, Supplier<Tensor> call, String... parts) {
        return arguments(operator, call, parts);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("makers")
    void whoMakesItIsNamed(String operator, Supplier<Tensor> call, String[] parts) {
        assertThatNoException().isThrownBy(call::get);
        assertThatNoException().isThrownBy(() -> Autograd.detectAnomaly(false, call));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Autograd.detectAnomaly(call))
                .withMessageContaining("detectAnomaly: " + operator + " gave ")
                .withMessageContaining("(AnomalyTest.java:")
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    static Stream<Arguments> passers() {
        Tensor x = Tensor.of(0.0, 1.0);
        Tensor mask = Tensor.of(true, false);
        Tensor odd = Tensor.of(Double.NaN, INFINITY);
        return Stream.of(
                maker("a mask of -infinity", () -> x.maskedFill(mask, -INFINITY).softmax(0)),
                maker(
                        "a mask in place",
                        () -> x.clone().maskedFill_(mask, -INFINITY).softmax(0)),
                maker("a filling", () -> x.clone().fill_(INFINITY)),
                maker("a part filled", () -> {
                    Tensor y = x.clone();
                    y.select(0, 1).fill_(INFINITY);
                    return y;
                }),
                maker("a border", () -> x.pad(-INFINITY, 1, 1)),
                maker("a NaN that was there", () -> odd.mul(2.0)),
                maker("an infinity that was there", () -> Tensor.of(INFINITY).add(1.0)),
                maker("NaN in what no gradient flows from", () -> odd.isnan()),
                maker("the inside of an operator", () -> Tensor.of(0.0, 1.0).norm(-1)),
                maker(
                        "the notes of an operator",
                        () -> F.crossEntropy(Tensor.of(1.0, 2.0).view(1, 2), Tensor.of(0L))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passers")
    void whatIsOnlyPassedOnIsNoAnomaly(String what, Supplier<Tensor> call, String[] none) {
        assertThatNoException().isThrownBy(() -> Autograd.detectAnomaly(call));
    }

    @Test
    void nothingHasChangedThen() {
        Tensor x = Tensor.of(-1.0, 4.0);
        Autograd.detectAnomaly(() -> {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(x::sqrt_);
        });
        assertThat(x.toDoubleArray()).containsExactly(-1, 4);
        assertThat(x.storage().version()).isZero();
    }

    // Backward

    @Test
    void aGradientRuleThatMakesItIsNamedWithTheLineOfTheForwardPass() {
        Tensor x = leaf(0, 4);
        Autograd.detectAnomaly(() -> {
            String line = here();
            Tensor y = x.sqrt(); // on the line after
            Tensor loss = y.sum();
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(loss::backward)
                    .withMessageStartingWith(
                            "detectAnomaly: the gradient of sqrt by its input 0 has 0 NaN and 1 infinite of 2 elements "
                                    + "(2) float64, from a gradient of its output 0 (2) float64 with values in "
                                    + "[1.0, 1.0]; sqrt ran at ")
                    .withMessageEndingWith(next(line) + " on input 0 (2) float64 with values in [0.0, 4.0]");
        });
        assertThat(x.grad()).isNull();
        assertThat(Autograd.isGradEnabled()).isTrue();
    }

    @Test
    void whereTheForwardPassWasNotSeenIsSaid() {
        Tensor x = leaf(0, 4);
        Tensor loss = x.sqrt().sum();
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Autograd.detectAnomaly(() -> loss.backward()))
                .withMessageEndingWith("; where sqrt ran is not known, since anomaly detection was off then");
    }

    @Test
    void aGradientThatIsGivenOrAddsUpToItIsNamed() {
        Tensor x = leaf(1, 2);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Autograd.detectAnomaly(() -> x.mul(2.0).backward(Tensor.of(Double.NaN, 1))))
                .withMessageContaining("the gradients given for output 0 of mul add up to 1 NaN and 0 infinite");
        Tensor small = leaf(0.1, 0.2);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Autograd.detectAnomaly(
                        () -> small.mul(1e308).add(small.mul(1e308)).sum().backward()))
                .withMessageContaining("the gradients given for output 0 of leaf add up to 0 NaN and 2 infinite");
        assertThat(x.grad()).isNull();
        assertThat(small.grad()).isNull();
    }

    @Test
    void theInsideOfARuleIsNotLookedAt() {
        Tensor x = leaf(0, 4);
        Autograd.detectAnomaly(() -> x.pow(1.5).add(x.prod()).sum().backward());
        assertThat(x.grad().toDoubleArray()).containsExactly(8, 3);
    }

    @Test
    void gradientsOfGradientsAreLookedAt() {
        Tensor x = leaf(0, 4);
        Autograd.detectAnomaly(() -> {
            Tensor dx = Autograd.grad(x.pow(1.5).sum(), GradOptions.DEFAULT.withCreateGraph(), x)[0];
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> dx.sum().backward())
                    .withMessageContaining("1 infinite of 2 elements")
                    .withMessageContaining("(AnomalyTest.java:");
        });
    }

    // Lines

    @Test
    void bothLinesOfASavedValueThatWasChangedAreNamed() {
        Tensor x = leaf(1, 2);
        try (var _ = Autograd.detectAnomaly(false)) {
            Tensor b = x.mul(2.0);
            String ran = here();
            Tensor y = b.exp(); // on the line after
            String changed = here();
            y.slice(0, 0, 1).add_(1.0); // on the line after
            assertThatIllegalStateException()
                    .isThrownBy(() -> y.sum().backward())
                    .withMessageContaining("exp saved its output 0 (2) at version 0")
                    .withMessageContaining("; exp ran at dev.autograd")
                    .withMessageContaining(next(ran) + " and the last change was made at ")
                    .withMessageEndingWith(next(changed));
        }
    }

    @Test
    void linesOfTheLibraryAndTheJdkAreSkipped() {
        Linear layer = new Linear(2, 1, Random.seed(1));
        try (var _ = Autograd.detectAnomaly()) {
            String line = here();
            Tensor y = Stream.of(Tensor.zeros(Shape.of(1, 2), layer.weight().dtype()))
                    .map(layer::forward)
                    .toList()
                    .getFirst();
            OpNode node = (OpNode) y.gradFn();
            assertThat(node.ranAt().getClassName()).isEqualTo(AnomalyTest.class.getName());
            assertThat(node.ranAt().getLineNumber()).isBetween(lineOf(line) + 1, lineOf(line) + 4);
        }
        assertThat(((OpNode) layer.forward(Tensor.zeros(1, 2)).gradFn()).ranAt())
                .isNull();
    }

    private static int lineOf(String place) {
        return Integer.parseInt(place.substring(place.indexOf(':') + 1, place.length() - 1));
    }

    @Test
    void everyNodeRemembersItsLine() {
        Tensor x = leaf(1, 2, 3, 4);
        try (var _ = Autograd.detectAnomaly(false)) {
            Tensor b = x.mul(2.0);
            Tensor early = b.view(2, 2);
            b.slice(0, 0, 2).mul_(x.slice(0, 2, 4));
            for (Tensor tensor : List.of(b, early, x.sort(0).values(), b.add(x))) {
                assertThat(((OpNode) tensor.gradFn()).ranAt())
                        .as(tensor.gradFn().name())
                        .isNotNull();
            }
        }
    }
}
