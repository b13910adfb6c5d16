package dev.autograd.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.Autograd;
import dev.autograd.Gradcheck;
import dev.autograd.GradcheckSettings;
import dev.autograd.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/// Asks every operator the same questions: gradients of both orders against differences, forward mode against
/// differences and in either order with reverse mode, maps against loops, and gradients inside and through maps.
final class OperatorsTest {
    @TestFactory
    Stream<DynamicTest> everyOperatorAnswers() {
        return Samples.all().stream().flatMap(sample -> questions(sample).stream());
    }

    private static List<DynamicTest> questions(Sample sample) {
        List<DynamicTest> tests = new ArrayList<>();
        if (sample.isDifferentiable()) {
            tests.add(test(sample, "gradients of both orders", () -> gradients(sample)));
            tests.add(test(sample, "forward mode", () -> Check.forwardMode(sample)));
            tests.add(test(sample, "forward over reverse", () -> Check.forwardOverReverse(sample)));
            tests.add(test(sample, "reverse over forward", () -> Check.reverseOverForward(sample)));
        } else {
            tests.add(test(sample, "is constant", () -> isConstant(sample)));
        }
        if (!sample.isMapped()) {
            tests.add(test(sample, "refuses to be mapped", () -> refusesToBeMapped(sample)));
            return tests;
        }
        tests.add(test(sample, "map", () -> Check.map(sample)));
        tests.add(test(sample, "map in a map", () -> Check.mapOfMap(sample)));
        tests.add(test(sample, "map over nothing", () -> Check.mapOfNothing(sample)));
        if (sample.isDifferentiable() && sample.differentiation() == Sample.Differentiation.EVERYWHERE) {
            tests.add(test(sample, "gradient in a map", () -> Check.mapOfGradient(sample)));
            tests.add(test(sample, "forward mode in a map", () -> Check.mapOfForwardMode(sample)));
        }
        if (sample.isDifferentiable()) {
            tests.add(test(sample, "gradient through a map", () -> Check.gradientOfMap(sample)));
        }
        return tests;
    }

    private static DynamicTest test(Sample sample, String question, Executable check) {
        return DynamicTest.dynamicTest(sample + ", " + question, check);
    }

    private static void gradients(Sample sample) {
        Gradcheck.check(GradcheckSettings.DEFAULT.withOrder(2), sample::onFloating, sample.floating())
                .orThrow();
    }

    private static void isConstant(Sample sample) {
        Tensor[] tracked = sample.inputs().stream()
                .map(x -> x.dtype().isFloating() ? x.detach().requiresGrad_() : x)
                .toArray(Tensor[]::new);
        for (Tensor output : sample.function().apply(tracked)) {
            assertThat(output.requiresGrad()).isFalse();
        }
    }

    private static void refusesToBeMapped(Sample sample) {
        Tensor[] stacked =
                sample.inputs().stream().map(x -> Tensor.stack(0, x, x)).toArray(Tensor[]::new);
        assertThatThrownBy(() -> Autograd.vmap(sample.function(), stacked))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(sample.operator())
                .hasMessageContaining("vmap");
    }
}
