package dev.autograd.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.bench.measure.Course;
import dev.autograd.bench.measure.Courses;
import dev.autograd.bench.report.Machine;
import dev.autograd.bench.report.Report;
import dev.autograd.bench.workload.Workloads;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportFilesTest {
    private static final Machine MACHINE =
            new Machine(LocalDate.of(2026, 11, 26), "Zen", 2, "Linux 6", "OpenJDK 25", 1, "not pinned");

    @TempDir
    private Path folder = Path.of("");

    private Report followed(Course.Point... points) {
        Map<String, Course> sides = Map.of("autograd-eager", new Course.Followed("", List.of(points)));
        return new Report(
                MACHINE,
                List.of(),
                Optional.of(new Courses(Workloads.named("toy4").orElseThrow(), sides)));
    }

    private String write(Report report) throws IOException {
        Files.createDirectories(folder.resolve("docs"));
        var said = new StringWriter();
        new ReportFiles(
                        folder.resolve("bench.json"),
                        folder.resolve("docs/benchmarks.md"),
                        folder.resolve("bars.svg"),
                        folder.resolve("images/curve.svg"))
                .write(report, new PrintWriter(said));
        return said.toString();
    }

    @Test
    void thePageLinksToThePictureFromItsOwnFolder() throws IOException {
        String said = write(followed(new Course.Point(1, 300, 20), new Course.Point(2, 70, 9000)));
        assertThat(said)
                .isEqualToIgnoringNewLines(folder.resolve("images/curve.svg").toString());
        assertThat(folder.resolve("images/curve.svg")).content().contains(">autograd-eager 70.0</text>");
        assertThat(folder.resolve("docs/benchmarks.md")).content().contains("](../images/curve.svg)");
        assertThat(folder.resolve("bench.json")).content().contains("\"done\" : 9000.0");
        assertThat(folder.resolve("bars.svg")).doesNotExist();
    }

    @Test
    void whereNothingWasSeenNothingIsDrawn() throws IOException {
        assertThat(write(followed())).isEmpty();
        assertThat(folder.resolve("images")).doesNotExist();
        assertThat(folder.resolve("docs/benchmarks.md"))
                .content()
                .contains("## Warm-up")
                .doesNotContain("![");
    }
}
