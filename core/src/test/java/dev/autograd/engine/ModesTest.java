package dev.autograd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.autograd.Autograd;
import dev.autograd.GradOptions;
import dev.autograd.Tensor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How modes begin, nest, end and spread.
final class ModesTest {
    private static Switches now() {
        return ThreadState.current().switches();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void bothFormsSetTheSameAndRestoreWhatWas(Mode mode) {
        Switches before = now();
        Switches wanted = mode.after(before);
        try (var _ = Modes.open(mode)) {
            assertThat(now()).isEqualTo(wanted);
            assertThat(ThreadState.current().gradEnabled()).isEqualTo(wanted.grad());
        }
        assertThat(now()).isEqualTo(before);
        assertThat(Modes.within(mode, ModesTest::now)).isEqualTo(wanted);
        Modes.within(mode, () -> {
            assertThat(now()).isEqualTo(wanted);
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> Modes.within(mode, (Supplier<String>) () -> {
                    throw new IllegalStateException("stop");
                }))
                .withMessage("stop");
        assertThat(now()).isEqualTo(before);
    }

    @Test
    void everyMethodSetsItsMode() {
        assertThat(Autograd.noGrad(ModesTest::now)).isEqualTo(Mode.NO_GRAD.after(now()));
        assertThat(Autograd.inferenceMode(ModesTest::now)).isEqualTo(Mode.INFERENCE.after(now()));
        assertThat(Autograd.detectAnomaly(ModesTest::now)).isEqualTo(Mode.DETECT_ANOMALY.after(now()));
        assertThat(Autograd.detectAnomaly(true, ModesTest::now)).isEqualTo(Mode.DETECT_ANOMALY.after(now()));
        assertThat(Autograd.detectAnomaly(false, ModesTest::now)).isEqualTo(Mode.TRACE_ANOMALY.after(now()));
        assertThat(Autograd.deterministic(ModesTest::now)).isEqualTo(Mode.DETERMINISTIC.after(now()));
        Stream.<Supplier<Modes>>of(
                        Autograd::noGrad,
                        Autograd::inferenceMode,
                        Autograd::detectAnomaly,
                        () -> Autograd.detectAnomaly(false),
                        Autograd::deterministic)
                .forEach(open -> {
                    try (var _ = open.get()) {
                        assertThat(now()).isNotEqualTo(Switches.DEFAULT);
                    }
                    assertThat(now()).isEqualTo(Switches.DEFAULT);
                });
    }

    @Test
    void modesAddUp() {
        try (var _ = Autograd.deterministic();
                var _ = Autograd.detectAnomaly(false);
                var _ = Autograd.noGrad()) {
            assertThat(now()).isEqualTo(new Switches(false, false, true, false, true, false));
            Autograd.enableGrad(() -> {
                assertThat(now()).isEqualTo(new Switches(true, false, true, false, true, false));
            });
        }
    }

    /// What no mode is set for is seen by nobody: the fields that operators read at every call.
    @Test
    void onlyWhatWatchesIsWatched() {
        assertThat(ThreadState.current().watched()).isFalse();
        for (Mode mode : Mode.values()) {
            boolean watches = mode == Mode.INFERENCE || mode == Mode.DETECT_ANOMALY || mode == Mode.TRACE_ANOMALY;
            assertThat(Modes.within(mode, () -> ThreadState.current().watched()))
                    .as("%s", mode)
                    .isEqualTo(watches);
        }
        assertThat(ThreadState.current().watched()).isFalse();
    }

    @Test
    void enableGradIsRefusedInInferenceMode() {
        Tensor x = Tensor.of(2.0).requiresGrad_();
        Tensor y = x.mul(x).sum();
        try (var _ = Autograd.inferenceMode()) {
            assertThatIllegalStateException()
                    .isThrownBy(Autograd::enableGrad)
                    .withMessageContaining("inside inferenceMode");
            assertThatIllegalStateException()
                    .isThrownBy(() -> Autograd.grad(y, GradOptions.DEFAULT.withCreateGraph(), x))
                    .withMessageContaining("inside inferenceMode");
        }
        assertThat(Autograd.isGradEnabled()).isTrue();
        y.backward();
        assertThat(x.grad().item()).isEqualTo(4);
    }

    /// Structured concurrency is a preview of Java 25, so this runs in another JVM.
    @Test
    void lambdaFormsAreFollowedByForkedThreads() throws Exception {
        Path source = Path.of(Objects.requireNonNull(ModesTest.class.getResource("StructuredModes.java"))
                .toURI());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-preview",
                        "--source",
                        "25",
                        "-cp",
                        Path.of(Tensor.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString(),
                        source.toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        List<String> lines = text.lines()
                .filter(line -> line.contains(": ") && line.contains("grad,"))
                .toList();
        assertThat(lines)
                .containsExactly(
                        "outside: grad, no inference, no anomaly",
                        "in a noGrad lambda: no grad, no inference, no anomaly",
                        "forked by a forked thread: no grad, no inference, no anomaly",
                        "in a detectAnomaly lambda inside: no grad, no inference, anomaly",
                        "in an enableGrad lambda inside: grad, no inference, no anomaly",
                        "in an enableGrad block inside: no grad, no inference, no anomaly",
                        "what a forked thread switches on: grad, no inference, no anomaly",
                        "the thread itself then: no grad, no inference, no anomaly",
                        "in a noGrad block: grad, no inference, no anomaly",
                        "in a detectAnomaly lambda in it: no grad, no inference, anomaly",
                        "in an inferenceMode lambda: no grad, inference, no anomaly",
                        "after all: grad, no inference, no anomaly");
    }

    @Test
    @DisplayName("188: noGrad in one thread, seen by no other, nor by virtual ones")
    void noGradInOneThread() throws Exception {
        Callable<Boolean> recording = Autograd::isGradEnabled;
        try (var pool = Executors.newFixedThreadPool(1);
                var _ = Autograd.noGrad()) {
            FutureTask<Boolean> platform = new FutureTask<>(recording);
            Thread.ofPlatform().start(platform);
            FutureTask<Boolean> virtual = new FutureTask<>(recording);
            Thread.ofVirtual().start(virtual);
            assertThat(platform.get()).isTrue();
            assertThat(virtual.get()).isTrue();
            assertThat(pool.submit(recording).get()).isTrue();
            FutureTask<Boolean> inALambda = new FutureTask<>(recording);
            Autograd.noGrad(() -> {
                Thread.ofVirtual().start(inALambda);
                assertThat(Autograd.isGradEnabled()).isFalse();
            });
            assertThat(inALambda.get()).isTrue();
            assertThat(Autograd.isGradEnabled()).isFalse();
        }
        assertThat(Autograd.isGradEnabled()).isTrue();
    }
}
