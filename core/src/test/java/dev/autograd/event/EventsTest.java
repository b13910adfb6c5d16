package dev.autograd.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.autograd.Tensor;
import dev.autograd.expr.Expr;
import dev.autograd.expr.cache.Warmer;
import dev.autograd.expr.cache.Warming;
import dev.autograd.expr.codegen.Form;
import dev.autograd.expr.codegen.KernelCompiler;
import dev.autograd.expr.codegen.KernelSpec;
import dev.autograd.value.DType;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the Flight Recorder is told.
final class EventsTest {
    @TempDir
    private Path folder;

    private List<RecordedEvent> record(Runnable body, String... enabled) throws Exception {
        Path file = folder.resolve("autograd.jfr");
        try (Recording recording = new Recording()) {
            for (String name : enabled) {
                recording.enable("dev.autograd." + name);
            }
            recording.start();
            body.run();
            recording.stop();
            recording.dump(file);
        }
        long thread = Thread.currentThread().threadId();
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("dev.autograd."))
                .filter(event -> event.getThread() != null && event.getThread().getJavaThreadId() == thread)
                .toList();
    }

    private static void program() {
        Tensor x = Tensor.of(1f, 2f, 3f, 4f).requiresGrad_();
        x.exp().reshape(2, 2).sum().backward();
    }

    @Test
    void operatorsAreRecordedWhenAskedFor() throws Exception {
        assertThat(record(EventsTest::program, "Op"))
                .filteredOn(event -> event.getEventType().getName().equals("dev.autograd.Op"))
                .extracting(
                        event -> event.getString("operator"),
                        event -> event.getBoolean("backward"),
                        event -> event.getString("output"),
                        event -> event.getLong("bytes"))
                .containsExactly(
                        tuple("exp", false, "float32 (4)", 16L),
                        tuple("reshape", false, "float32 (2, 2)", 0L),
                        tuple("sum", false, "float32 ()", 4L),
                        tuple("reshape", true, "float32 (1, 1)", 0L),
                        tuple("expand", true, "float32 (2, 2)", 0L),
                        tuple("reshape", true, "float32 (4)", 0L),
                        tuple("expBackward", true, "float32 (4)", 16L));
    }

    @Test
    void backwardIsRecordedWhenAskedFor() throws Exception {
        assertThat(record(EventsTest::program, "Backward"))
                .filteredOn(event -> event.getEventType().getName().equals("dev.autograd.Backward"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getString("call")).isEqualTo("backward() of a tensor ()");
                    assertThat(event.getLong("nodes")).isEqualTo(4);
                    assertThat(event.getDuration()).isPositive();
                });
    }

    @Test
    void operatorsAndBackwardAreNotRecordedByThemselves() throws Exception {
        assertThat(record(EventsTest::program))
                .extracting(event -> event.getEventType().getName())
                .doesNotContain("dev.autograd.Op", "dev.autograd.Backward");
    }

    @Test
    void aGeneratedKernelIsRecorded() throws Exception {
        KernelSpec spec = KernelSpec.of(Expr.var(0).mul(Expr.var(0)), DType.FLOAT64, DType.FLOAT64);
        assertThat(record(() -> KernelCompiler.forThisMachine().compile(spec, Form.PLAIN)))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getEventType().getName()).isEqualTo("dev.autograd.Compile");
                    assertThat(event.getString("kernel")).contains("float64 PLAIN");
                    assertThat(event.getString("form")).isEqualTo("plain");
                    assertThat(event.getString("note")).isEmpty();
                });
    }

    @Test
    void aChoiceOfKernelsIsRecorded() throws Exception {
        assertThat(record(() -> Events.kernelChosen("kernel of a test", "vector", "it is fast")))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getEventType().getName()).isEqualTo("dev.autograd.KernelChoice");
                    assertThat(event.getString("kernel")).isEqualTo("kernel of a test");
                    assertThat(event.getString("chosen")).isEqualTo("vector");
                    assertThat(event.getString("reason")).isEqualTo("it is fast");
                });
    }

    /// A loop that is fast at once; the end of the recording waits for the warmer's thread.
    private static void warm() {
        var decided = new CountDownLatch(2);
        Warmer warmer = new Warmer();
        for (int i = 0; i < 2; i++) {
            warmer.add(new Warming() {
                @Override
                public Outcome attempt() {
                    return Outcome.FAST;
                }

                @Override
                public void decide(boolean fast) {
                    decided.countDown();
                }

                @Override
                public String toString() {
                    return "loop of a test";
                }
            });
        }
        assertThat(decided).satisfies(CountDownLatch::await);
    }

    @Test
    void aLoopThatBecomesAVectorLoopIsRecorded() throws Exception {
        Path file = folder.resolve("autograd.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            warm(); // when the second is decided, the first has been told
            recording.dump(file);
        }
        assertThat(RecordingFile.readAllEvents(file))
                .filteredOn(event -> event.getEventType().getName().equals("dev.autograd.KernelChoice"))
                .extracting(event -> event.getString("kernel"), event -> event.getString("chosen"))
                .contains(tuple("loop of a test", "vector"));
    }

    @Test
    void allEventsHaveLabels() {
        FlightRecorder recorder = FlightRecorder.getFlightRecorder(); // from now on events may be wanted
        program(); // loads those of operators
        var _ = new CompileEvent();
        Events.kernelChosen("kernel", "plain", "a test");
        List<EventType> types = recorder.getEventTypes().stream()
                .filter(type -> type.getName().startsWith("dev.autograd."))
                .toList();
        assertThat(types)
                .extracting(EventType::getName)
                .containsExactlyInAnyOrder(
                        "dev.autograd.Op",
                        "dev.autograd.Backward",
                        "dev.autograd.Compile",
                        "dev.autograd.KernelChoice");
        assertThat(types).allSatisfy(type -> {
            assertThat(type.getCategoryNames()).containsExactly("autograd");
            assertThat(type.getLabel()).isNotBlank();
            assertThat(type.getDescription()).isNotBlank();
            assertThat(type.getFields())
                    .filteredOn(field -> !field.getName().matches("startTime|duration|eventThread|stackTrace"))
                    .isNotEmpty()
                    .allSatisfy(field -> assertThat(field.getLabel()).isNotBlank());
        });
    }
}
