package dev.autograd.conformance.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Tensor;
import dev.autograd.conformance.check.Variants.Body;
import dev.autograd.conformance.reference.BoundArguments;
import dev.autograd.conformance.reference.ReferenceCase.Label;
import dev.autograd.conformance.reference.Tier;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What curated variants make of an operator, shown on operators that are simple.
final class VariantsTest {
    private static final Tensor X = Tensor.of(new double[][] {{1, 2}, {0, -1}});
    private static final Body FIRST = a -> a.tensor(0);

    static Stream<Arguments> variants() {
        return Stream.of(
                arguments("of_x_plus_3I", FIRST, new double[][] {{4, 2}, {0, 2}}),
                arguments("of_xxT_plus_nI", FIRST, new double[][] {{7, -2}, {-2, 3}}),
                arguments("of_x_plus_xT", FIRST, new double[][] {{2, 2}, {2, -2}}),
                arguments(
                        "of_x_plus_3I_p-1",
                        (Body) a -> a.tensor(0).mul((Long) a.args().get(1)),
                        new double[][] {{-4, -2}, {0, -2}}),
                // Eigenvalues pi / 2 and 0 with the axes for vectors, one of them turned round.
                arguments(
                        "V_sin(L)_VT_of_x_plus_xT",
                        (Body) _ -> List.of(Tensor.of(Math.PI / 2, 0), Tensor.of(new double[][] {{-1, 0}, {0, 1}})),
                        new double[][] {{1, 0}, {0, 0}}));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void areFunctionsOfTheOperator(String variant, Body operator, double[][] expected) {
        var result = (Tensor) Variants.of(label("linalg.f", variant), operator).call(call(X));
        assertThat(result.allClose(Tensor.of(expected), 1e-12, 1e-12))
                .as("%s", result)
                .isTrue();
    }

    @Test
    void svdGivesWhatDoesNotDependOnSigns() {
        Body svd = a -> {
            assertThat(a.kwargs()).containsEntry("full_matrices", false);
            return List.of(Tensor.of(new double[][] {{-1, 0}, {0, 1}}), Tensor.of(3.0, 2.0), Tensor.of(new double[][] {
                {-1, 0}, {0, 1}
            }));
        };
        var both =
                (List<?>) Variants.of(label("linalg.svd", "U_S2_Vh_and_S"), svd).call(call(X));
        assertThat(((Tensor) both.getFirst()).toDoubleArray()).containsExactly(9, 0, 0, 4);
        assertThat(((Tensor) both.get(1)).toDoubleArray()).containsExactly(3, 2);
    }

    @Test
    void qrGetsAPositiveDiagonal() {
        Body qr =
                _ -> List.of(Tensor.of(new double[][] {{-1, 0}, {0, 1}}), Tensor.of(new double[][] {{-2, 5}, {0, 3}}));
        var both = (List<?>) Variants.of(label("linalg.qr", "signs_fixed_diagR_positive"), qr)
                .call(call(X));
        assertThat(((Tensor) both.getFirst()).abs().toDoubleArray()).containsExactly(1, 0, 0, 1);
        assertThat(((Tensor) both.getFirst()).get(0, 0)).isEqualTo(1);
        assertThat(((Tensor) both.get(1)).toDoubleArray()).containsExactly(2, -5, 0, 3);
    }

    @Test
    void runningStatisticsAreCopies() {
        Tensor mean = Tensor.of(1.0);
        Body batchNorm = a -> {
            a.tensor(1).fill_(5);
            a.tensor(2).fill_(6);
            return a.tensor(0);
        };
        var three = (List<?>) Variants.of(label("nn.functional.batch_norm", "with_running_stats"), batchNorm)
                .call(call(X, mean, Tensor.of(2.0)));
        assertThat(three.getFirst()).isSameAs(X);
        assertThat(((Tensor) three.get(1)).item()).isEqualTo(5);
        assertThat(((Tensor) three.get(2)).item()).isEqualTo(6);
        assertThat(mean.item()).isEqualTo(1);
    }

    @Test
    void assignmentAndEmbeddingsWithANormChangeClones() {
        Body set = a -> a.tensor(0).fill_(7);
        assertThat(Variants.of(label("__setitem__", ""), set).call(call(X, 0L, 7.0)))
                .isNotSameAs(X);
        Body embedding = a -> a.tensor(1);
        Label label = label("nn.functional.embedding", "");
        assertThat(Variants.of(label, embedding).call(call(X, X))).isSameAs(X);
        var withNorm = new BoundArguments(List.of(X, X), Map.of("max_norm", 1.0));
        assertThat(Variants.of(label, embedding).call(withNorm)).isNotSameAs(X);
        assertThat(X.toDoubleArray()).containsExactly(1, 2, 0, -1);
    }

    @Test
    void whereTakesTheLogarithmOfItsSecondArgument() {
        Body second = a -> a.tensor(1);
        var result = (Tensor)
                Variants.of(label("where", "edge_of_c_log_x_y"), second).call(call(X, Tensor.of(1.0, Math.E), X));
        assertThat(result.toDoubleArray()).containsExactly(0, 1);
    }

    @Test
    void clippedGradientsComeWithTheirNorm() {
        Tensor a = Tensor.of(3.0);
        Tensor b = Tensor.of(4.0);
        var result =
                (List<?>) Variants.of(label("nn.utils.clip_grad_norm_", "")).call(call(List.of(a, b), 1.0, 2.0));
        assertThat(result)
                .extracting(t -> Math.round(1e5 * ((Tensor) t).item()))
                .containsExactly(500_000L, 60_000L, 80_000L);
        assertThat(a.item()).isEqualTo(3);
    }

    @Test
    void otherGroupsAndOperatorsAreTheOperatorItself() {
        Label opinfo = new Label("id", "opinfo", "max", "of_x_plus_3I", Tier.CORE);
        assertThat(Variants.of(opinfo, FIRST)).isSameAs(FIRST);
        assertThat(Variants.of(label("max", "edge"), FIRST)).isSameAs(FIRST);
    }

    @Test
    void opinfoGivesAnEmbeddingsWeightFirst() {
        Label opinfo = new Label("id", "opinfo", "nn.functional.embedding", "", Tier.CORE);
        Tensor index = Tensor.of(0L);
        Body both = a -> List.of(a.tensor(0), a.tensor(1));
        assertThat(Variants.of(opinfo, both).call(call(X, index))).isEqualTo(List.of(index, X));
    }

    @Test
    void tuplesThatAreNoneAreNamed() {
        Body variant = Variants.of(label("linalg.qr", "signs_fixed_diagR_positive"), FIRST);
        assertThatThrownBy(() -> variant.call(call(X)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("a tuple with a tensor at 1 is expected");
    }

    private static Label label(String op, String variant) {
        return new Label("id", "curated", op, variant, Tier.CORE);
    }

    private static BoundArguments call(Object... args) {
        return new BoundArguments(List.of(args), Map.of());
    }
}
