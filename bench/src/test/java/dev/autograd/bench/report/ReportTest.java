package dev.autograd.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.bench.measure.Course;
import dev.autograd.bench.measure.Courses;
import dev.autograd.bench.measure.Result;
import dev.autograd.bench.measure.Samples;
import dev.autograd.bench.measure.Side;
import dev.autograd.bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ReportTest {
    private static final Machine MACHINE =
            new Machine(LocalDate.of(2026, 11, 26), "Zen", 2, "Linux 6", "OpenJDK 25", 1, "pinned to core 1");
    private static final Report REPORT = new Report(
            MACHINE,
            List.of(
                    result("toy4", Map.of("torch-eager", measured("PyTorch 2", 320, 300, 340))),
                    result("conv", Map.of("torch-eager", new Side.Failed("torch-eager ended: out of memory")))),
            Optional.empty());
    private static final Courses COURSES = new Courses(
            Workloads.named("toy4").orElseThrow(),
            courses(
                    "autograd-eager", followed(point(0.501, 5000, 1), point(0.794, 900, 44), point(1, 90, 2000)),
                    "torch-eager", followed(point(1, 580, 1)),
                    "djl", new Course.Failed("djl ended: no native library")));
    private static final Report CURVE = new Report(MACHINE, List.of(), Optional.of(COURSES));

    private static Map<String, Course> courses(String a, Course ofA, String b, Course ofB, String c, Course ofC) {
        Map<String, Course> all = new LinkedHashMap<>();
        all.put(a, ofA);
        all.put(b, ofB);
        all.put(c, ofC);
        return all;
    }

    private static Course followed(Course.Point... points) {
        return new Course.Followed("", List.of(points));
    }

    private static Course.Point point(double seconds, double time, double done) {
        return new Course.Point(seconds, time, done);
    }

    private static Result result(String workload, Map<String, Side> peers) {
        Map<String, Side> sides = new LinkedHashMap<>();
        sides.put("autograd-eager", measured("autograd on vector kernels", 32, 30, 40));
        sides.putAll(peers);
        return new Result(Workloads.named(workload).orElseThrow(), sides);
    }

    private static Side measured(String versions, double... times) {
        return new Side.Measured(
                versions, new Samples(java.util.Arrays.stream(times).boxed().toList()));
    }

    @Test
    void lines() {
        assertThat(Lines.titles() + "\n" + Lines.of(REPORT.results().getFirst()))
                .isEqualTo("""
                        workload         implementation       median        min        max                 ratio
                        toy4             autograd-eager      32.0 us    30.0 us    40.0 us
                                         torch-eager          320 us     300 us     340 us     10.0x (8.50-10.0)""".stripTrailing());
        assertThat(Lines.of(REPORT.results().getLast())).endsWith("torch-eager     torch-eager ended: out of memory");
    }

    @Test
    void page() {
        assertThat(Page.text(REPORT, Optional.empty()))
                .contains("- processor: Zen, 2 cores\n", "- threads: 1, pinned to core 1\n")
                .contains("- versions: autograd on vector kernels; PyTorch 2\n")
                .contains("| toy4 | autograd-eager | 32.0 us | 30.0 us | 40.0 us |  |\n")
                .contains("|  | torch-eager | 320 us | 300 us | 340 us | 10.0x (8.50-10.0) |\n")
                .contains("- `conv`: conv2d of 32x64x56x56");
    }

    @Test
    void json() {
        JsonNode workloads =
                JsonMapper.shared().readTree(ReportJson.text(REPORT)).get("workloads");
        JsonNode toy4 = workloads.get(0);
        assertThat(toy4.get("name").asString()).isEqualTo("toy4");
        assertThat(toy4.get("unit").asString()).isEqualTo("us/step");
        assertThat(toy4.get("ratio").asDouble()).isEqualTo(10);
        assertThat(toy4.at("/impls/1").toString())
                .isEqualTo("{\"impl\":\"torch-eager\",\"median\":320.0,\"min\":300.0,\"max\":340.0,\"n\":3}");
        JsonNode conv = workloads.get(1);
        assertThat(conv.get("ratio").isNull()).isTrue();
        assertThat(conv.at("/impls/1/failed").asString()).contains("out of memory");
    }

    @Test
    void curves() {
        assertThat(CurveLines.of(COURSES)).isEqualTo("""
                        after                  autograd-eager                torch-eager
                        0.5 s                5,000 us, 1 done                          -
                        1 s               90.0 us, 2,000 done             580 us, 1 done
                        djl ended: no native library""");
        assertThat(Page.text(CURVE, Optional.of("images/curve.svg")))
                .contains("## Warm-up\n", "](images/curve.svg)\n", "| after | autograd-eager | torch-eager |\n")
                .contains("| 1 s | 90.0 us, 2,000 done | 580 us, 1 done |\n", "\ndjl ended: no native library\n")
                .doesNotContain("What the workloads are");
        JsonNode curve = JsonMapper.shared().readTree(ReportJson.text(CURVE)).get("curve");
        assertThat(curve.at("/impls/1").toString())
                .isEqualTo("{\"impl\":\"torch-eager\",\"points\":[{\"seconds\":1.0,\"time\":580.0,\"done\":1.0}]}");
        assertThat(CURVE.complete()).isFalse();
    }

    @Test
    void thePictureOfCurvesLeavesOutWhatWasNotSeen(@TempDir Path folder) throws IOException {
        Path svg = folder.resolve("curve.svg");
        assertThat(CurvePicture.hasPoints(COURSES)).isTrue();
        CurvePicture.save(COURSES, svg);
        assertThat(Files.readString(svg))
                .contains(">Time per step, us</text>", ">autograd-eager 90.0</text>", ">torch-eager 580</text>")
                .contains(">Steps</text>", ">autograd-eager 2,000</text>")
                .doesNotContain("djl");
    }

    @Test
    void whatFailedMakesAReportIncomplete() {
        assertThat(REPORT.complete()).isFalse();
        assertThat(new Report(MACHINE, REPORT.results().subList(0, 1), Optional.empty()).complete())
                .isTrue();
    }

    @Test
    void thePictureHasABarForWhatWasCompared(@TempDir Path folder) throws IOException {
        Path svg = folder.resolve("bench.svg");
        assertThat(Picture.hasBars(REPORT)).isTrue();
        Picture.save(REPORT, svg);
        assertThat(Files.readString(svg))
                .contains(">toy4</text>", "Times as fast as torch-eager")
                .doesNotContain("conv");
    }
}
