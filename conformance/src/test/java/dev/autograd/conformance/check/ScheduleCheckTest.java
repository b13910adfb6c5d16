package dev.autograd.conformance.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.conformance.reference.Arguments;
import dev.autograd.conformance.reference.ReferenceCase.Label;
import dev.autograd.conformance.reference.ScheduleCase;
import dev.autograd.conformance.reference.Tier;
import dev.autograd.conformance.report.State;
import dev.autograd.optim.Optimizer;
import dev.autograd.optim.ParameterGroup;
import dev.autograd.optim.SgdSettings;
import dev.autograd.torch.TorchScheduler;
import dev.autograd.torch.TorchSchedulers;
import dev.autograd.torch.UnsupportedTorchCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The comparison of schedules, on small ones made here.
final class ScheduleCheckTest {
    private static final double[][] HALVED = {{0.8, 0.4}, {0.4, 0.2}, {0.2, 0.1}};

    @Test
    void passesWhatAgrees() throws Exception {
        var verdict = ScheduleCheck.check(schedule(null, null, HALVED, null), ScheduleCheckTest::halving);
        assertThat(verdict.reasons()).isEmpty();
        assertThat(verdict.state()).isEqualTo(State.PASSED);
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> wrong() {
        return Stream.of(
                arguments(
                        schedule(null, null, new double[][] {{0.8, 0.4}, {0.4, 0.2}, {0.2, 0.11}}, null),
                        "lr of group 1 after 2 steps is 0.1, but 0.11 is expected"),
                arguments(
                        schedule(null, null, new double[][] {{0.7, 0.4}}, null),
                        "lr of group 0 after 0 steps is 0.8, but 0.7 is expected"),
                arguments(
                        schedule(null, null, HALVED, new double[] {0.9, 0.9, 0.8}),
                        "momentum after 2 steps is 0.9, but 0.8 is expected"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void failsWhatDiffers(ScheduleCase c, String reason) throws Exception {
        var verdict = ScheduleCheck.check(c, ScheduleCheckTest::halving);
        assertThat(verdict.state()).isEqualTo(State.FAILED);
        assertThat(verdict.reasons()).containsExactly(reason);
    }

    @Test
    void tellsMetrics() throws Exception {
        List<@Nullable Double> told = new ArrayList<>();
        double[][] constant = {{0.8, 0.4}, {0.8, 0.4}, {0.8, 0.4}};
        var verdict = ScheduleCheck.check(
                schedule(null, new double[] {5, 6}, constant, null), (_, _, _) -> told::add);
        assertThat(verdict.state()).isEqualTo(State.PASSED);
        assertThat(told).containsExactly(5.0, 6.0);
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> functions() {
        return Stream.of(
                arguments("lr_lambda(e) = 0.95^e", 3, 0.95 * 0.95 * 0.95),
                arguments("lr_lambda(e) = 0.9", 3, 0.9),
                arguments("lr_lambda(e) = min((e+1)/5, sqrt(5/(e+1)))", 1, 0.4),
                arguments("lr_lambda(e) = min((e+1)/5, sqrt(5/(e+1)))", 19, 0.5));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void understandsFunctions(String note, int epoch, double value) {
        var arguments = notes(List.of()).arguments(note);
        assertThat(arguments.get("lr_lambda"))
                .isInstanceOfSatisfying(
                        IntToDoubleFunction.class,
                        f -> assertThat(f.applyAsDouble(epoch)).isCloseTo(value, org.assertj.core.data.Offset.offset(1e-12)));
    }

    @Test
    void understandsSchedulesInSequence() {
        List<String> made = new ArrayList<>();
        var arguments = notes(made)
                .arguments("LinearLR(start_factor=0.1, total_iters=5) then CosineAnnealingLR(T_max=20), milestone 5");
        assertThat(made)
                .containsExactly("LinearLR{start_factor=0.1, total_iters=5}", "CosineAnnealingLR{T_max=20}");
        assertThat(arguments.get("milestones")).isEqualTo(List.of(5L));
        assertThat((List<?>) Objects.requireNonNull(arguments.get("schedulers"))).hasSize(2);
    }

    @Test
    void understandsSchedulesInAChain() {
        List<String> made = new ArrayList<>();
        notes(made).arguments("ConstantLR(factor=0.1,total_iters=2) and ExponentialLR(gamma=0.9) chained");
        assertThat(made).containsExactly("ConstantLR{factor=0.1, total_iters=2}", "ExponentialLR{gamma=0.9}");
    }

    @Test
    void refusesOtherWords() {
        assertThatThrownBy(() -> notes(List.of()).arguments("as the moon waxes"))
                .isInstanceOf(UnsupportedTorchCall.class)
                .hasMessageContaining("as the moon waxes");
    }

    @Test
    void knowsNoScheduleOfTheLibrary() {
        assertThatThrownBy(() -> ScheduleCheck.check(schedule(null, null, HALVED, null), TorchSchedulers::create))
                .isInstanceOf(UnsupportedTorchCall.class)
                .hasMessageContaining("there is no schedule HalvingLR");
    }

    private static ScheduleNotes notes(List<String> made) {
        return new ScheduleNotes((name, kwargs) -> {
            made.add(name + kwargs);
            return _ -> {};
        });
    }

    private static TorchScheduler halving(String name, Optimizer optimizer, Map<String, @Nullable Object> kwargs) {
        return _ -> {
            for (ParameterGroup group : optimizer.groups()) {
                group.setLr(((SgdSettings) group.settings()).lr() / 2);
            }
        };
    }

    private static ScheduleCase schedule(
            @Nullable String note, double @Nullable [] metrics, double[][] rates, double @Nullable [] momentum) {
        return new ScheduleCase(
                new Label("lr/HalvingLR/0", "lr", "HalvingLR", "", Tier.CORE),
                Arguments.NONE,
                note,
                new double[] {0.8, 0.4},
                metrics,
                rates,
                momentum);
    }
}
